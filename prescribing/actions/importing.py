"""A source is read: entries come, change and go, and a reading says what it did."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection

from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Network, Practice, User
from prescribing.actions.addresses import doubt
from prescribing.incoming.cleaning import Cleaner
from prescribing.incoming.entry import Entry, Refused
from prescribing.incoming.keeping import Keeper, withdraw
from prescribing.incoming.opening import Item
from prescribing.incoming.report import Report
from prescribing.incoming.wording import locate, reword
from prescribing.models import Run, Source

AT_ONCE = 500
# More than this many, and more than half: rather a broken feed than a town that closed down.
MANY = 20


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """What was read of a source. Where it broke off, nothing is withdrawn."""

    kind: str
    items: list[Item]
    broke_off: str = ""


@action
def find_source(
    *,
    practice: Practice,
    name: str,
    kind: str,
    address: str = "",
    mapping: dict[str, Any] | None = None,
    weekly: bool | None = None,
    by: Actor,
    now: dt.datetime,
) -> Source:
    """The source of this name in the practice's network, made where there is none; what is given is kept."""
    Network.objects.select_for_update(no_key=True).get(pk=practice.network_id)  # one after the other
    named = Source.objects.filter(network_id=practice.network_id, name=name).exclude(kind=Source.Kind.HAND)
    source = named.order_by("ended_at", "pk").first() or Source(
        network_id=practice.network_id, name=name, started_at=now
    )
    source.kind, source.ended_at = kind, None
    source.address = address or source.address
    source.mapping = source.mapping if mapping is None else mapping
    source.weekly = source.weekly if weekly is None else weekly
    source.save()
    trail.record("directory.source_kept", by=by, now=now, practice=practice, subject=source)
    return source


@action
def ask_to_read(*, source: Source, practice: Practice, by: Actor, now: dt.datetime) -> Run:
    """The worker reads it: no page fetches anything itself."""
    if source.ended_at:
        raise NotPossible("This source is read no more.")
    if source.runs.filter(ended_at=None).exists():
        raise NotPossible("It is being read already.")
    run = begin_run(source, practice, by, now)
    trail.record("directory.asked", by=by, now=now, practice=practice, subject=source)
    return run


def begin_run(source: Source, practice: Practice, by: Actor, now: dt.datetime) -> Run:
    asker = User.objects.filter(pk=by.actor_user_id).first() if by.actor_user_id else None
    return Run.objects.create(
        network_id=source.network_id,
        source=source,
        began_at=now,
        asked_by=asker,
        asked_at_practice=practice if asker else None,
    )


@action
def keep_read(
    *,
    source: Source,
    read: Read,
    practice: Practice,
    run: Run | None = None,
    withdraw_many: bool = False,
    by: Actor,
    now: dt.datetime,
) -> tuple[Run, Report]:
    """Everything that was read is cleaned and kept, or refused and said; what is there no more is withdrawn."""
    Source.objects.select_for_update().get(pk=source.pk)  # two readings, one after the other
    report = Report()
    keeper = Keeper(source, now, report)
    seen: set[str] = set()
    for entries in in_batches(clean(read.items, report, seen)):
        keeper.take(entries)
    reword(source.network_id, keeper.written)
    locate(source.network_id)
    report.doubted = doubt(
        service_ids=keeper.reached_otherwise, because="The feed changed how to reach them", now=now
    )
    take_away(source, seen, report, now, read=read, many=withdraw_many)
    source.kind, source.read_at = read.kind, now
    source.save(update_fields=["kind", "read_at"])
    run = run or begin_run(source, practice, by, now)
    run.ended_at, run.report, run.failed_because = now, report.kept(), read.broke_off[:300]
    run.save(update_fields=["ended_at", "report", "failed_because"])
    counts = {name: getattr(report, name) for name in ("read", "created", "updated", "withdrawn")}
    trail.record("directory.read", by=by, now=now, practice=practice, subject=source, details=counts)
    return run, report


@action
def keep_failure(
    *, source: Source, because: str, practice: Practice, run: Run | None = None, by: Actor, now: dt.datetime
) -> Run:
    """It could not be read at all; what we have stays as it is."""
    run = run or begin_run(source, practice, by, now)
    run.ended_at, run.failed_because = now, because[:300]
    run.save(update_fields=["ended_at", "failed_because"])
    trail.record("directory.not_read", by=by, now=now, practice=practice, subject=source)
    return run


@action
def end_source(*, source: Source, practice: Practice, by: Actor, now: dt.datetime) -> Source:
    """Read no more; what came from it stays in the directory, to be kept by hand."""
    locked = Source.objects.select_for_update().get(pk=source.pk)
    if locked.ended_at or locked.kind == Source.Kind.HAND:
        raise NotPossible("This source has ended already.")
    locked.ended_at, locked.weekly = now, False
    locked.save(update_fields=["ended_at", "weekly"])
    trail.record("directory.source_ended", by=by, now=now, practice=practice, subject=locked)
    return locked


def clean(items: Iterable[Item], report: Report, seen: set[str]) -> Iterable[Entry]:
    """Each thing once, clean; the second of one number is refused."""
    for item in items:
        report.read += 1
        cleaner = Cleaner()
        try:
            if item.trouble:
                raise Refused(f"could not be read in full: {item.trouble}")
            entry = item.make(cleaner)
            if entry.key in seen:
                raise Refused("its number stands there twice")
        except Refused as why:
            report.refuse(item.key, item.name, str(why))
            if item.key:
                seen.add(item.key)
            continue
        seen.add(entry.key)
        for field, done in cleaner.cleaned:
            report.clean(entry.key, field, done)
        yield entry


def in_batches(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) >= AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def take_away(
    source: Source, seen: set[str], report: Report, now: dt.datetime, *, read: Read, many: bool
) -> None:
    """What the source names no more; not after a broken reading, and not half a directory at once."""
    if read.broke_off:
        report.remarks.append("The reading broke off, so nothing was withdrawn.")
        return
    known = set(source.services.filter(withdrawn_at=None).values_list("source_key", flat=True))
    gone = known - seen
    if not many and len(gone) > MANY and len(gone) * 2 > len(known):
        report.remarks.append(
            f"{len(gone)} of {len(known)} entries are there no more. That looks like a mistake, so none was withdrawn."
        )
        return
    report.withdrawn = withdraw(source, gone, now)


def take_time() -> None:
    """A long feed takes longer than any page may."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '15min'")


@action
def receive_table(
    *, practice: Practice, name: str, waiting: dict[str, Any], by: Actor, now: dt.datetime
) -> Run:
    """A table was sent in; it waits until somebody said what its columns mean."""
    source = find_source(practice=practice, name=name, kind=Source.Kind.CSV, by=by, now=now)
    run = begin_run(source, practice, by, now)
    run.report = {"waiting": waiting}
    run.save(update_fields=["report"])
    trail.record("directory.uploaded", by=by, now=now, practice=practice, subject=run)
    return run


@action
def discard_table(*, run: Run, practice: Practice, by: Actor, now: dt.datetime) -> Run:
    """No, throw it away."""
    locked = Run.objects.select_for_update().get(pk=run.pk)
    if locked.ended_at:
        raise NotPossible("This table was read already.")
    locked.ended_at, locked.report, locked.failed_because = now, {}, "The table was thrown away."
    locked.save(update_fields=["ended_at", "report", "failed_because"])
    trail.record("directory.discarded", by=by, now=now, practice=practice, subject=locked)
    return locked
