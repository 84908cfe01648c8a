"""Measures of coaching: sessions, ways through a programme, and what was agreed."""

from insight.catalogue.days import ONE, day, on, share, within
from insight.catalogue.measure import Good, Kind, Measure

OF = "Coaching"
# Words of our own only; what is asked about goes in beside them.
_HELD = f"""
SELECT held_on AS day, patient_id, {ONE} FROM coaching_session
WHERE practice_id = %(practice)s AND finished_at IS NOT NULL AND entered_in_error_at IS NULL AND {on("held_on")}
"""  # noqa: S608
_BOOKED = f"""
SELECT {day("booked_for")} AS day, patient_id, {share("did_not_attend_at IS NOT NULL")} FROM coaching_session
WHERE practice_id = %(practice)s AND entered_in_error_at IS NULL AND cancelled_at IS NULL
    AND (finished_at IS NOT NULL OR did_not_attend_at IS NOT NULL) AND {within("booked_for")}
"""  # noqa: S608
_CANCELLED = f"""
SELECT {day("booked_for")} AS day, patient_id, {share("cancelled_at IS NOT NULL")} FROM coaching_session
WHERE practice_id = %(practice)s AND entered_in_error_at IS NULL
    AND (finished_at IS NOT NULL OR did_not_attend_at IS NOT NULL OR cancelled_at IS NOT NULL)
    AND {within("booked_for")}
"""  # noqa: S608
_COMPLETED_WITH = f"""
SELECT e.stands_since AS day, e.patient_id, count(s.id)::float8 AS n, 1::float8 AS d
FROM coaching_enrolment e LEFT JOIN coaching_session s ON s.practice_id = e.practice_id
    AND s.patient_id = e.patient_id AND s.finished_at IS NOT NULL AND s.entered_in_error_at IS NULL
    AND s.held_on >= {day("e.opened_at")} AND s.held_on <= e.stands_since
WHERE e.practice_id = %(practice)s AND e.stands = 'completed' AND {on("e.stands_since")}
GROUP BY e.id, e.stands_since, e.patient_id
"""  # noqa: S608
# Nobody is named in the last step where somebody died or left: that is no end of their choosing.
_ENDED = f"""
SELECT e.stands_since AS day, e.patient_id, {share("e.stands = 'completed'")} FROM coaching_enrolment e
WHERE e.practice_id = %(practice)s AND e.stands IN ('completed', 'lapsed', 'withdrew') AND {on("e.stands_since")}
    AND (SELECT t.member_id IS NOT NULL FROM coaching_enrolmentstep t WHERE t.practice_id = e.practice_id
        AND t.enrolment_id = e.id ORDER BY t.noted_at DESC, t.id DESC LIMIT 1)
"""  # noqa: S608
_KEPT = f"""
SELECT f.due_on AS day, f.patient_id, {share(f"coalesce({day('f.done_at')} <= f.due_on, false)")}
FROM coaching_followup f JOIN coaching_session s ON s.practice_id = f.practice_id AND s.id = f.session_id
WHERE f.practice_id = %(practice)s AND s.entered_in_error_at IS NULL AND f.cancelled_at IS NULL AND {on("f.due_on")}
"""  # noqa: S608
_STEPS = f"""
SELECT {day("t.outcome_at")} AS day, t.patient_id, {share("t.outcome = 'done'")} FROM coaching_step t
JOIN coaching_session s ON s.practice_id = t.practice_id AND s.id = t.session_id
WHERE t.practice_id = %(practice)s AND s.entered_in_error_at IS NULL AND t.cancelled_at IS NULL AND t.outcome <> ''
    AND {within("t.outcome_at")}
"""  # noqa: S608
_SIGNED = f"""
SELECT began AS day, patient_id, {share("coalesce(signed <= began + 2, false)")}
FROM (SELECT patient_id, coalesce(held_on, {day("started_at")}) AS began, {day("finished_at")} AS signed
    FROM coaching_session WHERE practice_id = %(practice)s AND entered_in_error_at IS NULL AND cancelled_at IS NULL
        AND did_not_attend_at IS NULL AND started_at IS NOT NULL) held
WHERE {on("began")} AND (signed IS NOT NULL OR began + 3 < %(until)s)
"""  # noqa: S608

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
    Measure(
        "cancelled",
        "Sessions cancelled",
        "Of the sessions that were held, missed or cancelled, by the day they were booked for, those that somebody"
        " cancelled, whoever it was. A session that was moved is not a cancelled one.",
        "%",
        Kind.SHARE,
        Good.DOWN,
        OF,
        _CANCELLED,
    ),
    Measure(
        "sessions-at-completion",
        "Sessions a person at completion",
        "Of those who completed a programme, by that day: signed sessions with the person from the day on which they"
        " were first noted for it to the day they completed it, on average.",
        "sessions",
        Kind.MEAN,
        Good.NEITHER,
        OF,
        _COMPLETED_WITH,
    ),
    Measure(
        "completed",
        "Programmes completed",
        "Of the ways through a programme that ended in these days, as they stand now: those completed, beside those"
        " lapsed or withdrawn. Who died or left is not among them.",
        "%",
        Kind.SHARE,
        Good.UP,
        OF,
        _ENDED,
    ),
    Measure(
        "follow-ups-kept",
        "Follow-ups kept by their day",
        "Of the follow-ups due in these days, those that were done on or before their day. Cancelled ones do not"
        " count; one that is due and open, today’s too, counts as not kept.",
        "%",
        Kind.SHARE,
        Good.UP,
        OF,
        _KEPT,
    ),
    Measure(
        "steps-done",
        "Next steps done",
        "Of the next steps of which somebody said in these days what came of them, those that were done. Done in"
        " part, not done and changed on the way count as not done; cancelled ones do not count.",
        "%",
        Kind.SHARE,
        Good.UP,
        OF,
        _STEPS,
    ),
    Measure(
        "notes-in-time",
        "Notes signed within two days",
        "Of the sessions held in these days, those whose note was signed on that day or one of the two after it. One"
        " without a signed note counts once three days have passed.",
        "%",
        Kind.SHARE,
        Good.UP,
        OF,
        _SIGNED,
    ),
)
