"""Lists that nobody brought in, and whom old lists added or changed: kept for a time only."""

import datetime as dt
from typing import Any

from django.db import connection

from patients.actions.importing import NotNow, let_go, lock
from patients.models import ImportRun
from practice import trail
from practice.acting import action
from practice.actors import Actor
from practice.models import Practice

BECAUSE = "Nobody brought this list in, so its file was thrown away. Send it again if it is needed."
# When a list was last worked on.
_OLD = """
    SELECT id FROM patients_importrun WHERE practice_id = %(practice)s
    AND greatest(received_at, checked_at, applied_at, discarded_at) < %(before)s
"""
_LINES = f"DELETE FROM patients_importfinding WHERE practice_id = %(practice)s AND run_id IN ({_OLD})"  # noqa: S608
_CHANGES = f"DELETE FROM patients_importchange WHERE practice_id = %(practice)s AND run_id IN ({_OLD})"  # noqa: S608


@action
def expire(*, run: ImportRun, by: Actor, now: dt.datetime) -> ImportRun:
    """Its file and what was found in it go; that it came, and from whom, stays."""
    locked = lock(run)
    if locked.applied_at or (locked.asked_at and not locked.stopped_because):
        raise NotNow("This list is being brought in.")
    let_go(locked)
    locked.findings.all().delete()
    locked.changes.all().delete()
    if not locked.discarded_at:
        locked.stopped_because = BECAUSE
    locked.save(update_fields=["stored_as", "stopped_because"])
    trail.record("import.expired", by=by, now=now, practice=locked.practice_id, subject=locked)
    return locked


@action
def forget_lines(*, practice: Practice, before: dt.datetime, by: Actor, now: dt.datetime) -> int:
    """Of lists from before then: which lines were refused, whom they added, what they changed."""
    values = {"practice": practice.pk, "before": before}
    gone = deleted(_LINES, values) + deleted(_CHANGES, values)
    details: dict[str, Any] = {"lines_of_lists": gone}
    trail.record("forgotten.by_time", by=by, now=now, practice=practice, details=details)
    return gone


def deleted(sql: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount
