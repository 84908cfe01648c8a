"""What the rules of the ranking ask of everybody whom a run found, in one statement; and the points in force here."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from outreach.models import RankRule
from outreach.ranking import RULES, SHIPPED, Facts, Rule
from patients.models.person import years_before
from practice.models import History, Membership, Practice
from reminders.reach import FAILURES

BEFORE = 10  # so many earlier changes are shown

# Facts are stacked and put together by person, of the whole practice: a join would depend on what the planner believes,
# and took minutes where it erred. Columns: wanted, fifth, asked, not reached, measured high, heard of lately, need,
# interpreter, a way to write to them that is open ("text", "email") or was declined ("no text", "no email"), only by
# telephone.
_FACTS = """
WITH facts AS (
    SELECT p.id AS patient, true AS wanted, CASE WHEN NOT p.restricted THEN (p.deprivation + 1) / 2 END AS fifth,
        false AS asked, false AS not_reached, false AS high, false AS heard, false AS need,
        coalesce(p.interpreter_needed, p.language <> '' AND lower(p.language) NOT IN ('en', 'eng')
            AND p.language NOT ILIKE '%%english%%') AS interpreter, NULL AS way,
        p.contact_with_care OR p.restricted AS ring
    FROM patients_patient p WHERE p.practice_id = %(practice)s AND p.id = ANY(%(people)s::bigint[])
    UNION ALL SELECT patient_id, false, NULL, false, false, coalesce(level NOT IN ('', '1', '2'), false),
        coalesce(last_session_on >= %(year_ago)s, false), false, false, NULL, false
    FROM patients_summary WHERE practice_id = %(practice)s
    UNION ALL SELECT patient_id, false, NULL, asked_at IS NOT NULL, closed = 'in_peace', false, false, false, false,
        NULL, false
    FROM outreach_invitation WHERE practice_id = %(practice)s
    UNION ALL SELECT patient_id, false, NULL, false, false, false, true, false, false, NULL, false
    FROM coaching_contact WHERE practice_id = %(practice)s AND kind = 'spoke' AND entered_in_error_at IS NULL
        AND made_at >= %(year_ago)s
    UNION ALL SELECT patient_id, false, NULL, false, false, false, true, false, false, NULL, false
    FROM prescribing_referralcontact WHERE practice_id = %(practice)s AND result = 'spoke'
        AND entered_in_error_at IS NULL AND happened_at >= %(year_ago)s
    UNION ALL SELECT patient_id, false, NULL, false, false, false, false, true, false, NULL, false
    FROM patients_need WHERE practice_id = %(practice)s AND ended_at IS NULL
    UNION ALL SELECT patient_id, false, NULL, false, false, false, false, false, false,
        CASE kind WHEN 'mobile' THEN 'text' ELSE 'email' END, false
    FROM patients_contactpoint WHERE practice_id = %(practice)s AND ended_at IS NULL AND kind IN ('mobile', 'email')
        AND whose = 'own' AND may_send AND failures < %(failures)s AND safe_times = ''
    UNION ALL SELECT patient_id, false, NULL, false, false, false, false, false, false, 'no ' || kind, false
    FROM (SELECT DISTINCT ON (patient_id, kind) patient_id, kind,
            agreed AND ended_at IS NULL AND %(today)s BETWEEN from_on AND coalesce(until_on, %(today)s) AS stands
        FROM patients_consent WHERE practice_id = %(practice)s AND kind IN ('text', 'email')
            AND (agreed OR ended_at IS NULL)
        ORDER BY patient_id, kind, ended_at IS NULL DESC, from_on DESC, id DESC) said WHERE NOT stands)
SELECT patient, max(fifth), bool_or(asked), bool_or(not_reached), bool_or(high), bool_or(heard), bool_or(need),
    bool_or(interpreter), bool_or(ring)
        OR NOT (count(*) FILTER (WHERE way = 'text') > 0 AND count(*) FILTER (WHERE way = 'no text') = 0
            OR count(*) FILTER (WHERE way = 'email') > 0 AND count(*) FILTER (WHERE way = 'no email') = 0)
FROM facts GROUP BY patient HAVING bool_or(wanted)
"""


def facts_of(practice: Practice, people: Iterable[int], today: dt.date) -> list[Facts]:
    """Of each of these, what the rules ask."""
    given: dict[str, Any] = {
        "practice": practice.pk,
        "people": list(people),
        "year_ago": years_before(today, 1),
        "today": today,
        "failures": FAILURES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, given)
        return [Facts(*row) for row in cursor.fetchall()]


def points_here(practice: Practice) -> dict[str, int]:
    """What each rule gives in this practice."""
    own = RankRule.objects.filter(practice=practice).values_list("rule", "points")
    return {**SHIPPED, **{rule: points for rule, points in own if rule in SHIPPED}}


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One rule as it stands here."""

    rule: Rule
    points: int
    own: RankRule | None

    @property
    def is_own(self) -> bool:
        return self.points != self.rule.points


def lines(practice: Practice) -> list[Line]:
    """All rules, in the order of the table."""
    own = {row.rule: row for row in RankRule.objects.filter(practice=practice).select_related("set_by__user")}
    return [
        Line(rule, own[rule.key].points if rule.key in own else rule.points, own.get(rule.key))
        for rule in RULES
    ]


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """Somebody gave a rule other points."""

    line: str
    was: int
    points: int
    at: Any
    by: str


def changes(practice: Practice) -> list[Change]:
    """Who changed what, the latest first: the history knows."""
    rows = {row.pk: row for row in RankRule.objects.filter(practice=practice)}
    known = {rule.key: rule for rule in RULES}
    kept = History.objects.filter(practice=practice.pk, table_name=RankRule._meta.db_table, row_id__in=rows)
    members = Membership.objects.filter(practice=practice).select_related("user")
    names = {member.pk: member.name for member in members}
    found = [
        Change(
            known[rows[pk].rule].line,
            was,
            state["points"],
            dt.datetime.fromisoformat(state["set_at"])
            if isinstance(state["set_at"], str)
            else state["set_at"],
            names.get(state["set_by_id"], "Somebody"),
        )
        for pk, was, state in told(rows, kept.order_by("pk").values_list("row_id", "operation", "before"))
        if rows[pk].rule in known
    ]
    return sorted(found, key=lambda change: change.at, reverse=True)[:BEFORE]


def told(
    rows: dict[int, RankRule], kept: Iterable[tuple[int, str, dict[str, Any] | None]]
) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Each change as (row, points before it, how the row stood after it): a history row holds what was before."""
    befores: dict[int, list[dict[str, Any]]] = {pk: [] for pk in rows}
    for pk, operation, before in kept:
        if operation == "update" and before:
            befores[pk].append(before)
    for pk, row in rows.items():
        now = {"points": row.points, "set_at": row.set_at, "set_by_id": row.set_by_id}
        was = SHIPPED.get(row.rule, 0)
        for after in forward(befores[pk], now):
            yield pk, was, after
            was = after["points"]


def forward(befores: list[dict[str, Any]], now: dict[str, Any]) -> list[dict[str, Any]]:
    """A row's states from the first to the one that stands; a history row says only what a change replaced."""
    states = [now]
    for before in reversed(befores):
        states.insert(0, states[0] | {name: value for name, value in before.items() if name in now})
    return states
