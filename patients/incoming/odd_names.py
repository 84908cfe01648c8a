"""Names that look like no person's: test patients, duplicates and notes that systems let people write as names."""

from typing import Any

from django.db import connection

from patients.models import ImportFinding, ImportRun

# Whole words only: Testa, Dupree and Zizzi are names. Capitals mean nothing here.
ODD = (
    r"\d|\m(x|z)*(test|tests|testing|tester|testpatient)(x|z)*\M|do\s*not\s*use|\mdupl?(icate)?s?\M|zzz|xxx|"
    r"\m(dummy|fake|deleted?|unknown|training|demo|obsolete|error|invalid|ignore|merged)\M"
)
FIND = """
SELECT number, patient_id, verdict = 'known',
       concat_ws(' ', nullif(given_name, ''), nullif(middle_names, ''), family_name)
FROM incoming
WHERE (verdict = 'new' OR (verdict = 'known' AND changed && %(names)s))
  AND concat_ws(' ', given_name, middle_names, known_as, family_name) ~* %(odd)s
ORDER BY number
"""
NAMES = ["given_name", "middle_names", "family_name", "known_as"]
REASON = "The name is “{}”. It is taken as it stands: look whether this is a person."


def keep_odd_names(run: ImportRun) -> int:
    """Beside what the check found; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"odd": ODD, "names": NAMES})
        found = [finding(run, *row) for row in cursor.fetchall()]
    ImportFinding.objects.bulk_create(found, batch_size=2000)
    return len(found)


def finding(run: ImportRun, *row: Any) -> ImportFinding:
    line, patient_id, is_known, name = row
    return ImportFinding(
        practice_id=run.practice_id,
        run=run,
        kind=ImportFinding.Kind.ODD,
        line=line,
        reason=REASON.format(name)[:600],
        patient_id=patient_id if is_known else None,
    )
