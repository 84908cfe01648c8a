"""What a practice offers: a programme is begun, changed, ended; how much each coach can carry is set."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from coaching.models import Capacity, Programme, ProgrammeMeasure
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership, Practice

Measure = tuple[str, str]  # an instrument's short name, and when it is asked


@action
def start(
    *,
    practice: Practice,
    name: str,
    aim: str,
    who_for: str,
    sessions_planned: int,
    measures: Iterable[Measure],
    by: Membership,
    now: dt.datetime,
) -> Programme:
    """A new programme."""
    words = {"name": name, "aim": aim, "who_for": who_for, "sessions_planned": sessions_planned}
    programme = Programme(practice=practice, started_at=now, started_by=by, **words)
    keep(programme)
    measure(programme, set(measures), by, now)
    record("programme.started", programme, by=by, now=now)
    return programme


@action
def change(
    *,
    programme: Programme,
    version: int,
    name: str,
    aim: str,
    who_for: str,
    sessions_planned: int,
    measures: Iterable[Measure],
    by: Membership,
    now: dt.datetime,
) -> Programme:
    """Other words or another number. What stood before stays in the history."""
    locked = lock(programme, version)
    locked.name, locked.aim, locked.who_for = name, aim, who_for
    locked.sessions_planned = sessions_planned
    locked.version += 1
    keep(locked, ["name", "aim", "who_for", "sessions_planned", "version"])
    measure(locked, set(measures), by, now)
    record("programme.changed", locked, by=by, now=now)
    return locked


@action
def end(*, programme: Programme, version: int, by: Membership, now: dt.datetime) -> Programme:
    """Nobody new begins it. Whoever is on the way goes on to the end of theirs."""
    locked = lock(programme, version)
    locked.ended_at, locked.ended_by = now, by
    locked.version += 1
    locked.save(update_fields=["ended_at", "ended_by", "version"])
    record("programme.ended", locked, by=by, now=now)
    return locked


@action
def set_capacity(*, member: Membership, points: int, by: Membership, now: dt.datetime) -> Capacity:
    """How much one coach can carry."""
    values = {"points": points, "set_at": now, "set_by": by}
    capacity, _made = Capacity.objects.update_or_create(
        practice_id=member.practice_id, member=member, defaults=values
    )
    trail.record("capacity.set", by=by, now=now, practice=member.practice_id, subject=capacity)
    return capacity


def lock(programme: Programme, version: int) -> Programme:
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    if locked.version != version or locked.ended_at:
        raise Stale(locked)
    return locked


def keep(programme: Programme, names: list[str] | None = None) -> None:
    """Two open programmes of one name could not be told apart."""
    try:
        with transaction.atomic():
            programme.save(update_fields=names)
    except IntegrityError:
        raise NotPossible(f"There is a programme called “{programme.name}” already.") from None


def measure(programme: Programme, wanted: set[Measure], by: Membership, now: dt.datetime) -> None:
    """What is asked from now on; what is asked no more has ended, and stays."""
    open_ones = {(row.instrument, row.moment): row for row in programme.measures.filter(ended_at=None)}
    for asked, row in open_ones.items():
        if asked not in wanted:
            row.ended_at, row.ended_by = now, by
            row.save(update_fields=["ended_at", "ended_by"])
    for instrument, moment in sorted(wanted - open_ones.keys()):
        ProgrammeMeasure.objects.create(
            practice_id=programme.practice_id, programme=programme, instrument=instrument, moment=moment
        )


def record(verb: str, programme: Programme, *, by: Membership, now: dt.datetime) -> None:
    trail.record(verb, by=by, now=now, practice=programme.practice_id, subject=programme)
