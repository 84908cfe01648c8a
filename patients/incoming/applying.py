"""What the rows change is written: new people, changed columns, contacts, conditions, leavers."""

import datetime as dt
from typing import Any

from django.db import connection

from patients import names
from patients.incoming.comparing import COMPARED
from patients.incoming.staging import joined_whole

WRITTEN = ("family_key", "given_key", "known_key", *COMPARED)
_BLANK = {"source_id", "middle_names", "known_as", "language", "address", "postcode", "usual_gp"}
_ABSENT = {"gender": "'X'", "ethnic_category": "'99'", "restricted": "false"}


def _filled(column: str) -> str:
    if column in _ABSENT:
        return f"coalesce(i.{column}, {_ABSENT[column]})"
    return f"coalesce(i.{column}, '')" if column in _BLANK | {"given_name", "known_key"} else f"i.{column}"


NEW = f"""
INSERT INTO patients_patient (id, practice_id, birth_date, {", ".join(WRITTEN)}, no_nhs_number_because, area,
    deprivation_edition, contact_with_care, left_for, kept_here, added_at, version)
SELECT i.patient_id, %(practice)s, i.birth_date, {", ".join(_filled(c) for c in WRITTEN)},
    CASE WHEN i.nhs_number IS NULL THEN 'Not in the list from the clinical system' ELSE '' END, '', '', false, '',
    '{{}}', %(now)s, 1
FROM incoming i WHERE i.verdict = 'new' ORDER BY i.patient_id
"""  # noqa: S608 - the columns are ours
MANY = (
    1000  # new people, from which on the database counts the list anew: each is to be found by their number
)
SUMMARIES = """
INSERT INTO patients_summary (practice_id, patient_id, sessions)
SELECT %(practice)s, patient_id, 0 FROM incoming WHERE verdict = 'new'
"""
# Deaths and departures stop other things too, so they are marked one by one afterwards.
SET = tuple(column for column in COMPARED if column not in ("left_on", "died_on"))
KEYS = {"family_name": "family_key", "given_name": "given_key", "known_as": "known_key"}
CHANGED = f"""
UPDATE patients_patient p SET
    {", ".join(f"{c} = CASE WHEN '{c}' = ANY(i.changed) THEN i.{c} ELSE p.{c} END" for c in SET)},
    {", ".join(f"{k} = CASE WHEN '{c}' = ANY(i.changed) THEN i.{k} ELSE p.{k} END" for c, k in KEYS.items())},
    left_on = CASE WHEN 'back' = ANY(i.changed) THEN NULL ELSE p.left_on END,
    no_nhs_number_because = CASE WHEN 'nhs_number' = ANY(i.changed) THEN '' ELSE p.no_nhs_number_because END,
    version = p.version + 1
FROM incoming i
WHERE i.verdict = 'known' AND p.practice_id = %(practice)s AND p.id = i.patient_id
  AND i.changed && %(own)s::text[]
"""  # noqa: S608 - the columns are ours
AREAS = """
UPDATE patients_patient p SET area = a.code, deprivation = a.decile, deprivation_edition = a.edition
FROM incoming i
JOIN patients_place place ON place.postcode = i.postcode
JOIN LATERAL (SELECT code, decile, edition FROM patients_area WHERE code = place.area
              ORDER BY edition DESC LIMIT 1) a ON true
WHERE p.practice_id = %(practice)s AND p.id = i.patient_id AND NOT p.restricted AND p.postcode = i.postcode
  AND (i.verdict = 'new' OR 'postcode' = ANY(i.changed))
"""
NO_AREA = """
UPDATE patients_patient p SET area = '', deprivation = NULL, deprivation_edition = ''
FROM incoming i
WHERE p.practice_id = %(practice)s AND p.id = i.patient_id AND i.verdict = 'known' AND p.area <> ''
  AND (('postcode' = ANY(i.changed) AND NOT EXISTS (SELECT 1 FROM patients_place q WHERE q.postcode = i.postcode))
       OR 'restricted' = ANY(i.changed))
"""
# What was safe on the old number says nothing about the new one.
CONTACT_CHANGED = """
UPDATE patients_contactpoint k SET value = c.value, may_send = NULL, may_leave_voicemail = NULL,
    whose = 'not_known', confirmed_on = NULL, failures = 0, safe_times = '',
    changed_on = k.changed_on || %(now)s::date, version = k.version + 1
FROM incoming_contact c WHERE c.verdict = 'known' AND k.practice_id = %(practice)s AND k.id = c.listed_id
"""
CONTACT_NEW = """
INSERT INTO patients_contactpoint
    (practice_id, patient_id, kind, value, whose, safe_times, failures, from_list, version)
SELECT %(practice)s, c.patient_id, c.kind, c.value, 'not_known', '', 0, true, 1
FROM incoming_contact c WHERE c.listed_id IS NULL AND NOT c.recorded_here
"""
CONDITION_NEW = """
INSERT INTO patients_condition (practice_id, patient_id, code, term, since)
SELECT %(practice)s, patient_id, code, term, since FROM new_condition
"""
SURNAMES = "SELECT DISTINCT family_name, family_key FROM incoming WHERE verdict = 'new' OR 'family_name' = ANY(changed)"
SURNAME_NEW = """
INSERT INTO patients_surname (practice_id, word, family_key)
SELECT %s, word, family_key FROM unnest(%s::text[], %s::text[]) AS s (word, family_key) ON CONFLICT DO NOTHING
"""
# Somebody is on the list, was not in the file at all, and is not among the lines left for a person to decide, nor among
# those that were refused: by number, by the source system's own number, or else by name.
LEAVERS = """
SELECT p.id FROM patients_patient p
WHERE p.practice_id = %(practice)s AND p.merged_at IS NULL AND p.left_on IS NULL AND p.died_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM incoming i WHERE i.patient_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.nhs_number = p.nhs_number)
  AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.source_id = p.source_id AND u.source_id <> '')
  AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.nhs_number IS NULL AND u.family_key = p.family_key
                  AND u.given_key = p.given_key)
  AND coalesce(p.registered_on, p.added_at::date) < %(list_date)s
ORDER BY p.id
"""


def apply_rows(practice_id: int, now: dt.datetime) -> None:
    """Write everything that the staged rows change; the caller's transaction is all or nothing."""
    given: dict[str, Any] = {"practice": practice_id, "now": now, "own": [*SET, "back"]}
    with joined_whole(), connection.cursor() as cursor:
        cursor.execute(NEW, given)
        if cursor.rowcount >= MANY:
            cursor.execute("SELECT patients_counted_anew()")
        for statement in (
            SUMMARIES,
            CHANGED,
            AREAS,
            NO_AREA,
            CONTACT_CHANGED,
            CONTACT_NEW,
            CONDITION_NEW,
        ):
            cursor.execute(statement, given)
        keep_surnames(cursor, practice_id)


def keep_surnames(cursor: Any, practice_id: int) -> None:
    """The dictionary for misspelt searches learns the new names."""
    cursor.execute(SURNAMES)
    pairs = {(word, key) for name, key in cursor.fetchall() for word in names.words(name)}
    if pairs:
        words, keys = zip(*sorted(pairs), strict=True)
        cursor.execute(SURNAME_NEW, [practice_id, list(words), list(keys)])


def leavers(practice_id: int, list_date: dt.date) -> list[int]:
    """Ids of people on the list whom a whole list, made on that day, does not have."""
    with connection.cursor() as cursor:
        cursor.execute(LEAVERS, {"practice": practice_id, "list_date": list_date})
        return [patient_id for (patient_id,) in cursor.fetchall()]


def newly_dead() -> list[tuple[int, dt.date]]:
    """Known people whom the file says have died."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT patient_id, died_on FROM incoming WHERE 'died_on' = ANY(changed) ORDER BY patient_id"
        )
        return cursor.fetchall()


def newly_left() -> list[tuple[int, dt.date]]:
    """Known people whom the file itself marks as having left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT patient_id, left_on FROM incoming WHERE 'left_on' = ANY(changed)"
            " AND NOT 'died_on' = ANY(changed) ORDER BY patient_id"
        )
        return cursor.fetchall()
