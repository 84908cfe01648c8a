"""Old messages go where they are only read; what the queue still holds of settled ones is forgotten sooner."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection

from practice import trail
from practice.health import beat
from practice.models import Practice
from practice.tenancy import in_view
from reminders.clockwork import ARCHIVE
from reminders.ourselves import SYSTEM

AT_ONCE = 2000  # in one transaction: nobody who writes a message's row waits long
DAYS_OF_A_MONTH = 31


def archive_everywhere(now: dt.datetime, *, months: int | None = None) -> tuple[int, int]:
    """How many messages were put away, and how many rows of the queue forgotten."""
    kept = settings.MESSAGES_KEPT_MONTHS if months is None else months
    before = now - dt.timedelta(days=DAYS_OF_A_MONTH * kept)
    moved = sum(archive(practice, before, now) for practice in Practice.objects.order_by("pk"))
    forgotten = forget(now - dt.timedelta(days=settings.QUEUE_KEPT_DAYS))
    beat(ARCHIVE, now)
    return moved, forgotten


def archive(practice: Practice, before: dt.datetime, now: dt.datetime) -> int:
    """All of this practice that were settled before then and of which nothing is asked of anybody."""
    moved = 0
    while True:
        with in_view([practice], SYSTEM):
            some = number("archive_messages(%s, %s, %s, %s)", [practice.pk, before, now, AT_ONCE])
            if some:
                details = {"messages": some}
                trail.record("messages.archived", by=SYSTEM, now=now, practice=practice, details=details)
        moved += some
        if some < AT_ONCE:
            return moved


def forget(before: dt.datetime) -> int:
    """The queue's rows of what was settled before then; the messages themselves say all that these did."""
    gone = 0
    while some := number("forget_settled_in_queue(%s, %s)", [before, AT_ONCE * 10]):
        gone += some
    return gone


def number(call: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}", values)
        return int(cursor.fetchone()[0])
