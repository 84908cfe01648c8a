"""What would change: each row beside the record, column by column; what staff recorded here stays."""

import datetime as dt
from typing import Any

from django.db import connection

# A word that says nothing never replaces one that says something.
COMPARED: dict[str, str] = {
    "nhs_number": "p.nhs_number IS NULL",
    "source_id": "true",
    "given_name": "true",
    "middle_names": "true",
    "family_name": "true",
    "known_as": "true",
    "gender": "i.gender <> 'X'",
    "ethnic_category": "i.ethnic_category <> '99'",
    "language": "true",
    "interpreter_needed": "true",
    "address": "true",
    "postcode": "true",
    "usual_gp": "true",
    "registered_on": "true",
    "restricted": "i.restricted",
    "left_on": "p.left_on IS NULL",
    "died_on": "p.died_on IS NULL",
}
CONTACTS = ("mobile", "home", "work", "email")


def _is_new(column: str, condition: str) -> str:
    return f"(i.{column} IS NOT NULL AND i.{column} IS DISTINCT FROM p.{column} AND {condition})"


_CHANGED = ", ".join(
    f"CASE WHEN {_is_new(c, w)} AND NOT ('{c}' = ANY(p.kept_here)) THEN '{c}' END"
    for c, w in COMPARED.items()
)
_DIFFERS = ", ".join(
    f"CASE WHEN {_is_new(c, w)} AND '{c}' = ANY(p.kept_here) THEN '{c}' END" for c, w in COMPARED.items()
)
COLUMNS = f"""
UPDATE incoming i SET verdict = 'known', changed = array_remove(ARRAY[{_CHANGED}], NULL),
    differs = array_remove(ARRAY[{_DIFFERS}], NULL), kept_here = p.kept_here
FROM patients_patient p
WHERE i.verdict IS NULL AND i.repeat_of IS NULL AND p.practice_id = %(practice)s AND p.id = i.patient_id
"""  # noqa: S608 - the columns are ours
# Somebody who is on the list again, or was never meant to be marked as left.
BACK = """
UPDATE incoming i SET changed = changed || ARRAY['back']
FROM patients_patient p
WHERE i.verdict = 'known' AND i.left_on IS NULL AND i.died_on IS NULL AND %(whole)s
  AND p.practice_id = %(practice)s AND p.id = i.patient_id AND p.left_on IS NOT NULL AND p.died_on IS NULL
  AND p.left_on < %(list_date)s
"""
# Numbers are compared as digits, +44 as 0; emails without case.
SAME = """
CREATE OR REPLACE FUNCTION pg_temp.as_compared(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN position('@' in value) > 0 THEN lower(value)
           ELSE regexp_replace(regexp_replace(value, '[^0-9+]', '', 'g'), '^[+]44', '0') END
$$
"""
# Nobody has recorded anything yet about people who are new.
CONTACT = """
CREATE TEMP TABLE incoming_contact ON COMMIT DROP AS
SELECT i.number, i.patient_id, i.verdict, c.kind, c.value, NULL::bigint AS listed_id, false AS recorded_here
FROM incoming i CROSS JOIN LATERAL (VALUES {kinds}) AS c (kind, value)
WHERE i.verdict = 'new' AND c.value <> ''
UNION ALL
SELECT i.number, i.patient_id, i.verdict, c.kind, c.value,
       (SELECT min(k.id) FROM patients_contactpoint k WHERE k.practice_id = %(practice)s AND k.ended_at IS NULL
        AND k.patient_id = i.patient_id AND k.kind = c.kind AND k.from_list
        AND NOT c.kind = ANY(i.kept_here)) AS listed_id,
       c.kind = ANY(i.kept_here)
       OR EXISTS (SELECT 1 FROM patients_contactpoint k WHERE k.practice_id = %(practice)s AND k.ended_at IS NULL
        AND k.patient_id = i.patient_id AND k.kind = c.kind AND NOT k.from_list) AS recorded_here
FROM incoming i CROSS JOIN LATERAL (VALUES {kinds}) AS c (kind, value)
WHERE i.verdict = 'known' AND c.value <> ''
  AND NOT EXISTS (SELECT 1 FROM patients_contactpoint k WHERE k.practice_id = %(practice)s AND k.ended_at IS NULL
      AND k.patient_id = i.patient_id AND k.kind = c.kind
      AND pg_temp.as_compared(k.value) = pg_temp.as_compared(c.value))
""".replace("{kinds}", ", ".join(f"('{kind}', i.{kind})" for kind in CONTACTS))
CONTACT_VERDICT = """
UPDATE incoming i SET changed = i.changed || c.changed, differs = i.differs || c.differs
FROM (SELECT number,
             coalesce(array_agg(kind) FILTER (WHERE listed_id IS NOT NULL OR NOT recorded_here), '{}') AS changed,
             coalesce(array_agg(kind) FILTER (WHERE listed_id IS NULL AND recorded_here), '{}') AS differs
      FROM incoming_contact WHERE verdict = 'known' GROUP BY number) c
WHERE c.number = i.number AND i.verdict = 'known'
"""
CONDITION = """
CREATE TEMP TABLE new_condition ON COMMIT DROP AS
SELECT DISTINCT ON (i.patient_id, c.code, CASE WHEN c.code = '' THEN lower(c.term) END)
       i.number, i.patient_id, c.code, c.term, c.since
FROM incoming_condition c JOIN incoming i ON i.number = c.number AND i.verdict IN ('new', 'known')
WHERE NOT EXISTS (SELECT 1 FROM patients_condition k WHERE k.practice_id = %(practice)s
    AND k.patient_id = i.patient_id AND k.ended_at IS NULL
    AND k.code = c.code AND (c.code <> '' OR lower(k.term) = lower(c.term)))
ORDER BY i.patient_id, c.code, CASE WHEN c.code = '' THEN lower(c.term) END, c.since NULLS LAST
"""
CONDITION_VERDICT = """
UPDATE incoming i SET changed = changed || ARRAY['conditions']
WHERE i.verdict = 'known' AND EXISTS (SELECT 1 FROM new_condition c WHERE c.number = i.number)
"""


def compare(practice_id: int, *, whole: bool, list_date: dt.date) -> None:
    """Fill `changed` and `differs` of every row about a known person, and set what is new beside them."""
    given: dict[str, Any] = {"practice": practice_id, "whole": whole, "list_date": list_date}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, given)
        cursor.execute(BACK, given)
        cursor.execute(SAME)
        for statement in (CONTACT, CONTACT_VERDICT, CONDITION, CONDITION_VERDICT):
            cursor.execute(statement, given)
