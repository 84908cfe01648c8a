"""Measures beside the others: who was measured, whom it is offered to, and whether what is urgent is done in time."""

from insight.catalogue.days import ONE, day, on, share, within
from insight.catalogue.measure import Good, Kind, Measure

ACTIVATION, FAIRNESS, SAFETY = "Activation", "For whom", "Safety"
_MEASURED = f"""
SELECT measured_on AS day, patient_id, {ONE} FROM activation_measurement
WHERE practice_id = %(practice)s AND completed_at IS NOT NULL AND entered_in_error_at IS NULL
    AND (level <> '' OR score IS NOT NULL) AND {on("measured_on")}
"""  # noqa: S608 - our own words
_FIRST_OFFER = """
(SELECT practice_id, patient_id, min(offered_on) AS offered_on FROM insight_way
    WHERE practice_id = %(practice)s AND offered_on IS NOT NULL GROUP BY practice_id, patient_id)
"""


def newly_offered(known: str, counts: str) -> str:
    """Of people first offered anything in these days, of whom it is known."""
    return f"""
SELECT w.offered_on AS day, w.patient_id, {share(counts)} FROM {_FIRST_OFFER} w
JOIN patients_patient p ON p.practice_id = w.practice_id AND p.id = w.patient_id
WHERE p.practice_id = %(practice)s AND {known} AND {on("w.offered_on")}
"""  # noqa: S608 - our own words


_ALERTS = f"""
SELECT {day("raised_at")} AS day, patient_id, {share("coalesce(acknowledged_at <= answer_by, false)")}
FROM coaching_riskalert WHERE practice_id = %(practice)s AND taken_back_at IS NULL AND {within("raised_at")}
"""  # noqa: S608 - our own words
_HELP = f"""
SELECT {day("asked_at")} AS day, patient_id, {share("coalesce(dealt_at <= due_at, false)")}
FROM patients_helpasked WHERE practice_id = %(practice)s AND {within("asked_at")}
"""  # noqa: S608 - our own words

MEASURES = (
    Measure(
        "people-measured",
        "People measured",
        "Different people with at least one complete questionnaire in the time that gave a score or a level; those"
        " struck do not count. How people changed is on the page of change.",
        "people",
        Kind.PEOPLE,
        Good.UP,
        ACTIVATION,
        _MEASURED,
    ),
    Measure(
        "offered-most-deprived",
        "Offered: from the two most deprived fifths",
        "Of people who were first offered coaching or social prescribing in these days and whose fifth is known, those"
        " who live in the two most deprived fifths of England. Protected details count as not known.",
        "%",
        Kind.SHARE,
        Good.NEITHER,
        FAIRNESS,
        newly_offered("p.deprivation IS NOT NULL AND NOT p.restricted", "p.deprivation <= 4"),
    ),
    Measure(
        "offered-interpreter",
        "Offered: people who need an interpreter",
        "Of people who were first offered coaching or social prescribing in these days and of whom it is known, those"
        " who need an interpreter.",
        "%",
        Kind.SHARE,
        Good.NEITHER,
        FAIRNESS,
        newly_offered("p.interpreter_needed IS NOT NULL", "p.interpreter_needed"),
    ),
    Measure(
        "alerts-in-time",
        "Risk alerts answered in time",
        "Of the risk alerts raised in these days and not taken back, those that somebody acknowledged before their time"
        " was over. One that nobody has answered counts as not in time.",
        "%",
        Kind.SHARE,
        Good.UP,
        SAFETY,
        _ALERTS,
        names=False,
    ),
    Measure(
        "help-in-time",
        "Calls for help settled the same day",
        "Of everything that people asked or wrote through a link in these days and that somebody has to look after,"
        " what was dealt with by the time it was due, which is the same working day. What is open counts as not.",
        "%",
        Kind.SHARE,
        Good.UP,
        SAFETY,
        _HELP,
        names=False,
    ),
)
