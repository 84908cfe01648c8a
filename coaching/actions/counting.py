"""The patient's own counts of sessions, kept in the transaction of each fact."""

from django.db import connection

from patients.models import Summary

_LOCK = "SELECT id FROM patients_summary WHERE patient_id = %s FOR UPDATE"
# What counts is what `Session.objects.counted()` says: signed, and not entered in error.
_COUNT = """
UPDATE patients_summary mine SET (sessions, first_session_on, last_session_on) = (
    SELECT count(*), min(s.held_on), max(s.held_on) FROM coaching_session s
    WHERE s.practice_id = mine.practice_id AND s.patient_id = mine.patient_id
    AND s.finished_at IS NOT NULL AND s.entered_in_error_at IS NULL)
WHERE mine.patient_id = %s
"""


def recount(patient_id: int) -> None:
    """Count anew what stands. The row is locked first, so two at once agree: each counts what the other wrote."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [patient_id])
        if cursor.fetchone() is None:
            raise Summary.DoesNotExist(patient_id)
        cursor.execute(_COUNT, [patient_id])
