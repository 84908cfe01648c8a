"""Where messages are held since the database was put back to an earlier moment: read by the queue, shown on pages.

Three moments beside the clockwork's own: to when it was put back, since when a practice is held, when somebody let go.
"""

import dataclasses
import datetime as dt

from django.db import connection

from practice.models import Practice

RESTORED, HELD, LET_GO = "restored", "held ", "let go "
# A row of the queue is of a practice that is held. A scalar, so that it is asked of the few rows that are looked at.
OF_A_HELD_PRACTICE = f"""
(SELECT true FROM practice_heartbeat h WHERE h.name = '{HELD}' || practice_id::text AND h.at > coalesce(
    (SELECT g.at FROM practice_heartbeat g WHERE g.name = '{LET_GO}' || practice_id::text), '-infinity'))
"""  # noqa: S608 - nothing in it comes from outside
OF_ALL = f"""
SELECT count(*) FROM practice_heartbeat h WHERE starts_with(h.name, '{HELD}') AND h.at > coalesce(
    (SELECT g.at FROM practice_heartbeat g WHERE g.name = '{LET_GO}' || substr(h.name, {len(HELD) + 1})), '-infinity')
"""  # noqa: S608
SINCE = """
SELECT h.at, r.at FROM practice_heartbeat h, practice_heartbeat r
WHERE h.name = %(held)s AND r.name = %(restored)s AND h.at > coalesce(
    (SELECT g.at FROM practice_heartbeat g WHERE g.name = %(let_go)s), '-infinity')
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """Since when nothing goes here by itself, and to which moment the database was put back."""

    since: dt.datetime
    as_of: dt.datetime


def held(practice: Practice, *, lock: bool = False) -> Held | None:
    names = {"held": f"{HELD}{practice.pk}", "let_go": f"{LET_GO}{practice.pk}", "restored": RESTORED}
    with connection.cursor() as cursor:
        cursor.execute(SINCE + ("FOR UPDATE OF h" if lock else ""), names)
        row = cursor.fetchone()
    return Held(*row) if row else None


def is_held(practice: Practice, *, lock: bool = False) -> bool:
    return held(practice, lock=lock) is not None
