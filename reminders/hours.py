"""When a person may be written to: by the clock on their wall, right on the nights when it changes."""

import datetime as dt
import functools

from holidays import country_holidays

from practice.clock import LONDON

OPENS, CLOSES = dt.time(8), dt.time(20)
SATURDAY = 5


def at_wall(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment at which clocks in London show this time.

    A time in the hour that spring leaves out is moved on by that hour; of the two in the hour that
    autumn repeats it is the first.
    """
    return dt.datetime.combine(day, time, LONDON).astimezone(dt.UTC).astimezone(LONDON)


def days_before(moment: dt.datetime, days: int) -> dt.datetime:
    """The same time on the wall, that many days earlier."""
    local = moment.astimezone(LONDON)
    return at_wall(local.date() - dt.timedelta(days=days), local.time())


def working_days_before(moment: dt.datetime, days: int) -> dt.datetime:
    """The same time on the wall, that many working days earlier."""
    local = moment.astimezone(LONDON)
    day = local.date()
    while days > 0:
        day -= dt.timedelta(days=1)
        days -= is_working_day(day)
    return at_wall(day, local.time())


def days_after(moment: dt.datetime, days: int, time: dt.time | None) -> dt.datetime:
    """That many days later, at this time on the wall; without one at the same."""
    local = moment.astimezone(LONDON)
    return at_wall(local.date() + dt.timedelta(days=days), time or local.time())


def is_quiet(now: dt.datetime) -> bool:
    """Before 8am or from 8pm on, in London."""
    return not OPENS <= now.astimezone(LONDON).time() < CLOSES


def next_opening(now: dt.datetime) -> dt.datetime:
    """The next 8am."""
    local = now.astimezone(LONDON)
    return at_wall(local.date() + dt.timedelta(days=local.time() >= OPENS), OPENS)


@functools.lru_cache(maxsize=20)
def bank_holidays(year: int) -> frozenset[dt.date]:
    """England's, those that were moved or given once among them."""
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def on_working_day(now: dt.datetime) -> dt.datetime:
    """This moment where it lies on a working day; else the same time on the wall of the next one."""
    local = now.astimezone(LONDON)
    day = local.date()
    if is_working_day(day):
        return now
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return at_wall(day, local.time())
