"""A service in plain words: when it meets, what it costs, who last looked at it."""

import datetime as dt

from practice.wording import WEEKDAYS, clock_time, long_date
from prescribing.models import Schedule, Service

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = dict(zip(CODES, WEEKDAYS, strict=True))
WHICH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}
DAYS_OF_A_MONTH = 30


def times(schedule: Schedule) -> str:
    """Every week on Tuesday and Thursday, 10am to 11:30am."""
    said = [rhythm(schedule), hours(schedule)]
    text = ", ".join(part for part in said if part)
    return " ".join(part for part in (text and f"{text}.", schedule.words) if part)


def rhythm(schedule: Schedule) -> str:
    days = joined([NAMES[code] for code in CODES if code in schedule.days.split(",")])
    if schedule.freq == Schedule.Freq.MONTHLY:
        which = joined(
            [day_of_month(part.strip()) for part in schedule.month_days.split(",") if part.strip()]
        )
        return f"Every month on {which or days}" if which or days else "Every month"
    often = "Every week" if schedule.interval < 2 else f"Every {schedule.interval} weeks"
    if days:
        return f"{often} on {days}"
    return often if schedule.freq else ""


def day_of_month(part: str) -> str:
    """The second Tuesday, or day 15."""
    which, code = part[:-2], part[-2:]
    if code in NAMES:
        return f"the {WHICH.get(which, which)} {NAMES[code]}".replace("  ", " ")
    return f"day {part}"


def hours(schedule: Schedule) -> str:
    if schedule.opens_at is None:
        return ""
    if schedule.closes_at is None:
        return f"from {clock_time(schedule.opens_at)}"
    return f"{clock_time(schedule.opens_at)} to {clock_time(schedule.closes_at)}"


def joined(words: list[str]) -> str:
    """Monday, Tuesday and Friday."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def costs(service: Service) -> str:
    """Never guessed: free, what they said, or not known."""
    if service.free:
        return f"Free. {service.cost_words}".strip() if service.cost_words else "Free"
    return service.cost_words or ("It costs something" if service.free is False else "")


def checked(service: Service, today: dt.date, months: int) -> tuple[str, bool]:
    """Who last looked whether it is right; and whether that is so long ago that one asks them first."""
    if service.checked_at is None:
        return "Nobody has checked this yet", True
    day = service.checked_at.date()
    stale = (today - day).days > months * DAYS_OF_A_MONTH
    return f"Checked on {long_date(day)}", stale
