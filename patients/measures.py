"""What whoever watches the installation hears of lists: how many wait for the worker, and since when."""

import datetime as dt
from collections.abc import Iterator

from practice.metrics import Figure, alone, counts

# As `ImportRun.is_waiting` says it.
WAITING = """
SELECT CASE WHEN checked_at IS NULL THEN 'checking' ELSE 'applying' END, count(*) FROM patients_importrun
WHERE discarded_at IS NULL AND unreadable_because = '' AND stopped_because = ''
  AND (checked_at IS NULL OR asked_at IS NOT NULL AND applied_at IS NULL) GROUP BY 1
"""
OLDEST = """
SELECT 'oldest', extract(epoch FROM %s - min(coalesce(asked_at, received_at))) FROM patients_importrun
WHERE discarded_at IS NULL AND unreadable_because = '' AND stopped_because = ''
  AND (checked_at IS NULL OR asked_at IS NOT NULL AND applied_at IS NULL) HAVING count(*) > 0
"""


def figures(now: dt.datetime) -> Iterator[Figure]:
    """Asked with every practice in view."""
    waiting = {"checking": 0.0, "applying": 0.0} | counts(WAITING)
    yield Figure("imports_waiting", "Lists that the worker has to read or to apply.", waiting, "step")
    oldest = counts(OLDEST, now).get("oldest", 0.0)
    yield alone("imports_oldest_seconds", "How long the oldest of them has waited.", oldest)
