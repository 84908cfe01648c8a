"""The patient's own summary of measuring, kept in the transaction of each fact."""

from django.db import connection

from patients.models import Summary

_LOCK = "SELECT id FROM patients_summary WHERE patient_id = %s FOR UPDATE"
# The latest level that counts: complete, not struck, of a questionnaire that has levels. A level that a
# coach judged stands only until one has been measured.
_LATEST = """
UPDATE patients_summary mine SET (measured_on, level) = (
    SELECT measured_on, level FROM activation_measurement m
    WHERE m.practice_id = mine.practice_id AND m.patient_id = mine.patient_id
    AND m.completed_at IS NOT NULL AND m.entered_in_error_at IS NULL AND m.level <> ''
    ORDER BY (m.mode = 'judged'), m.measured_on DESC, m.id DESC LIMIT 1)
WHERE mine.patient_id = %s
"""


def recount(patient_id: int) -> None:
    """Look again at what stands. The row is locked first, so two at once agree."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [patient_id])
        if cursor.fetchone() is None:
            raise Summary.DoesNotExist(patient_id)
        cursor.execute(_LATEST, [patient_id])
