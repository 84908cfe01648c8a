"""What is kept for a time only, and belongs to no record: sign-ins, ended sessions, worn-out cache, answered forms."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection

from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view

SYSTEM = System("forgetting")
DAYS_OF_A_MONTH = 31
AT_ONCE = 10_000
# Sessions and the cache keep real time, which is the database's.
_SESSIONS = "DELETE FROM django_session WHERE expire_date < clock_timestamp()"
_CACHE = "DELETE FROM skerry_cache WHERE expires < clock_timestamp()"
_FORM_KEYS = "DELETE FROM practice_formkey WHERE practice_id = %s AND at < %s"


def months_before(now: dt.datetime, months: int) -> dt.datetime:
    """Rather a day too long than a day too short."""
    return now - dt.timedelta(days=DAYS_OF_A_MONTH * months)


def forget(now: dt.datetime) -> dict[str, int]:
    """How many of each went. Nothing of it is about a patient, so the trail of no practice tells it."""
    keys = now - dt.timedelta(days=settings.FORM_KEYS_KEPT_DAYS)
    return {
        "sessions": run(_SESSIONS),
        "cache": run(_CACHE),
        "form_keys": sum(form_keys(practice, keys) for practice in Practice.objects.order_by("pk")),
        "sign_ins": sign_ins(months_before(now, settings.SIGN_INS_KEPT_MONTHS)),
    }


def form_keys(practice: Practice, before: dt.datetime) -> int:
    with in_view([practice], SYSTEM):
        return run(_FORM_KEYS, [practice.pk, before])


def sign_ins(before: dt.datetime) -> int:
    """The worker's log-in may not delete them; it may ask for this."""
    gone = 0
    while some := asked("forget_sign_ins(%s, %s)", [before, AT_ONCE]):
        gone += some
    return gone


def asked(call: str, values: list[Any]) -> int:
    """A function of the database that lets go and says how many."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}", values)
        return int(cursor.fetchone()[0])


def run(sql: str, values: list[Any] | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount
