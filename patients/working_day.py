"""The hours in which somebody of a practice is there to read: weekdays, as general practice keeps them."""

import datetime as dt

from practice.clock import LONDON

CLOSES = dt.time(18, 30)
SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


def due_by(asked_at: dt.datetime) -> dt.datetime:
    """The end of the same working day; after closing and at weekends, of the next one.

    Public holidays count as working days: what is due on one turns red sooner, never later.
    """
    here = asked_at.astimezone(LONDON)
    day = here.date() + ONE_DAY * (here.time() >= CLOSES)
    while day.weekday() >= SATURDAY:
        day += ONE_DAY
    return dt.datetime.combine(day, CLOSES, LONDON)
