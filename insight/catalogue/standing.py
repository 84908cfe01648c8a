"""How it stands now: who is under way, who waits, each person once. As a measure, of the day before `until`.

They have one column more: `worker`, the membership that carries the person, or nothing.
"""

from insight.catalogue.days import ONE, day
from insight.catalogue.measure import Good, Kind, Measure

NOW_COACHING, NOW_PRESCRIBING = "In coaching now", "In social prescribing now"
_WAITED = "(%(until)s - 1 - opened)::float8 AS n, 1::float8 AS d"
# Each person by the way that was opened first; whoever has a session since then does not wait.
_COACHED = f"""
SELECT DISTINCT ON (e.patient_id) e.patient_id, e.coach_id AS worker, {day("e.opened_at")} AS opened, e.stands
FROM coaching_enrolment e
WHERE e.practice_id = %(practice)s AND e.stands IN ('referred', 'invited', 'enrolled', 'paused')
    AND {day("e.opened_at")} < %(until)s
ORDER BY e.patient_id, e.opened_at, e.id
"""  # noqa: S608 - our own words
_REFERRED = f"""
SELECT DISTINCT ON (r.patient_id) r.patient_id, r.worker_id AS worker, {day("r.opened_at")} AS opened, r.stands
FROM prescribing_referral r
WHERE r.practice_id = %(practice)s AND r.stands NOT IN ('closed', 'in_error') AND {day("r.opened_at")} < %(until)s
ORDER BY r.patient_id, r.opened_at, r.id
"""  # noqa: S608 - our own words
_SEEN = """
EXISTS (SELECT FROM coaching_session s WHERE s.practice_id = %(practice)s AND s.patient_id = one.patient_id
    AND s.finished_at IS NOT NULL AND s.entered_in_error_at IS NULL AND s.held_on >= one.opened)
"""


def of(people: str, counts: str, which: str) -> str:
    return f"SELECT opened AS day, patient_id, {counts}, worker FROM ({people}) one WHERE {which}"  # noqa: S608


STANDING = {
    measure.name: measure
    for measure in (
        Measure(
            "now-coaching",
            "People in coaching",
            "People with a way through a programme that is under way: referred, invited, enrolled or paused. Each"
            " person once, with the coach of the way that was opened first.",
            "people",
            Kind.COUNT,
            Good.NEITHER,
            NOW_COACHING,
            of(_COACHED, ONE, "true"),
        ),
        Measure(
            "now-waiting-coaching",
            "Waiting for a first session",
            "Of the people in coaching and not paused, those without a signed session since they were first noted for"
            " it; their wait is counted in days from then.",
            "days",
            Kind.MEAN,
            Good.DOWN,
            NOW_COACHING,
            of(_COACHED, _WAITED, f"stands <> 'paused' AND NOT {_SEEN}"),
        ),
        Measure(
            "now-prescribing",
            "People in social prescribing",
            "People with an open referral, whenever it was opened. Each person once.",
            "people",
            Kind.COUNT,
            Good.NEITHER,
            NOW_PRESCRIBING,
            of(_REFERRED, ONE, "true"),
        ),
        Measure(
            "now-waiting-prescribing",
            "Waiting to be taken by a link worker",
            "Of the people with an open referral, those whom no link worker has taken; their wait is counted in days"
            " from the day on which it was opened.",
            "days",
            Kind.MEAN,
            Good.DOWN,
            NOW_PRESCRIBING,
            of(_REFERRED, _WAITED, "stands IN ('asked', 'waiting')"),
        ),
        Measure(
            "now-not-reached",
            "Taken, not spoken with yet",
            "Of the people with an open referral, those whom a link worker has taken and has not spoken with; in days"
            " from the day on which it was opened.",
            "days",
            Kind.MEAN,
            Good.DOWN,
            NOW_PRESCRIBING,
            of(_REFERRED, _WAITED, "stands = 'accepted'"),
        ),
    )
}
