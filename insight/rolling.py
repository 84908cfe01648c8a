"""One practice's counts, kept for pages of several practices: written anew at once, never patched.

A round takes the practices whose counts are older than an hour, those that waited longest first, and a few seconds at
most: messages wait behind it where there is one worker. So every practice is counted about once an hour.
"""

import datetime as dt
import time
from collections.abc import Iterable

from django.db import connection

from insight import months, period
from insight.how_far import COLUMNS, STATEMENT, values
from insight.models.ways import Aim
from practice.actors import System
from practice.health import beat
from practice.models import Practice
from practice.tenancy import in_view

SYSTEM = System("area")
BEAT = "area"
OLD = dt.timedelta(hours=1)
# Whoever counts the same practice at the same moment waits, and counts after.
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('insight_areacount'), %s::int)"
_AWAY = "DELETE FROM insight_areacount WHERE practice_id = %s"
_COUNT = f"""
INSERT INTO insight_areacount (practice_id, aim, "grouping", "group", {", ".join(COLUMNS)}, counted_at)
SELECT %(practice)s, %(aim)s, found.*, %(now)s FROM ({STATEMENT}) found
"""  # noqa: S608 - our own words
_AGES = """
SELECT practice_id, min(counted_at) FROM insight_areacount WHERE "grouping" = '' GROUP BY practice_id
"""


def count_area(practice: Practice, now: dt.datetime) -> None:
    """The twelve months up to today, for each aim."""
    today = now.date()
    year = period.ending(months.first_of(today), period.USUAL, today)
    with in_view([practice], SYSTEM), connection.cursor() as cursor:
        cursor.execute(_ALONE, [practice.pk])
        cursor.execute(_AWAY, [practice.pk])
        for aim in Aim.values:
            cursor.execute(_COUNT, {**values(practice, aim, year, today), "now": now})


def a_round(now: dt.datetime, seconds: float) -> int:
    """How many were counted."""
    began, counted = time.monotonic(), 0
    for practice in those_that_wait(now):
        if time.monotonic() - began > seconds:
            break
        count_area(practice, now)
        counted += 1
    beat(BEAT, now)
    return counted


def those_that_wait(now: dt.datetime) -> list[Practice]:
    """Never counted, or an hour ago and more; the oldest count first."""
    practices = list(Practice.objects.order_by("pk"))
    counted = ages(practices)
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    waiting = [one for one in practices if counted.get(one.pk, never) <= now - OLD]
    return sorted(waiting, key=lambda one: counted.get(one.pk, never))


def ages(practices: Iterable[Practice]) -> dict[int, dt.datetime]:
    """When each was counted."""
    with in_view(practices, SYSTEM), connection.cursor() as cursor:
        cursor.execute(_AGES)
        return dict(cursor.fetchall())
