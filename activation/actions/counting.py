"""The patient's own summary of measuring, kept in the transaction of each fact."""

from django.db import connection

from patients.models import Summary

_LOCK = "SELECT id FROM patients_summary WHERE patient_id = %s FOR UPDATE"
# The level that counts: complete, not struck, of a questionnaire that has levels. What was judged stands only until
# something has been measured; a provisional scale only where no licensed or calibrated one was used in the same year.
_COUNTS = """
UPDATE patients_summary mine SET (measured_on, level) = (
    SELECT measured_on, level FROM (
        SELECT m.id, m.measured_on, m.level, m.mode = 'judged' AS judged, c.basis = 'design' AS provisional,
            max(m.measured_on) OVER (PARTITION BY m.mode = 'judged') - 365 > m.measured_on AS old
        FROM activation_measurement m LEFT JOIN activation_calibration c ON c.id = m.calibration_id
        WHERE m.practice_id = mine.practice_id AND m.patient_id = mine.patient_id
        AND m.completed_at IS NOT NULL AND m.entered_in_error_at IS NULL AND m.level <> '') found
    ORDER BY judged, old, coalesce(provisional, false), measured_on DESC, id DESC LIMIT 1)
WHERE mine.patient_id = %s
"""


def recount(patient_id: int) -> None:
    """Look again at what stands. The row is locked first, so two at once agree."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [patient_id])
        if cursor.fetchone() is None:
            raise Summary.DoesNotExist(patient_id)
        cursor.execute(_COUNTS, [patient_id])
