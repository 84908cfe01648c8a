"""What stands on every page of those who decide on disposal: a list that waits for them, records beyond their time."""

from django.db import connection
from django.urls import reverse

from patients.glass import MANAGES
from practice import notices
from practice.notices import Notice
from practice.permissions import Permission, permissions_of
from practice.requests import Request

_WAITING = """
SELECT p.ods_code, p.name, coalesce(c.people, 0), l.id, l.first_user_id, l.second_at IS NOT NULL
FROM practice_practice p
LEFT JOIN patients_disposalcount c ON c.practice_id = p.id
LEFT JOIN patients_disposallist l ON l.practice_id = p.id AND l.withdrawn_at IS NULL AND l.done_at IS NULL
WHERE p.id = ANY(%s) AND (l.id IS NOT NULL OR c.people > 0) ORDER BY p.name
"""


def begin() -> None:
    """Called when the room starts."""
    notices.register("disposing", waiting)


def waiting(request: Request) -> list[Notice]:
    """One query, and none for whoever has no part in it."""
    theirs = [m for m in request.memberships if Permission.DISPOSE in permissions_of({m.role})]
    here = {practice.pk for practice in request.practices}
    asked = sorted({m.practice_id for m in theirs} & here)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [asked])
        rows = cursor.fetchall()
    manages = any(m.role in MANAGES for m in theirs)
    said = [notice_of(row, user_id=request.user.pk, manages=manages) for row in rows]
    return [notice for notice in said if notice]


def notice_of(row: tuple, *, user_id: int | None, manages: bool) -> Notice | None:
    """Nothing while it is somebody else's turn."""
    ods_code, name, people, list_id, first, approved = row
    if list_id is not None:
        if approved or first == user_id:
            return None
        where = reverse("patients:disposal", args=[ods_code, list_id])
        return Notice(f"A list of records to dispose of waits for approval at {name}", where)
    if not manages:
        return None
    records = "1 record is" if people == 1 else f"{people:,} records are"
    return Notice(f"{records} beyond the time for which records are kept at {name}", address_of(ods_code))


def address_of(ods_code: str) -> str:
    return reverse("patients:disposals", args=[ods_code])
