"""By when a request must be answered: UK GDPR Article 12(3), as the Information Commissioner counts it.

One calendar month from the day on which it came in, whoever took it in; two more where it is complex, if the person is
told why within the first month. Weekends and waiting for papers would give longer; the earlier day is the safer one.
"""

import calendar
import datetime as dt

MONTHS, EXTENDED = 1, 3
SOON = dt.timedelta(days=7)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month; where there is none, the last one: 31 January becomes 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def due_on(came_on: dt.date, *, extended: bool) -> dt.date:
    return months_later(came_on, EXTENDED if extended else MONTHS)


def first_month_over(came_on: dt.date, today: dt.date) -> bool:
    """Whether it is too late to tell the person that it takes longer."""
    return today > months_later(came_on, MONTHS)
