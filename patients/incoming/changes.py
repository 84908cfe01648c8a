"""Whom a list adds and what it changes about whom, kept beside the import: what stood there, what takes its place."""

from typing import Any

from django.db import connection

from patients.incoming.comparing import COMPARED
from patients.incoming.staging import joined_whole
from patients.models import ImportChange, ImportRun

# Where a restricted person is, or might be found: that it changes is said, never from what to what.
PLACES = (
    *("source_id", "address", "postcode", "usual_gp", "registered_on"),
    *("mobile", "home", "work", "email"),
)
FORGET = "DELETE FROM patients_importchange WHERE practice_id = %(practice)s AND run_id = %(run)s"
# Pages in the order of the file; `staged` is who is meant, `also` what else is told of each.
PAGES = """
INSERT INTO patients_importchange (practice_id, run_id, kind, page, people)
SELECT %(practice)s, %(run)s, {kind}, page + 1, json_agg(json_build_object('line', number, 'patient', patient_id,
    'given', given_name, 'family', family_name, 'born', birth_date, 'fields', fields) ORDER BY number)
FROM (SELECT staged.*, (row_number() OVER (ORDER BY number) - 1) / %(size)s AS page FROM ({staged}) staged) placed
GROUP BY page
"""
NEW = PAGES.format(
    kind="'new'",
    staged="""SELECT number, CASE WHEN %(written)s THEN patient_id END AS patient_id,
    coalesce(given_name, '') AS given_name, family_name, birth_date, '{}'::json AS fields
FROM incoming WHERE verdict = 'new'""",
)
_VALUES = ", ".join(f"('{c}', p.{c}::text, i.{c}::text)" for c in COMPARED)
_HIDDEN = "(p.restricted OR coalesce(i.restricted, false))"
UPDATED = PAGES.format(
    kind="'updated'",
    staged=f"""SELECT i.number, p.id AS patient_id, p.given_name, p.family_name, p.birth_date,
    coalesce((SELECT jsonb_object_agg(v.field, CASE WHEN {_HIDDEN} AND v.field = ANY(%(places)s) THEN '[]'::jsonb
                                               ELSE jsonb_build_array(coalesce(v.was, ''), v.becomes) END)
              FROM (VALUES {_VALUES}) v (field, was, becomes) WHERE v.field = ANY(i.changed)), '{{}}')
    || coalesce(CASE WHEN {_HIDDEN} THEN reached.hidden ELSE reached.shown END, '{{}}')
    || CASE WHEN 'conditions' = ANY(i.changed) THEN '{{"conditions": []}}'::jsonb ELSE '{{}}' END
    || CASE WHEN 'back' = ANY(i.changed) THEN jsonb_build_object('back', jsonb_build_array(p.left_on, ''))
       ELSE '{{}}' END AS fields
FROM incoming i
JOIN patients_patient p ON p.practice_id = %(practice)s AND p.id = i.patient_id
LEFT JOIN (SELECT c.number, jsonb_object_agg(c.kind, jsonb_build_array(coalesce(k.value, ''), c.value)) AS shown,
                  jsonb_object_agg(c.kind, '[]'::jsonb) AS hidden
           FROM incoming_contact c
           LEFT JOIN patients_contactpoint k ON k.practice_id = %(practice)s AND k.id = c.listed_id
           WHERE c.verdict = 'known' AND (c.listed_id IS NOT NULL OR NOT c.recorded_here) GROUP BY c.number) reached
    ON reached.number = i.number
WHERE i.verdict = 'known' AND i.changed <> '{{}}'""",  # noqa: S608 - the columns are ours
)


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
        "size": ImportChange.A_PAGE,
        "written": written,
    }
    with joined_whole(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, given)
