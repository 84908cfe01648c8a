"""A service is written by hand, changed, paused, taken out of the directory and put back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models

from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership, Practice
from prescribing.actions.addresses import doubt
from prescribing.incoming.wording import locate, reword
from prescribing.models import (
    Organisation,
    Schedule,
    Service,
    ServiceContact,
    ServiceNeed,
    Source,
    Venue,
)

BY_HAND = "Written here"
SAID = (
    *("name", "description", "how_to_join", "status", "website", "email", "telephone"),
    *("free", "cost_words", "fares_words", "who_for", "age_from", "age_to", "women_only", "men_only"),
    *("online", "step_free", "access_words", "languages", "area_words", "confidential"),
)
CAPACITY = ("places_left", "wait_weeks", "paused_until", "paused_because")
PARTS: dict[str, type[models.Model]] = {"place": Venue, "time": Schedule, "contact": ServiceContact}
REACHED_BY = ("email", "telephone")
REACH_CHANGED = "A colleague changed how to reach them"


@action
def add_service(
    *, practice: Practice, values: dict[str, Any], needs: Iterable[str], by: Membership, now: dt.datetime
) -> Service:
    """One that no feed knows. Whoever writes it down has just checked it."""
    source = by_hand(practice, now)
    service = Service(
        network_id=practice.network_id,
        source=source,
        organisation=offered_by(source, values["organisation"]),
        checked_at=now,
        **{name: values[name] for name in SAID},
    )
    stamp(service, by, now)
    service.save()
    service.source_key = str(service.pk)
    service.save(update_fields=["source_key"])
    meet(service, needs, now)
    reword(service.network_id, [service.pk])
    return told("service.added", service, practice=practice, by=by, now=now)


@action
def change_service(
    *,
    service: Service,
    version: int,
    values: dict[str, Any],
    needs: Iterable[str],
    practice: Practice,
    by: Membership,
    now: dt.datetime,
) -> Service:
    """Other words. Where how to reach them changed, nothing is sent there until it was confirmed again."""
    locked = lock(service, version)
    other = [name for name in SAID if getattr(locked, name) != values[name]]
    for name in other:
        setattr(locked, name, values[name])
    if values["organisation"] != locked.organisation.name:
        locked.organisation = offered_by(by_hand(practice, now), values["organisation"])
    stamp(locked, by, now)
    locked.save()
    meet(locked, needs, now)
    reword(locked.network_id, [locked.pk])
    if any(name in REACHED_BY for name in other):
        doubt(service_ids=[locked.pk], because=REACH_CHANGED, now=now)
    return told("service.changed", locked, practice=practice, by=by, now=now, fields=other)


@action
def say_places(
    *,
    service: Service,
    version: int,
    paused: bool,
    values: dict[str, Any],
    practice: Practice,
    by: Membership,
    now: dt.datetime,
) -> Service:
    """What they said of their places: free ones, the wait, whether they take people now."""
    locked = lock(service, version)
    for name in CAPACITY:
        setattr(locked, name, values[name])
    if not paused:
        locked.paused_until, locked.paused_because = None, ""
    locked.paused_at = (locked.paused_at or now) if paused else None
    locked.capacity_said_at = now
    stamp(locked, by, now)
    locked.save()
    return told("service.places_said", locked, practice=practice, by=by, now=now)


@action
def withdraw_service(*, service: Service, practice: Practice, by: Membership, now: dt.datetime) -> Service:
    """It is in the directory no more; what was sent there stays as it was."""
    locked = Service.objects.select_for_update().get(pk=service.pk)
    if locked.withdrawn_at:
        raise NotPossible("This service was taken out already.")
    locked.withdrawn_at = now
    stamp(locked, by, now)
    locked.save()
    return told("service.withdrawn", locked, practice=practice, by=by, now=now)


@action
def bring_back(*, service: Service, practice: Practice, by: Membership, now: dt.datetime) -> Service:
    """It exists after all."""
    locked = Service.objects.select_for_update().get(pk=service.pk)
    if not locked.withdrawn_at:
        raise NotPossible("This service is in the directory.")
    locked.withdrawn_at = None
    stamp(locked, by, now)
    locked.save()
    return told("service.brought_back", locked, practice=practice, by=by, now=now)


@action
def keep_part(
    *,
    service: Service,
    kind: str,
    values: dict[str, Any],
    before: models.Model | None = None,
    practice: Practice,
    by: Membership,
    now: dt.datetime,
) -> Any:
    """A place, a time or a contact. A changed one is a new one: what a feed said is withdrawn, ours stays."""
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    if before is not None:
        leave(before, now)
    part = PARTS[kind]._default_manager.create(network_id=service.network_id, service=service, **values)
    touched(service, by, now)
    told(f"service.{kind}_kept", service, practice=practice, by=by, now=now)
    return part


@action
def end_part(
    *, service: Service, kind: str, part: models.Model, practice: Practice, by: Membership, now: dt.datetime
) -> Service:
    leave(part, now)
    touched(service, by, now)
    return told(f"service.{kind}_ended", service, practice=practice, by=by, now=now)


def leave(part: Any, now: dt.datetime) -> None:
    locked = type(part)._default_manager.select_for_update().get(pk=part.pk)
    if locked.withdrawn_at:
        raise NotPossible("Somebody else has changed this already. Look at how it stands now.")
    locked.withdrawn_at = now
    locked.save(update_fields=["withdrawn_at"])


def touched(service: Service, by: Membership, now: dt.datetime) -> None:
    """What hangs on it changed: found by other words, perhaps at another place."""
    locked = Service.objects.get(pk=service.pk)
    stamp(locked, by, now)
    locked.save(update_fields=["changed_at", "changed_user", "version"])
    reword(service.network_id, [service.pk])
    locate(service.network_id)


def lock(service: Service, version: int) -> Service:
    locked = Service.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=service.pk)
    if locked.version != version:
        raise Stale(locked)
    return locked


def stamp(service: Service, by: Membership, now: dt.datetime) -> None:
    service.changed_at, service.changed_user = now, by.user
    if service.pk:
        service.version += 1


def by_hand(practice: Practice, now: dt.datetime) -> Source:
    """The network's own source; two colleagues who begin at once begin the same."""
    source, _made = Source.objects.get_or_create(
        network_id=practice.network_id, kind=Source.Kind.HAND, name=BY_HAND, defaults={"started_at": now}
    )
    return source


def offered_by(source: Source, name: str) -> Organisation:
    """The same name is the same organisation."""
    organisation, _made = Organisation.objects.get_or_create(
        network_id=source.network_id, source=source, source_key=name.lower(), defaults={"name": name}
    )
    return organisation


def meet(service: Service, codes: Iterable[str], now: dt.datetime) -> None:
    """Exactly these needs. What a colleague took away from a feed's is theirs: the feed does not bring it back."""
    wanted = set(codes)
    for need in ServiceNeed.objects.filter(service=service):
        said = need.need_id in wanted
        wanted.discard(need.need_id)
        if said == (need.withdrawn_at is None):
            continue
        need.withdrawn_at, need.from_source = (None if said else now), False
        need.save(update_fields=["withdrawn_at", "from_source"])
    ServiceNeed.objects.bulk_create(
        ServiceNeed(network_id=service.network_id, service=service, need_id=code) for code in sorted(wanted)
    )


def told(
    verb: str,
    service: Service,
    *,
    practice: Practice,
    by: Membership,
    now: dt.datetime,
    fields: Iterable[str] = (),
) -> Service:
    details = {"fields": list(fields)} if fields else None
    trail.record(verb, by=by, now=now, practice=practice, subject=service, details=details)
    return service
