"""What the programme does, counted from the rows themselves: never older than the last commit."""

import dataclasses
import datetime as dt
from typing import Any

from django.db.models import Count, DateField, Func, Q, QuerySet

from insight import months
from practice.models import Practice

SOON = dt.timedelta(days=7)


@dataclasses.dataclass(frozen=True, slots=True)
class Load:
    """How many sessions, with how many different people."""

    sessions: int = 0
    people: int = 0


class MonthOf(Func):
    """The first of a day's month. Django's own asks for time zones, which takes half as long again."""

    template = "date_trunc('month', %(expressions)s::timestamp)::date"
    output_field = DateField()


def signed(practice: Practice) -> QuerySet:
    """Sessions that count: signed, and not entered in error."""
    return practice.sessions.counted()


def in_month(practice: Practice, month: dt.date) -> QuerySet:
    return signed(practice).filter(held_on__gte=month, held_on__lt=months.earlier(month, -1))


def by_month(practice: Practice, today: dt.date) -> dict[dt.date, Load]:
    """The last twelve months, each person once in each."""
    year = months.year_up_to(today)
    held = signed(practice).filter(held_on__gte=year[0], held_on__lt=months.earlier(year[-1], -1))
    rows = held.annotate(month=MonthOf("held_on")).values("month").annotate(**LOAD).order_by("month")
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


# Rows, not ids: the index holds all that is asked then, and the table is not read.
LOAD: dict[str, Any] = {"sessions": Count("*"), "people": Count("patient", distinct=True)}
