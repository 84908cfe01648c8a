"""Who is beyond the time for which records are kept: the one definition, asked of everybody or of a few.

Only somebody who died or left is ever beyond it. While a person lives and is registered here their record stays,
however long ago the last contact was; and so does a record on legal hold, or one in which something is still open.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection

from patients.disposing import rooms
from patients.disposing.kept import Because, Rule
from patients.models.person import years_before
from practice.models import Practice
from practice.wording import long_date

# A record and those that became part of it, however often.
_FAMILY = """
WITH RECURSIVE family (root, id) AS (
    SELECT p.id, p.id FROM patients_patient p WHERE p.practice_id = %(practice)s AND p.merged_at IS NULL AND {whom}
    UNION
    SELECT f.root, c.id FROM family f
    JOIN patients_patient c ON c.practice_id = %(practice)s AND c.merged_into_id = f.id
)
"""
_GONE = "greatest(p.died_on, p.left_on) <= %(cutoff)s"
_THESE = "p.id = ANY(%(ids)s)"
_FACTS = """
SELECT p.id, p.birth_date, (p.added_at AT TIME ZONE 'Europe/London')::date AS began,
    p.died_on IS NOT NULL OR p.left_on IS NOT NULL AS gone,
    greatest(p.died_on, p.left_on, max(found.last)) AS last, bool_or(found.held) AS held, bool_or(found.open) AS open
FROM family f JOIN patients_patient p ON p.practice_id = %(practice)s AND p.id = f.root
CROSS JOIN LATERAL (SELECT {last} AS last, {held} AS held, {open} AS open) found
GROUP BY p.id, p.birth_date, p.added_at, p.died_on, p.left_on
"""
_HELD = (
    "EXISTS (SELECT FROM patients_legalhold t WHERE t.practice_id = %(practice)s AND t.patient_id = f.id"
    " AND t.ended_at IS NULL)"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """How one record stands on a day; `kept_because` is empty where it may go."""

    patient_id: int
    last_contact_on: dt.date
    keep_until: dt.date
    because: Because
    kept_because: str


def the_rule() -> Rule:
    return Rule(years=settings.RECORDS_KEPT_YEARS, child_until=settings.CHILD_RECORDS_KEPT_UNTIL_AGE)


def beyond(practice: Practice, today: dt.date) -> list[Standing]:
    """Everybody of this practice whose record may go, the longest past their time first."""
    # A day too many at most: what the rule says of each is asked below.
    cutoff = years_before(today, settings.RECORDS_KEPT_YEARS) + dt.timedelta(days=1)
    facts = asked(practice, _GONE, {"cutoff": cutoff})
    found = [standing for standing in (judged(fact, today) for fact in facts) if not standing.kept_because]
    return sorted(found, key=lambda standing: (standing.keep_until, standing.patient_id))


def standing_of(practice: Practice, ids: Iterable[int], today: dt.date) -> dict[int, Standing]:
    """How these stand; whoever is missing is no longer a record of its own."""
    facts = asked(practice, _THESE, {"ids": list(ids)})
    return {fact["id"]: judged(fact, today) for fact in facts}


def judged(fact: dict[str, Any], today: dt.date) -> Standing:
    began = min(fact["began"], fact["last"])
    until, because = the_rule().keep_until(born=fact["birth_date"], began=began, last=fact["last"])
    kept = why_kept(fact, until, today)
    return Standing(fact["id"], fact["last"], until, because, kept)


def why_kept(fact: dict[str, Any], until: dt.date, today: dt.date) -> str:
    """In words, for the page; the weightiest reason first."""
    if fact["held"]:
        return "On legal hold"
    if not fact["gone"]:
        return "Registered here again"
    if fact["open"]:
        return "Something is still open: a programme, a referral, a message or a task"
    if until > today:
        return f"Kept until {long_date(until)}: the last contact was on {long_date(fact['last'])}"
    return ""


def asked(practice: Practice, whom: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """One question for all of them."""
    with connection.cursor() as cursor:
        cursor.execute(sql(whom), {"practice": practice.pk, **values})
        names = [column.name for column in cursor.description or ()]
        facts = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [fact | {"last": fact["last"] or fact["began"]} for fact in facts]


def sql(whom: str) -> str:
    lasts = ", ".join(last_of(one) for one in rooms.seen())
    opens = " OR ".join(
        ["false", *(f"EXISTS ({rows_of(o.table)} AND ({o.while_}))" for o in rooms.still_open())]
    )
    return _FAMILY.format(whom=whom) + _FACTS.format(last=f"greatest({lasts})", held=_HELD, open=opens)


def last_of(seen: rooms.Seen) -> str:
    """The last day on which this table knows of a contact."""
    days = ", ".join(f"max((t.{column})::date)" for column in seen.columns)
    but = f" AND NOT ({seen.but})" if seen.but else ""
    return f"({rows_of(seen.table, f'greatest({days})')}{but})"


def rows_of(table: str, what: str = "") -> str:
    return f"SELECT {what} FROM {table} t WHERE t.practice_id = %(practice)s AND t.patient_id = f.id"  # noqa: S608 - our own tables


def stale_on(made_at: dt.datetime) -> dt.date:
    """The day after which a list has to be drawn up anew."""
    return (made_at + dt.timedelta(days=settings.DISPOSAL_LIST_DAYS)).date()


def may_begin_on(second_at: dt.datetime) -> dt.date:
    """From this day on what two people approved is carried out."""
    return (second_at + dt.timedelta(days=settings.DISPOSAL_WAIT_DAYS)).date()
