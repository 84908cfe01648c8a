"""Calendar months, as figures count them."""

import datetime as dt

from practice.wording import MONTHS

YEAR = 12


def first_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def earlier(month: dt.date, by: int) -> dt.date:
    """The first day of the month so many months before."""
    count = month.year * 12 + month.month - 1 - by
    return dt.date(count // 12, count % 12 + 1, 1)


def year_up_to(day: dt.date) -> list[dt.date]:
    """The twelve months that end with this one, in their order."""
    return [earlier(first_of(day), by) for by in range(11, -1, -1)]


def name(month: dt.date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def short(month: dt.date) -> str:
    """Feb 2026: beside a bar."""
    return f"{MONTHS[month.month - 1][:3]} {month.year}"


def read(text: str, today: dt.date) -> dt.date:
    """`2026-02`, one of the twelve that the page shows; anything else is this month."""
    found = {f"{month:%Y-%m}": month for month in year_up_to(today)}
    return found.get(text, first_of(today))
