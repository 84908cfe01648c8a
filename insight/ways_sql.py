"""How far each person came, for each aim: the one definition, as a view over the facts themselves.

A stage is the first day of it, each by itself and in any order. Facts are stacked and put together by person: asked
of one person, each part is a look-up in an index; asked of a practice, no part is repeated for each of its people.
The table `insight_way` is kept equal to this view by insight/ways_kept.py. What was entered in error, or begun by
mistake and undone, never counts.
"""

from coaching.way import BY_MISTAKE, TAKEN_BACK
from insight.pairs import CHANGE, DAYS_BEFORE

_SPOKE = "('another_time', 'yes', 'not_now', 'stop')"


def day(moment: str) -> str:
    """The day of a moment, where the practices are."""
    return f"({moment} AT TIME ZONE 'Europe/London')::date"


# Who was asked by a wave was offered what it is for; an answer or a call counts for the same.
_INVITED = f"""
SELECT i.practice_id, i.patient_id, w.aim, {day("i.asked_at")} AS offered,
    CASE WHEN i.answer = 'yes' THEN {day("i.answered_at")} END AS accepted,
    NULL::date AS reached, NULL::date AS planned, NULL::date AS attended
FROM outreach_invitation i JOIN outreach_wave w ON w.practice_id = i.practice_id AND w.id = i.wave_id
WHERE i.asked_at IS NOT NULL AND w.started_at IS NOT NULL
UNION ALL
SELECT t.practice_id, t.patient_id, w.aim, NULL, NULL, {day("t.called_at")}, NULL, NULL
FROM outreach_calltry t JOIN outreach_invitation i ON i.practice_id = t.practice_id AND i.id = t.invitation_id
    JOIN outreach_wave w ON w.practice_id = i.practice_id AND w.id = i.wave_id
WHERE t.taken_back_at IS NULL AND t.outcome IN {_SPOKE} AND i.asked_at IS NOT NULL AND w.started_at IS NOT NULL
"""  # noqa: S608 - our own words

# An enrolment whose last word is that it was begun by mistake offered nothing; nor was what was taken back at once.
_MEANT = f"""(e.stands = 'withdrew' AND (SELECT l.because FROM coaching_enrolmentstep l
    WHERE l.practice_id = e.practice_id AND l.enrolment_id = e.id
    ORDER BY l.noted_at DESC, l.id DESC LIMIT 1) = '{BY_MISTAKE}') IS NOT TRUE"""  # noqa: S608 - our own words
_KEPT = f"""(SELECT n.because FROM coaching_enrolmentstep n
    WHERE n.practice_id = k.practice_id AND n.enrolment_id = k.enrolment_id
        AND (n.noted_at, n.id) > (k.noted_at, k.id)
    ORDER BY n.noted_at, n.id LIMIT 1) IS DISTINCT FROM '{TAKEN_BACK}'"""  # noqa: S608 - our own words
_COACHED = f"""
SELECT e.practice_id, e.patient_id, 'coaching', {day("e.opened_at")}, NULL, NULL, NULL, NULL
FROM coaching_enrolment e WHERE {_MEANT}
UNION ALL
SELECT k.practice_id, k.patient_id, 'coaching', NULL, k.happened_on, NULL, NULL, NULL FROM coaching_enrolmentstep k
    JOIN coaching_enrolment e ON e.practice_id = k.practice_id AND e.id = k.enrolment_id
WHERE k.kind = 'enrolled' AND {_KEPT} AND {_MEANT}
UNION ALL
SELECT practice_id, patient_id, 'coaching', NULL, NULL, held_on, NULL, held_on FROM coaching_session
WHERE finished_at IS NOT NULL AND entered_in_error_at IS NULL
UNION ALL
SELECT a.practice_id, a.patient_id, 'coaching', NULL, NULL, NULL, {day("a.agreed_at")}, NULL
FROM coaching_step a JOIN coaching_session s ON s.practice_id = a.practice_id AND s.id = a.session_id
WHERE a.cancelled_at IS NULL AND s.finished_at IS NOT NULL AND s.entered_in_error_at IS NULL
UNION ALL
SELECT practice_id, patient_id, 'coaching', NULL, NULL, NULL, {day("set_at")}, NULL FROM coaching_goal
WHERE cancelled_at IS NULL
"""  # noqa: S608 - our own words

_PRESCRIBED = f"""
SELECT practice_id, patient_id, 'prescribing', {day("opened_at")}, {day("accepted_at")}, {day("first_contact_at")},
    {day("planned_at")}, attended_on
FROM prescribing_referral WHERE stands <> 'in_error'
"""  # noqa: S608 - our own words

# Anybody may note that they spoke with somebody: it belongs to a way where there is one, not long before it at most.
_SPOKEN = f"""
SELECT min({day("c.made_at")}) AS first_on FROM coaching_contact c
WHERE own.aim = 'coaching' AND c.practice_id = own.practice_id AND c.patient_id = own.patient_id
    AND c.kind = 'spoke' AND c.entered_in_error_at IS NULL AND {day("c.made_at")} >= own.first_on - {DAYS_BEFORE}
"""  # noqa: S608 - our own words

# How it stands: the latest enrolment or referral, and the route by which the first one came.
_STANDS = """
(SELECT first_value(e.route) OVER (ORDER BY e.opened_at, e.id) AS route, e.coach_id AS worker_id, e.stands,
    CASE WHEN e.stands IN ('completed', 'withdrew') THEN e.stands_since END AS ended_on,
    CASE WHEN e.stands IN ('completed', 'withdrew') THEN (SELECT k.whose_choice FROM coaching_enrolmentstep k
        WHERE k.practice_id = e.practice_id AND k.enrolment_id = e.id AND k.kind = e.stands
        ORDER BY k.noted_at DESC, k.id DESC LIMIT 1) END AS ended_how
FROM coaching_enrolment e
WHERE way.aim = 'coaching' AND e.practice_id = way.practice_id AND e.patient_id = way.patient_id AND {meant}
ORDER BY e.opened_at DESC, e.id DESC LIMIT 1)
UNION ALL
(SELECT first_value(r.route) OVER (ORDER BY r.opened_at, r.id), r.worker_id, r.stands, {closed_on}, r.outcome
FROM prescribing_referral r
WHERE way.aim = 'prescribing' AND r.practice_id = way.practice_id AND r.patient_id = way.patient_id
    AND r.stands <> 'in_error'
ORDER BY r.opened_at DESC, r.id DESC LIMIT 1)
""".format(closed_on=day("r.closed_at"), meant=_MEANT)  # noqa: S608 - our own words

# Where nothing was opened: how the latest invitation ended.
_ANSWERED = f"""
SELECT true AS asked, {day("i.closed_at")} AS ended_on, i.closed AS ended_how
FROM outreach_invitation i JOIN outreach_wave w ON w.practice_id = i.practice_id AND w.id = i.wave_id
WHERE stands.stands IS NULL AND i.practice_id = way.practice_id AND i.patient_id = way.patient_id
    AND w.aim = way.aim AND i.asked_at IS NOT NULL AND w.started_at IS NOT NULL
ORDER BY i.asked_at DESC, i.id DESC LIMIT 1
"""  # noqa: S608 - our own words

# A goal of their own: rated twice or more within the way, is the latest higher than the first?
_GOAL = f"""
SELECT CASE WHEN bool_or(rated.latest > rated.first) THEN 'up' WHEN count(*) > 0 THEN 'not_up' ELSE '' END AS goal
FROM (SELECT (array_agg(r.attained ORDER BY r.rated_at, r.id))[1] AS first,
        (array_agg(r.attained ORDER BY r.rated_at DESC, r.id DESC))[1] AS latest
    FROM coaching_goal g JOIN coaching_goalrating r ON r.practice_id = g.practice_id AND r.goal_id = g.id
    WHERE g.practice_id = way.practice_id AND g.patient_id = way.patient_id AND g.cancelled_at IS NULL
        AND r.cancelled_at IS NULL AND {day("r.rated_at")} >= way.first_on - {DAYS_BEFORE}
    GROUP BY g.id HAVING count(*) > 1) rated
"""  # noqa: S608 - our own words

_MEASURED = f"""
SELECT min(m.measured_on) AS measured_on, count(*) AS times FROM activation_measurement m
WHERE m.practice_id = way.practice_id AND m.patient_id = way.patient_id
    AND m.completed_at IS NOT NULL AND m.entered_in_error_at IS NULL AND (m.score IS NOT NULL OR m.level <> '')
    AND m.measured_on >= way.first_on - {DAYS_BEFORE}
"""  # noqa: S608 - our own words
# OFFSET 0 keeps it one, however often its word is read.
_CHANGED = "SELECT CASE WHEN measured.times > 1 THEN {} ELSE '' END AS change OFFSET 0".format(
    CHANGE.format(practice="way.practice_id", patient="way.patient_id", began="way.first_on")
)

VIEW = f"""
CREATE OR REPLACE VIEW insight_way_live WITH (security_invoker = true) AS
WITH fact AS ({_INVITED} UNION ALL {_COACHED} UNION ALL {_PRESCRIBED}),
own AS (
    SELECT practice_id, patient_id, aim, least(min(offered), min(accepted), min(reached), min(planned), min(attended))
        AS first_on, min(offered) AS offered_on, min(accepted) AS accepted_on, min(reached) AS reached_on,
        min(planned) AS planned_on, min(attended) AS attended_on
    FROM fact GROUP BY practice_id, patient_id, aim),
way AS (
    SELECT own.practice_id, own.patient_id, own.aim, least(own.first_on, spoke.first_on) AS first_on, own.offered_on,
        own.accepted_on, least(own.reached_on, spoke.first_on) AS reached_on, own.planned_on, own.attended_on
    FROM own CROSS JOIN LATERAL ({_SPOKEN}) spoke),
told AS (
    SELECT way.*, measured.measured_on, goal.goal, pair.change,
        coalesce(stands.route, CASE WHEN answered.asked THEN 'invited' END, '') AS route, stands.worker_id,
        coalesce(stands.stands, '') AS stands, coalesce(stands.ended_on, answered.ended_on) AS ended_on,
        coalesce(stands.ended_how, answered.ended_how, '') AS ended_how
    FROM way JOIN patients_patient p ON p.practice_id = way.practice_id AND p.id = way.patient_id
        AND p.merged_at IS NULL
    LEFT JOIN LATERAL ({_STANDS}) stands ON true
    LEFT JOIN LATERAL ({_ANSWERED}) answered ON true
    LEFT JOIN LATERAL ({_GOAL}) goal ON true
    LEFT JOIN LATERAL ({_MEASURED}) measured ON true
    LEFT JOIN LATERAL ({_CHANGED}) pair ON true)
SELECT told.*, goal = 'up' OR change = 'up' AS better FROM told;
"""  # noqa: S608 - our own words
