"""Keeps what was read: new entries, changed ones, and what hangs on them, many at a time."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models

from prescribing.incoming.entry import Entry
from prescribing.incoming.report import Report
from prescribing.models import (
    Organisation,
    Schedule,
    Service,
    ServiceContact,
    ServiceNeed,
    SocialNeed,
    Source,
    Venue,
)

FROM_FEEDS = (
    *("name", "description", "status", "website", "email", "telephone", "how_to_join", "free", "cost_words"),
    *("who_for", "age_from", "age_to", "online", "languages", "area_words", "access_words", "wait_weeks"),
    *("assured_on", "modified_at"),
)
OURS = ("organisation", "fingerprint", "changed_at", "withdrawn_at", "version")
VENUE = ("name", "address", "postcode", "latitude", "longitude")
SCHEDULE = (
    *("freq", "interval", "days", "month_days", "opens_at", "closes_at"),
    *("from_on", "until_on", "words"),
)
CONTACT = ("name", "role", "telephone", "email", "personal")
PARTS: tuple[tuple[str, type[models.Model], tuple[str, ...]], ...] = (
    ("venues", Venue, VENUE),
    ("schedules", Schedule, SCHEDULE),
    ("contacts", ServiceContact, CONTACT),
)
REACHED_BY = ("email", "telephone")


class Keeper:
    """Keeps entries of one source, some hundred at a time, and remembers what a caller must do afterwards."""

    def __init__(self, source: Source, now: dt.datetime, report: Report) -> None:
        self.source, self.now, self.report = source, now, report
        self.own = {"network_id": source.network_id, "source": source}
        self.known_needs = set(SocialNeed.objects.values_list("code", flat=True))
        self.written: list[int] = []
        self.reached_otherwise: list[int] = []

    def take(self, entries: list[Entry]) -> None:
        """Each entry once: made, changed, or as it was."""
        organisations = self.organisations(entries)
        before = {
            service.source_key: service
            for service in self.source.services.filter(source_key__in=[e.key for e in entries])
        }
        made, changed = [], []
        for entry in entries:
            whose = organisations[entry.organisation_key]
            service = before.get(entry.key)
            if service is None:
                made.append((self.made(entry, whose), entry))
            elif service.fingerprint == entry.fingerprint and service.withdrawn_at is None:
                self.report.unchanged += 1
            else:
                changed.append((self.changed(service, entry, whose), entry))
        Service.objects.bulk_create([service for service, _entry in made])
        Service.objects.bulk_update([service for service, _entry in changed], [*FROM_FEEDS, *OURS])
        self.report.created += len(made)
        self.report.updated += len(changed)
        self.hang_on([*made, *changed], {service.pk for service, _entry in changed})
        self.written += [service.pk for service, _entry in (*made, *changed)]

    def organisations(self, entries: list[Entry]) -> dict[str, Organisation]:
        """Who offers them, as the source says it now."""
        said = {entry.organisation_key: entry.organisation for entry in entries}
        found = {one.source_key: one for one in self.source.organisations.filter(source_key__in=said)}
        new = [Organisation(**self.own, source_key=key, **said[key]) for key in said if key not in found]
        other = []
        for key, one in found.items():
            if one.withdrawn_at or any(getattr(one, name) != value for name, value in said[key].items()):
                for name, value in said[key].items():
                    setattr(one, name, value)
                one.withdrawn_at = None
                other.append(one)
        Organisation.objects.bulk_create(new)
        Organisation.objects.bulk_update(other, ["name", "description", "website", "withdrawn_at"])
        return found | {one.source_key: one for one in new}

    def made(self, entry: Entry, whose: Organisation) -> Service:
        return Service(
            **self.own,
            source_key=entry.key,
            organisation=whose,
            fingerprint=entry.fingerprint,
            changed_at=self.now,
            **entry.values,
        )

    def changed(self, service: Service, entry: Entry, whose: Organisation) -> Service:
        """What the feed says now. Where a colleague wrote, its silence changes nothing, and its words are told."""
        ours = service.changed_user_id is not None
        before = {name: getattr(service, name) for name in FROM_FEEDS}
        for name, value in entry.values.items():
            if value in (None, "", []) and ours:
                continue
            setattr(service, name, value)
        other = [
            name for name in FROM_FEEDS if getattr(service, name) != before[name] and name != "modified_at"
        ]
        if ours and other:
            self.report.replaced.append({"id": entry.key, "name": entry.name, "fields": ", ".join(other)})
        if any(name in REACHED_BY for name in other):
            self.reached_otherwise.append(service.pk)
        service.organisation, service.fingerprint = whose, entry.fingerprint
        service.changed_at, service.withdrawn_at = self.now, None
        service.version += 1
        return service

    def hang_on(self, kept: list[tuple[Service, Entry]], changed: set[int]) -> None:
        """Places, times, contacts and needs: what the feed no longer says is withdrawn, a colleague's own stays."""
        for name, model, columns in PARTS:
            wanted = {service.pk: list(getattr(entry, name)) for service, entry in kept}
            part: Any
            gone = []
            for part in model._default_manager.filter(
                service_id__in=changed, from_source=True, withdrawn_at=None
            ):
                said = {column: getattr(part, column) for column in columns}
                if not self.still_said(said, wanted[part.service_id]):
                    gone.append(part.pk)
            model._default_manager.filter(pk__in=gone).update(withdrawn_at=self.now)
            model._default_manager.bulk_create(
                model(network_id=self.source.network_id, service_id=pk, from_source=True, **values)
                for pk, parts in wanted.items()
                for values in parts
            )
        self.meet_needs(kept, changed)

    @staticmethod
    def still_said(said: dict[str, Any], wanted: list[dict[str, Any]]) -> bool:
        """Takes it off the list of what is wanted. Where the feed gives no coordinates, ours from the postcode stay."""
        for one in wanted:
            if all(
                said[name] == one[name] or (name in ("latitude", "longitude") and one[name] is None)
                for name in said
            ):
                wanted.remove(one)
                return True
        return False

    def meet_needs(self, kept: list[tuple[Service, Entry]], changed: set[int]) -> None:
        """As the feed's categories say. What a colleague added or took away is theirs."""
        wanted = {service.pk: set(entry.needs) & self.known_needs for service, entry in kept}
        again, gone = [], []
        for need in ServiceNeed.objects.filter(service_id__in=changed):
            said = need.need_id in wanted[need.service_id]
            wanted[need.service_id].discard(need.need_id)
            if need.from_source and said and need.withdrawn_at:
                again.append(need.pk)
            elif need.from_source and not said and not need.withdrawn_at:
                gone.append(need.pk)
        ServiceNeed.objects.filter(pk__in=again).update(withdrawn_at=None)
        ServiceNeed.objects.filter(pk__in=gone).update(withdrawn_at=self.now)
        ServiceNeed.objects.bulk_create(
            ServiceNeed(network_id=self.source.network_id, service_id=pk, need_id=code, from_source=True)
            for pk, codes in wanted.items()
            for code in sorted(codes)
        )


def withdraw(source: Source, keys: Iterable[str], now: dt.datetime) -> int:
    """These are in the source no more."""
    gone = list(keys)
    count = 0
    for first in range(0, len(gone), 1_000):
        rows = source.services.filter(source_key__in=gone[first : first + 1_000])
        count += rows.update(withdrawn_at=now, version=models.F("version") + 1)
    listed = Service.objects.filter(organisation=models.OuterRef("pk"), withdrawn_at=None)
    source.organisations.filter(~models.Exists(listed), withdrawn_at=None).update(withdrawn_at=now)
    return count
