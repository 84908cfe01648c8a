"""What the programme does, counted from the rows themselves: never older than the last commit."""

import dataclasses
import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from coaching.models import FollowUp, Session
from insight import monthly, months
from practice.composed import composed
from practice.models import Practice

SOON = dt.timedelta(days=7)


@dataclasses.dataclass(frozen=True, slots=True)
class Load:
    """How many sessions, with how many different people."""

    sessions: int = 0
    people: int = 0


def signed(practice: Practice) -> QuerySet:
    """Sessions that count: signed, and not entered in error."""
    return practice.sessions.counted()


def in_month(practice: Practice, month: dt.date) -> QuerySet:
    return signed(practice).filter(held_on__gte=month, held_on__lt=months.earlier(month, -1))


def by_month(practice: Practice, today: dt.date) -> dict[dt.date, Load]:
    """The last twelve months, each person once in each."""
    year = months.year_up_to(today)
    with connection.cursor() as cursor:
        cursor.execute(monthly.BY_MONTH, {"practice": practice.pk, **monthly.edges(year)})
        found = {first: Load(sessions, people) for first, sessions, people in cursor.fetchall()}
    return {month: found[month] for month in year}


# Rows, not ids: the index holds all that is asked then, and the table is not read.
LOAD: dict[str, Any] = {"sessions": Count("*"), "people": Count("patient", distinct=True)}


def by_coach(practice: Practice, month: dt.date) -> list[tuple[str, Load]]:
    """Load only, in the order of names: never a ranking."""
    rows = _by_coach(practice=practice.pk, month=month, after=months.earlier(month, -1))
    return [(row["coach__user__name"], Load(row["sessions"], row["people"])) for row in rows]


@composed
def _by_coach(practice: int, month: dt.date, after: dt.date) -> QuerySet:
    held = Session.objects.filter(practice=practice, held_on__gte=month, held_on__lt=after).counted()
    rows = held.values("coach__user_id", "coach__user__name").annotate(**LOAD)
    return rows.order_by("coach__user__name", "coach__user_id")


def follow_ups(practice: Practice, today: dt.date) -> dict[str, int]:
    """Open ones: past their day, and due from today for a week."""
    found = _follow_ups(practice=practice.pk, today=today, soon=today + SOON)
    return {name: found[0][name] if found else 0 for name in ("overdue", "due")}


@composed
def _follow_ups(practice: int, today: dt.date, soon: dt.date) -> QuerySet:
    overdue, due = Q(due_on__lt=today), Q(due_on__gte=today, due_on__lt=soon)
    near = FollowUp.objects.filter(practice=practice, due_on__lt=soon).open().order_by()
    return near.values("practice").annotate(overdue=Count("pk", filter=overdue), due=Count("pk", filter=due))
