"""What the programme does, counted from the rows themselves: never older than the last commit."""

import dataclasses
import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from insight import months
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
    held = signed(practice).filter(held_on__gte=year[0], held_on__lt=months.earlier(year[-1], -1))
    rows = held.annotate(month=TruncMonth("held_on")).values("month").annotate(**LOAD).order_by("month")
    found = {row["month"]: Load(row["sessions"], row["people"]) for row in rows}
    return {month: found.get(month, Load()) for month in year}


def by_coach(practice: Practice, month: dt.date) -> list[tuple[str, Load]]:
    """Load only, in the order of names: never a ranking."""
    rows = in_month(practice, month).values("coach__user_id", "coach__user__name").annotate(**LOAD)
    ordered = rows.order_by("coach__user__name", "coach__user_id")
    return [(row["coach__user__name"], Load(row["sessions"], row["people"])) for row in ordered]


def follow_ups(practice: Practice, today: dt.date) -> dict[str, int]:
    """Open ones: past their day, and due from today for a week."""
    return practice.follow_ups.open().aggregate(
        overdue=Count("pk", filter=Q(due_on__lt=today)),
        due=Count("pk", filter=Q(due_on__gte=today, due_on__lt=today + SOON)),
    )


LOAD: dict[str, Any] = {"sessions": Count("pk"), "people": Count("patient", distinct=True)}
