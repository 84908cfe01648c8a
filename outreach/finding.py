"""Who fits, who of them is left out, and why: counted, kept as a run, and asked again before anybody is asked.

Each person is left out for one reason, the first that holds in the order of LeftOut. Whose details are protected is
last: they are never written to, but a colleague asks them by telephone, so that they are not simply missed.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from coaching.models import Programme
from outreach.criteria import PRESCRIBING, Criteria
from outreach.finding_sql import HERE, clauses, on_the_way
from outreach.models import CohortPerson, CohortRun, InvitingTerms, LeftOut, Wave
from practice.clock import LONDON
from practice.models import Practice
from reminders.kinds import Kind

# Not left in peace: asked by a colleague, with the number in the GP record.
BY_TELEPHONE = LeftOut.RESTRICTED
REASONS = ("", *LeftOut.values)
MONTHS_BETWEEN = InvitingTerms._meta.get_field("months_between").default
INVITING = [kind.value for kind in Kind if kind.value in ("invite", "ask_again")]

# The reasons, as sets of people that are asked once each; none of them is large.
_SAID_NO = f"""
p.id IN (SELECT patient_id FROM outreach_invitation WHERE {HERE} AND (answer = 'stop' OR closed = 'said_no'))
OR p.id IN (SELECT patient_id FROM reminders_refusal WHERE {HERE} AND ended_at IS NULL AND kind = ANY(%(inviting)s))
"""  # noqa: S608 - our own words
_BEING_ASKED = f"""
p.id IN (SELECT patient_id FROM outreach_invitation WHERE {HERE} AND closed_at IS NULL
    AND wave_id <> ALL(%(but_for)s::bigint[]))
"""  # noqa: S608
_LATELY = f"""
p.id IN (SELECT i.patient_id FROM outreach_invitation i
    LEFT JOIN outreach_invitingterms t ON t.practice_id = i.practice_id
    WHERE i.{HERE} AND i.wave_id <> ALL(%(but_for)s::bigint[])
    AND i.asked_at >= %(now)s - make_interval(months => coalesce(t.months_between, %(months)s)))
"""  # noqa: S608
_WHO = """
WITH here AS MATERIALIZED (
    SELECT id, (%(today)s::date - make_interval(years => minimum_age))::date AS grown_up FROM practice_practice)
SELECT p.practice_id, p.id, CASE
    WHEN p.died_on IS NOT NULL THEN 'died'
    WHEN p.left_on IS NOT NULL THEN 'left'
    WHEN p.birth_date > here.grown_up THEN 'too_young'
    WHEN {said_no} THEN 'said_no'
    WHEN {on_the_way} THEN 'on_the_way'
    WHEN {lately} THEN 'lately'
    WHEN p.restricted THEN 'restricted'
    ELSE '' END AS left_out
FROM patients_patient p
JOIN here ON here.id = p.practice_id
LEFT JOIN patients_summary s ON s.practice_id = p.practice_id AND s.patient_id = p.id
WHERE p.practice_id = ANY(%(practices)s) AND p.merged_at IS NULL AND {fits}
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """How many fit, by why they are left out; under the empty word those who may be written to."""

    reasons: dict[str, int]

    @property
    def found(self) -> int:
        return sum(self.reasons.values())

    @property
    def by_telephone(self) -> int:
        return self.reasons.get(BY_TELEPHONE, 0)

    @property
    def to_ask(self) -> int:
        """Now: in writing, and those whom a colleague rings."""
        return self.reasons.get("", 0) + self.by_telephone

    @property
    def left_out(self) -> list[tuple[LeftOut, int]]:
        """All reasons in their order, those that nobody has with a nought."""
        return [(why, self.reasons.get(why, 0)) for why in LeftOut if why != BY_TELEPHONE]

    def __add__(self, other: "Found") -> "Found":
        every = self.reasons.keys() | other.reasons.keys()
        return Found({why: self.reasons.get(why, 0) + other.reasons.get(why, 0) for why in every})


def statement(
    practices: Iterable[int], criteria: Criteria, now: dt.datetime, *, but_for: Wave | None = None
) -> tuple[str, dict[str, Any]]:
    """Everybody who fits, with why they are left out; and the values in it."""
    today = now.astimezone(LONDON).date()
    fits, values = clauses(criteria, today)
    coming, more = on_the_way(criteria.for_what)
    sql = _WHO.format(
        said_no=_SAID_NO,
        on_the_way=f"{_BEING_ASKED} OR {coming}",
        lately=_LATELY,
        fits=" AND ".join(fits) or "true",
    )
    own = {"practices": list(practices), "inviting": INVITING, "now": now, "months": MONTHS_BETWEEN}
    return sql, {**values, **more, **own, "but_for": [but_for.pk] if but_for else []}


def count(practice: Practice, criteria: Criteria, now: dt.datetime) -> Found:
    """At one practice, now."""
    return counts([practice], criteria, now).get(practice.pk, Found({}))


def counts(practices: Sequence[Practice], criteria: Criteria, now: dt.datetime) -> dict[int, Found]:
    """By practice, in one statement; a practice where nobody fits is not in it."""
    sql, values = statement([practice.pk for practice in practices], criteria, now)
    # OFFSET 0: each person's reason is found once, and then counted, not found again for every count of it.
    each = ", ".join(f"count(*) FILTER (WHERE left_out = '{why}')" for why in REASONS)
    by_reason = f"SELECT practice_id, {each} FROM ({sql} OFFSET 0) who GROUP BY practice_id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(by_reason, values)
        rows = cursor.fetchall()
    return {
        here: Found({why: number for why, number in zip(REASONS, numbers, strict=True) if number})
        for here, *numbers in rows
    }


def people_of(run: CohortRun) -> QuerySet[CohortPerson]:
    """Who may be asked; of them, those left out as RESTRICTED by telephone only. How it stood on the day of the run."""
    return CohortPerson.objects.filter(
        practice=run.practice_id, run=run, left_out__in=["", BY_TELEPHONE]
    ).order_by("pk")


def left_out_now(
    practice: Practice,
    patient_ids: Iterable[int],
    programme: Programme | None,
    now: dt.datetime,
    *,
    wave: Wave | None = None,
) -> dict[int, LeftOut]:
    """Who of these must not be asked at this moment, and why; without a programme for social prescribing.

    `wave`: being asked in this one is no reason. People who are asked by telephone are not left out. Who was merged
    away is answered as having left: their other record is asked instead.
    """
    wanted = list(patient_ids)
    criteria = Criteria(for_what=str(programme.pk) if programme else PRESCRIBING)
    sql, values = statement([practice.pk], criteria, now, but_for=wave)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} AND p.id = ANY(%(wanted)s::bigint[])", {**values, "wanted": wanted})
        why = {person: reason for _practice, person, reason in cursor.fetchall()}
    reasons = {person: why.get(person, LeftOut.LEFT) for person in wanted}
    return {person: LeftOut(why) for person, why in reasons.items() if why not in ("", BY_TELEPHONE)}
