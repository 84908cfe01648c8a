"""Whether messages go out by themselves: when the last round succeeded, and how long the oldest that is due waits.

Of the whole installation these are two moments and a number, for /healthz and whoever watches it; of the
practice in view it is what the page *Clockwork* shows.
"""

import dataclasses
import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from practice.clock import LONDON
from practice.health import Sign
from practice.models import Heartbeat, Practice
from practice.notices import Notice
from practice.permissions import Permission, permissions_of
from practice.requests import Request
from practice.wording import date_and_time
from reminders import hours
from reminders.held import OF_ALL, held
from reminders.kinds import Outcome
from reminders.models import Message

TICK, SETTLE, ARCHIVE = "tick", "settle", "archive"
AREA = "area"  # beaten by the room that counts: insight/rolling.py
SILENCE = dt.timedelta(minutes=10)
ROUNDS = {
    TICK: "Messages planned and sent",
    SETTLE: "Carriers asked what became of messages",
    ARCHIVE: "Old messages put away",
    AREA: "Figures of several practices counted anew",
}
MOST = 1_000_000  # due at once; counting more would take longer than the answer is worth
QUESTION = f"""
SELECT (SELECT at FROM practice_heartbeat WHERE name = 'tick'), due, oldest, ({OF_ALL}) FROM queue_of_all(%s, %s)
"""  # noqa: S608 - nothing in it comes from outside


@dataclasses.dataclass(frozen=True, slots=True)
class State:
    """How the clockwork stands at a moment."""

    now: dt.datetime
    ticked_at: dt.datetime | None
    due: int
    oldest: dt.datetime | None
    held: int = 0  # practices where everything waits since the database was put back

    @property
    def is_silent(self) -> bool:
        """No round has come to its end for ten minutes; a heartbeat from the future counts for nothing."""
        return self.ticked_at is None or abs(self.now - self.ticked_at) > SILENCE

    @property
    def waits(self) -> dt.timedelta:
        """How long the oldest has waited in hours in which anything may go."""
        if self.oldest is None or hours.is_quiet(self.now):
            return dt.timedelta(0)
        opened = hours.at_wall(self.now.astimezone(LONDON).date(), hours.OPENS)
        return self.now - max(self.oldest, opened)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why somebody should look; nothing while all is well."""
        found = []
        if self.held:
            where = "1 practice" if self.held == 1 else f"{self.held} practices"
            found.append(f"Messages: held at {where} since the database was restored.")
        if self.ticked_at is None:
            found.append("Messages: no round has succeeded yet.")
        elif self.is_silent:
            found.append(f"Messages: no round has succeeded for {minutes(self.now - self.ticked_at)}.")
        if self.waits > SILENCE:
            found.append(f"Messages: the oldest that is due has waited for {minutes(self.waits)}.")
        return tuple(found)


def minutes(span: dt.timedelta) -> str:
    return f"{int(abs(span).total_seconds() // 60)} minutes"


def state(now: dt.datetime, most: int = MOST) -> State:
    """One question; whoever asks only for the reasons need not have all rows counted."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [now, most])
        return State(now, *cursor.fetchone())


def sign(now: dt.datetime) -> Sign:
    """For /healthz: ages in seconds, so that a monitor can draw them."""
    here = state(now)
    figures = {
        "last_tick_seconds": seconds_since(here.ticked_at, now),
        "due": here.due,
        "oldest_due_seconds": seconds_since(here.oldest, now),
    }
    return Sign(figures, here.reasons)


def seconds_since(moment: dt.datetime | None, now: dt.datetime) -> int | None:
    return int((now - moment).total_seconds()) if moment else None


def notices(request: Request) -> list[Notice]:
    """A line on every page of those who can do something about it."""
    theirs = {
        m.practice_id for m in request.memberships if Permission.SEE_CLOCKWORK in permissions_of({m.role})
    }
    practices = [practice for practice in request.practices if practice.pk in theirs]
    if not practices or not state(request.now, most=1).reasons:
        return []
    where = reverse("reminders:clockwork", args=[practices[0].ods_code])
    return [Notice("Messages do not go out as they should", where)]


def of_practice(practice: Practice, now: dt.datetime) -> dict[str, Any]:
    """How many of this practice's messages wait, in which way, and what became of those of the last day."""
    when = Coalesce("held_until", "due_at")
    free = Q(kept_at=None)
    rows = Message.objects.filter(practice=practice)
    return (
        rows.filter(outcome="")
        .annotate(at=when)
        .aggregate(
            due=Count("pk", filter=free & Q(at__lte=now)),
            planned=Count("pk", filter=free & Q(at__gt=now, held_until=None)),
            held=Count("pk", filter=free & Q(at__gt=now, held_until__isnull=False)),
            kept=Count("pk", filter=~free),
            oldest=Min("at", filter=free & Q(at__lte=now)),
        )
    )


def shown(request: Request) -> dict[str, Any]:
    """What the page says."""
    waiting, counts = of_practice(request.practice, request.now), lately(request.practice, request.now)
    oldest = waiting["oldest"]
    beats = dict(Heartbeat.objects.values_list("name", "at"))
    return {
        "held": held(request.practice),
        "reasons": state(request.now, most=1).reasons,
        "rounds": [fact(label, said(beats.get(name))) for name, label in ROUNDS.items()],
        "waiting": [
            fact("Due now", waiting["due"]),
            *([fact("The oldest of them is due since", said(oldest))] if oldest else []),
            fact("Planned for later", waiting["planned"]),
            fact("Held for now, each with a reason", waiting["held"]),
            fact("Kept back by a colleague", waiting["kept"]),
        ],
        "lately": [fact(outcome.label, counts.get(outcome.value, 0)) for outcome in Outcome],
    }


def fact(key: str, value: object) -> dict[str, str]:
    return {"key": key, "value": str(value), "nothing": "Not yet"}


def said(moment: dt.datetime | None) -> str:
    return date_and_time(moment) if moment else ""


def lately(practice: Practice, now: dt.datetime) -> dict[str, int]:
    """What became of messages within a day, by outcome."""
    settled = Message.objects.filter(
        practice=practice, outcome__in=Outcome.values, settled_at__gt=now - dt.timedelta(days=1)
    )
    return dict(settled.values_list("outcome").annotate(count=Count("pk")).order_by())
