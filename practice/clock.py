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
    return (moment + settings.CLOCK_SHIFT).astimezone(LONDON)
