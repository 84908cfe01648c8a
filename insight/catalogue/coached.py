"""Measures of coaching sessions."""

from insight.catalogue.measure import Good, Kind, Measure

OF = "Coaching"
_HELD = """
SELECT held_on AS day, patient_id, 1::float8 AS n, 1::float8 AS d FROM coaching_session
WHERE practice_id = %(practice)s AND finished_at IS NOT NULL AND entered_in_error_at IS NULL
    AND held_on >= %(since)s AND held_on < %(until)s
"""
_BOOKED = """
SELECT (booked_for AT TIME ZONE 'Europe/London')::date AS day, patient_id,
    (did_not_attend_at IS NOT NULL)::int::float8 AS n, 1::float8 AS d FROM coaching_session
WHERE practice_id = %(practice)s AND entered_in_error_at IS NULL AND cancelled_at IS NULL
    AND (finished_at IS NOT NULL OR did_not_attend_at IS NOT NULL)
    AND booked_for >= %(since)s::timestamp AT TIME ZONE 'Europe/London'
    AND booked_for < %(until)s::timestamp AT TIME ZONE 'Europe/London'
"""

MEASURES = (
    Measure(
        "sessions",
        "Sessions held",
        "Signed sessions by the day they were held, without those entered in error, cancelled or missed.",
        "sessions",
        Kind.COUNT,
        Good.UP,
        OF,
        _HELD,
    ),
    Measure(
        "people-seen",
        "People seen",
        "Different people with at least one signed session in the time.",
        "people",
        Kind.PEOPLE,
        Good.UP,
        OF,
        _HELD,
    ),
    Measure(
        "missed",
        "Sessions missed",
        "Of the sessions that were held or missed, by the day they were booked for, those that the person did not"
        " come to or was not brought to. Cancelled ones do not count.",
        "%",
        Kind.SHARE,
        Good.DOWN,
        OF,
        _BOOKED,
    ),
)
