"""The first figures, as the page shows them: hidden where small, each saying how it is counted."""

import datetime as dt
from typing import Any, NamedTuple

from django.conf import settings

from insight import counting, cuts, months, whereabouts_page
from insight.catalogue import MEASURES
from practice import bars, small
from practice.addresses import address
from practice.permissions import Permission
from practice.requests import Request

HOW = {
    "sessions": "Signed sessions held in the month so far, without those entered in error, cancelled or missed.",
    "people": "Different people with at least one such session; each person once.",
    "overdue": "Open follow-ups whose day has passed. Done and cancelled ones do not count.",
    "due": "Open follow-ups from today for 7 days.",
}
LABELS = {
    "sessions": "Sessions this month",
    "people": "People seen this month",
    "overdue": "Follow-ups overdue",
    "due": "Follow-ups due in 7 days",
}


def dashboard(request: Request) -> dict[str, Any]:
    """The figures of the page, at five queries."""
    under = small_under(request)
    year = counting.by_month(request.practice, request.today)
    this_month = months.first_of(request.today)
    waiting = counting.follow_ups(request.practice, request.today)
    told = told_months(request, year, under)
    late = {name: small.shown(value, under) for name, value in waiting.items()}
    now = {"sessions": told[this_month].sessions, "people": told[this_month].people, **late}
    return {
        "month": months.name(this_month),
        "figures": [figure(request, name, value) for name, value in now.items()],
        "year": year_rows(request, told),
        "chart": sessions_chart(told),
        "coaches": coach_rows(request, this_month, under),
        "social": whereabouts_page.section(request, under),
        "under": under,
        "counted_at": request.now,
        "waiting": waiting,
    }


def small_under(request: Request) -> int:
    """Numbers below this are hidden; nothing is for those who may see the people themselves."""
    sees_names = Permission.NAMES_BEHIND_FIGURES in request.permissions
    return 0 if sees_names else settings.SMALL_NUMBERS_UNDER


class Told(NamedTuple):
    """Of a month, as far as it may be told."""

    sessions: int | None
    people: int | None


def told_months(request: Request, year: dict[dt.date, counting.Load], under: int) -> dict[dt.date, Told]:
    """Cut where charts of the same sessions are."""
    if not under:
        return {month: Told(load.sessions, load.people) for month, load in year.items()}
    measure = MEASURES["sessions"]
    cut = cuts.of_measures(request.practice, [measure], request.today, under)[measure.name]
    whole = {month for month in year if cut.between(month, months.earlier(month, -1))}
    return {
        month: Told(
            small.shown(load.sessions, under) if month in whole or not load.sessions else None,
            small.shown(load.people, under),
        )
        for month, load in year.items()
    }


def figure(request: Request, name: str, value: int | None) -> dict[str, Any]:
    """What ui/figure.html takes."""
    return {
        "label": LABELS[name],
        "value": value,
        "instead": small.NOT_SHOWN,
        "how": HOW[name],
        "url": list_url(request, name),
    }


def list_url(request: Request, name: str) -> str:
    """Where the list behind a figure is; nothing for those who may not see names."""
    if Permission.NAMES_BEHIND_FIGURES not in request.permissions:
        return ""
    return address(f"insight:behind-{name}", request.practice.ods_code)


def year_rows(request: Request, year: dict[dt.date, Told]) -> list[tuple[str, str | int, str | int, str]]:
    """The table behind the chart, the newest month first; its list for those who may see it."""
    behind = list_url(request, "sessions")
    return [
        (
            months.name(month),
            said(load.sessions),
            said(load.people),
            f"{behind}?month={month:%Y-%m}" if behind else "",
        )
        for month, load in reversed(year.items())
    ]


def sessions_chart(year: dict[dt.date, Told]) -> bars.Drawing:
    values = [(months.short(month), load.sessions) for month, load in year.items()]
    return bars.through_time("Sessions by month", values, unit="sessions")


def coach_rows(request: Request, month: dt.date, under: int) -> list[list[str | int]]:
    """Load by coach. Its sum stands above, so one hidden number hides another."""
    found = counting.by_coach(request.practice, month)
    sessions = small.shown_column([load.sessions for _name, load in found], under)
    people = small.shown_column([load.people for _name, load in found], under)
    return [[name, said(sessions[place]), said(people[place])] for place, (name, _load) in enumerate(found)]


def said(value: int | None) -> str | int:
    """A number, or that it is not shown. A second one is hidden with the first, so not always a small one."""
    return small.NOT_SHOWN if value is None else value
