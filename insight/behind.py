"""The rows behind a figure, for those who may see names; looking at them leaves a trail event."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Max, QuerySet

from insight import counting, months, whereabouts, whereabouts_page
from patients.shut import shut_to
from practice import trail
from practice.models import Practice
from practice.requests import Request

PAGE = 50


@dataclasses.dataclass(frozen=True, slots=True)
class Behind:
    """One figure's list: its title, its rows, its template."""

    title: str
    rows: Callable[[Practice, dt.date, dt.date], QuerySet]
    template: str
    by_month: bool = False


def sessions(practice: Practice, month: dt.date, today: dt.date) -> QuerySet:
    held = counting.in_month(practice, month).select_related("patient", "coach__user")
    return held.order_by("-held_on", "-pk")


def people(practice: Practice, month: dt.date, today: dt.date) -> QuerySet:
    """Each person once, with how many sessions and the last of them."""
    seen = practice.patients.filter(sessions__in=counting.in_month(practice, month))
    counted = seen.annotate(held=Count("sessions"), last_on=Max("sessions__held_on"))
    return counted.order_by("family_key", "given_key", "pk")


def overdue(practice: Practice, month: dt.date, today: dt.date) -> QuerySet:
    return follow_ups(practice).filter(due_on__lt=today)


def due(practice: Practice, month: dt.date, today: dt.date) -> QuerySet:
    return follow_ups(practice).filter(due_on__gte=today, due_on__lt=today + counting.SOON)


def follow_ups(practice: Practice) -> QuerySet:
    return practice.follow_ups.open().select_related("patient", "owner__user").order_by("due_on", "pk")


LISTS = {
    "sessions": Behind("Sessions", sessions, "sessions", by_month=True),
    "people": Behind("People with a session", people, "people", by_month=True),
    "overdue": Behind("Follow-ups overdue", overdue, "follow_ups"),
    "due": Behind("Follow-ups due in the next 7 days", due, "follow_ups"),
}


def look(request: Request, figure: str, number: int) -> dict[str, Any]:
    """One page of the list, and the trail event of having looked."""
    behind = LISTS[figure]
    month = months.read(request.GET.get("month", ""), request.today)
    rows = behind.rows(request.practice, month, request.today)
    said = {"figure": figure, "month": f"{month:%Y-%m}"} if behind.by_month else {"figure": figure}
    shown = one_page(request, rows, f"month={month:%Y-%m}", number, said)
    return {"behind": behind, "month": months.name(month) if behind.by_month else "", **shown}


def look_social(request: Request, of: str, number: int) -> dict[str, Any] | None:
    """The same of those referred to social prescribing; a record that is shut to the reader is not listed."""
    title = whereabouts_page.words_of(of)
    if not title:
        return None
    rows = whereabouts.behind(request.practice, request.today, of).filter(~shut_to(request.user))
    shown = one_page(request, rows, f"of={of}", number, {"figure": "social", "of": of})
    return {"behind": {"title": title}, "month": "", **shown}


def one_page(
    request: Request, rows: QuerySet, asked: str, number: int, said: dict[str, str]
) -> dict[str, Any]:
    """A page of the rows and the ways to the others; what was looked at stays on the trail."""
    first = (number - 1) * PAGE
    found = list(rows[first : first + PAGE + 1])
    trail.record("figure.opened", by=request.member, now=request.now, practice=request.practice, details=said)
    return {
        "rows": found[:PAGE],
        "previous_url": f"?{asked}&page={number - 1}" if number > 1 else "",
        "next_url": f"?{asked}&page={number + 1}" if len(found) > PAGE else "",
    }
