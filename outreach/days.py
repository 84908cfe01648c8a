"""On which day each of a wave is asked: so many a day, on working days."""

import datetime as dt
from collections.abc import Iterator

from reminders.hours import is_working_day

ONE_DAY = dt.timedelta(days=1)


def working_days(start: dt.date) -> Iterator[dt.date]:
    """From this day on, this day with them."""
    day = start
    while True:
        if is_working_day(day):
            yield day
        day += ONE_DAY


def ask_days(start: dt.date, people: int, a_day: int) -> list[dt.date]:
    """The day of each, in their order."""
    days = working_days(start)
    found: list[dt.date] = []
    while len(found) < people:
        found += [next(days)] * a_day
    return found[:people]


def last_working_day(today: dt.date) -> dt.date:
    """The last before today."""
    day = today - ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def next_working_day(today: dt.date) -> dt.date:
    """The first after today."""
    return next(working_days(today + ONE_DAY))
