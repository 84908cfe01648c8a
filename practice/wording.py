"""How dates, times, ages and NHS numbers are written, everywhere the same (NHS service manual)."""

import datetime as dt
from typing import TypeVar

from django.utils import timezone

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


Day = TypeVar("Day", dt.date, dt.datetime)


def local(value: Day) -> Day:
    """A moment as the clock on the surgery's wall shows it; a plain day stays as it is."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def long_date(value: dt.date | dt.datetime) -> str:
    """6 August 2018."""
    day = local(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_of_week(value: dt.date | dt.datetime) -> str:
    """Monday 6 August 2018: for appointments, where the weekday stops mistakes."""
    return f"{WEEKDAYS[local(value).weekday()]} {long_date(value)}"


def clock_time(value: dt.time | dt.datetime) -> str:
    """5:30pm, 9am, midday, midnight."""
    at = local(value) if isinstance(value, dt.datetime) else value
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}"


def date_and_time(value: dt.datetime) -> str:
    """6 August 2018 at 5:30pm."""
    return f"{long_date(value)} at {clock_time(value)}"


def years_between(born: dt.date, day: dt.date) -> int:
    """Age in whole years on that day; somebody born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def spaced_nhs_number(value: str) -> str:
    """999 000 0018."""
    return f"{value[:3]} {value[3:6]} {value[6:]}" if len(value) == 10 else value
