"""What stands on every page of those who can do something about it: a request for what is held that is past its day."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db import connection
from django.urls import reverse

from insight.whole.due import due_on
from patients.glass import MANAGES
from practice import notices
from practice.notices import Notice
from practice.permissions import Permission, Role, permissions_of
from practice.requests import Request

A_MONTH_AT_LEAST = dt.timedelta(days=28)
# In plain SQL, as it is asked by every page of theirs; none about the reader or a relation of theirs.
_OLD = """
SELECT p.name, p.ods_code, r.came_on, r.extended_at IS NOT NULL
FROM insight_accessrequest r JOIN practice_practice p ON p.id = r.practice_id
WHERE r.practice_id = ANY(%(here)s) AND r.handed_at IS NULL AND r.ended_at IS NULL AND r.came_on < %(before)s
AND NOT EXISTS (SELECT FROM patients_recordblock b WHERE b.practice_id = r.practice_id
    AND b.patient_id = r.patient_id AND b.user_id = %(user)s AND b.ended_at IS NULL)
ORDER BY p.name, p.ods_code
"""


def begin() -> None:
    """Called when the room starts."""
    notices.register("access", overdue)


def overdue(request: Request) -> list[Notice]:
    """For those who manage the practice, and for clinicians, who read the texts. One query, and none for others."""
    theirs = {m.practice_id for m in request.memberships if is_for(m.role)}
    here = sorted(theirs & {practice.pk for practice in request.practices})
    if not here:
        return []
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {
            "here": here,
            "before": request.today - A_MONTH_AT_LEAST,
            "user": request.user.pk,
        }
        cursor.execute(_OLD, asked)
        rows = cursor.fetchall()
    late = Counter(
        (name, code) for name, code, came_on, extended in rows if is_late(came_on, extended, request.today)
    )
    return [notice_of(name, code, count) for (name, code), count in late.items()]


def is_for(role: str) -> bool:
    return Role(role) in MANAGES or Permission.REVIEW_ACCESS in permissions_of({role})


def is_late(came_on: dt.date, extended: bool, today: dt.date) -> bool:
    return due_on(came_on, extended=extended) < today


def notice_of(name: str, ods_code: str, count: int) -> Notice:
    requests = "A request for what is held is" if count == 1 else f"{count} requests for what is held are"
    return Notice(f"{requests} overdue at {name}", reverse("insight:access-requests", args=[ods_code]))
