"""The one place where the time is read."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

LONDON = ZoneInfo("Europe/London")


def now() -> dt.datetime:
    """The database's clock in London time, so that all servers agree; tests shift it here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    return at(moment)


def at(moment: dt.datetime) -> dt.datetime:
    """What the database said its time was, where it was asked together with something else."""
    return (moment + settings.CLOCK_SHIFT).astimezone(LONDON)


def day_of(moment: dt.datetime) -> dt.date:
    """The day on the surgery's wall."""
    return moment.astimezone(LONDON).date()
