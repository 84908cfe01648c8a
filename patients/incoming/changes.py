"""Whom a list adds and what it changes about whom, kept beside the import: what stood there, what takes its place."""

from typing import Any

from django.db import connection

from patients.incoming.comparing import COMPARED
from patients.models import ImportRun

# Where a restricted person is, or might be found: that it changes is said, never from what to what.
PLACES = (
    *("source_id", "address", "postcode", "usual_gp", "registered_on"),
    *("mobile", "home", "work", "email"),
)
FORGET = "DELETE FROM patients_importchange WHERE practice_id = %(practice)s AND run_id = %(run)s"
INTO = """
INSERT INTO patients_importchange
    (practice_id, run_id, kind, line, patient_id, given_name, family_name, birth_date, fields)
"""
_VALUES = ", ".join(f"('{c}', p.{c}::text, i.{c}::text)" for c in COMPARED)
_HIDDEN = "(p.restricted OR coalesce(i.restricted, false))"
UPDATED = f"""{INTO}
SELECT %(practice)s, %(run)s, 'updated', i.number, p.id, p.given_name, p.family_name, p.birth_date,
    coalesce((SELECT jsonb_object_agg(v.field, CASE WHEN {_HIDDEN} AND v.field = ANY(%(places)s) THEN '[]'::jsonb
                                               ELSE jsonb_build_array(coalesce(v.was, ''), v.becomes) END)
              FROM (VALUES {_VALUES}) v (field, was, becomes) WHERE v.field = ANY(i.changed)), '{{}}')
    || coalesce(CASE WHEN {_HIDDEN} THEN reached.hidden ELSE reached.shown END, '{{}}')
    || CASE WHEN 'conditions' = ANY(i.changed) THEN '{{"conditions": []}}'::jsonb ELSE '{{}}' END
    || CASE WHEN 'back' = ANY(i.changed) THEN jsonb_build_object('back', jsonb_build_array(p.left_on, ''))
       ELSE '{{}}' END
FROM incoming i
JOIN patients_patient p ON p.practice_id = %(practice)s AND p.id = i.patient_id
LEFT JOIN (SELECT c.number, jsonb_object_agg(c.kind, jsonb_build_array(coalesce(k.value, ''), c.value)) AS shown,
                  jsonb_object_agg(c.kind, '[]'::jsonb) AS hidden
           FROM incoming_contact c
           LEFT JOIN patients_contactpoint k ON k.practice_id = %(practice)s AND k.id = c.listed_id
           WHERE c.listed_id IS NOT NULL OR NOT c.recorded_here GROUP BY c.number) reached
    ON reached.number = i.number
WHERE i.verdict = 'known' AND i.changed <> '{{}}'
"""  # noqa: S608 - the columns are ours
NEW = f"""{INTO}
SELECT %(practice)s, %(run)s, 'new', number, CASE WHEN %(written)s THEN patient_id END,
    coalesce(given_name, ''), family_name, birth_date, '{{}}'
FROM incoming WHERE verdict = 'new'
"""  # noqa: S608 - our own text


def keep_changes(run: ImportRun) -> None:
    """While nothing is written yet: what would change. Replaces what an earlier check found."""
    run_statements(run, FORGET, UPDATED, NEW)


def keep_before(run: ImportRun) -> None:
    """Just before the list is written: what stood there until now."""
    run_statements(run, FORGET, UPDATED)


def keep_after(run: ImportRun) -> None:
    """Just after it was written: the new people have a record now."""
    run_statements(run, NEW, written=True)


def run_statements(run: ImportRun, *statements: str, written: bool = False) -> None:
    given: dict[str, Any] = {
        "practice": run.practice_id,
        "run": run.pk,
        "places": list(PLACES),
        "written": written,
    }
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, given)
