"""How much is too much for one person: so many a day and a week, and what gives way to what.

What is about an appointment counts and is never held. Everything else keeps a day away from what matters as much
or more, before and after, and stays within the caps of the practice.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from reminders import reasons
from reminders.kinds import Kind
from reminders.shipped import SHIPPED, Group

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
MOMENT = dt.timedelta(seconds=5)  # until whoever has another message to the same person in hand has done
QUARTER = dt.timedelta(minutes=15)  # until it is asked again what became of one that goes before
# Several of a person's on one day would say the same: one of them is enough.
ALIKE = (Kind.FOLLOW_UP, Kind.STEP)

Wait = tuple[dt.datetime, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Other:
    """Another message to the same person: when it went, or perhaps went; or when it is to go."""

    kind: Kind
    at: dt.datetime
    has_gone: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Caps:
    """How many a person may have of their practice within 24 hours, and within seven days."""

    a_day: int = 2
    a_week: int = 3


SHIPPED_CAPS = Caps()

# None: somebody is sending them another one at this moment, so it is not known yet.
Others = Sequence[Other] | None


def says_the_same(kind: Kind, others: Others, now: dt.datetime) -> bool:
    """Whether they were told just this within a day."""
    return kind in ALIKE and any(
        one.has_gone and one.kind == kind and one.at > now - DAY for one in others or ()
    )


def wait(kind: Kind, others: Others, caps: Caps, now: dt.datetime) -> Wait | None:
    """Until when this has to wait because of others, and why; None if it may go."""
    if SHIPPED[kind].group is Group.APPOINTMENT:
        return None
    if others is None:
        return now + MOMENT, reasons.BESIDE
    found = [*given_way(SHIPPED[kind].group, others, now), *too_many(others, caps, now)]
    return max(found, default=None)


def given_way(group: Group, others: Sequence[Other], now: dt.datetime) -> Iterator[Wait]:
    for one in others:
        its = SHIPPED[one.kind].group
        if one.has_gone and its <= group and one.at > now - DAY:
            yield one.at + DAY, reasons.YIELDS
        if not one.has_gone and its < group and one.at <= now + DAY:
            yield max(one.at, now + QUARTER), reasons.FIRST


def too_many(others: Sequence[Other], caps: Caps, now: dt.datetime) -> Iterator[Wait]:
    gone = sorted(one.at for one in others if one.has_gone)
    for most, span, reason in ((caps.a_day, DAY, reasons.DAY_FULL), (caps.a_week, WEEK, reasons.WEEK_FULL)):
        lately = [at for at in gone if at > now - span]
        if len(lately) >= most:
            yield lately[-most] + span, reason
