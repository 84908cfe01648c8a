"""The bare SQL of each operation: no Django, one connection, the web log-in, the practice in view."""

import datetime as dt
import uuid
import zoneinfo
from typing import Any

import psycopg

from insight import funnel_sql, monthly, months, whereabouts_sql
from patients import finding, names
from patients.query_words import Query
from prescribing import searching
from tests.bench import statements_referrals as referrals
from tests.bench.seeking import SOUGHT

Sample = dict[str, Any]
LONDON = zoneinfo.ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
MORNING = NOW.replace(hour=0, minute=0)
# Moments as moments and days as days: a comparison of both is none that a row policy lets an index answer.
MOMENTS = {
    "now": NOW,
    "morning": MORNING,
    "evening": MORNING + dt.timedelta(days=1),
    "day": NOW.date(),
    "month": NOW.date().replace(day=1),
    **monthly.edges(months.year_up_to(NOW.date())),
    "since": months.year_up_to(NOW.date())[0],
    "until": months.earlier(NOW.date().replace(day=1), -1),
    "year": dt.datetime.combine(months.year_up_to(NOW.date())[0], dt.time(), LONDON),
}
IN_VIEW = (
    "SELECT set_config('skerry.practices', %(practice)s::text, true), set_config('skerry.user', %(user)s::text, true),"
    " set_config('skerry.actor', 'member:' || %(member)s::text, true)"
)
NUMBER = """
SELECT id, given_name, family_name, known_as, birth_date, nhs_number, died_on, left_on FROM patients_patient
WHERE practice_id = %(practice)s AND nhs_number = %(number)s AND merged_at IS NULL
"""
TRAIL = """
INSERT INTO practice_trailevent (practice_id, at, actor_kind, actor_id, system, verb, subject_type, subject_id,
    patient_id, details, request_id)
VALUES (%(practice)s, clock_timestamp(), 'member', %(member)s, '', %(verb)s, 'patients.patient', %(patient)s,
    %(patient)s, '{}', '')
"""
PERSON = "SELECT * FROM patients_patient WHERE practice_id = %(practice)s AND id = %(patient)s"
SHUT = """
SELECT 1 FROM patients_recordblock WHERE practice_id = %(practice)s AND patient_id = %(patient)s AND ended_at IS NULL
"""
PARTS = [
    f"SELECT * FROM patients_{part} WHERE practice_id = %(practice)s AND patient_id = %(patient)s AND ended_at IS NULL"
    for part in ("contactpoint", "need", "condition", "alert", "supporter", "circumstance", "consent")
]
NEEDS = PARTS[1]
SESSIONS = """
SELECT s.id, s.booked_for, s.mode, s.finished_at, s.what_matters, s.notes, s.next_step, s.sensitive, u.name
FROM coaching_session s JOIN practice_membership m ON m.id = s.coach_id JOIN practice_user u ON u.id = m.user_id
WHERE s.practice_id = %(practice)s AND s.patient_id = %(patient)s ORDER BY s.booked_for DESC LIMIT 10
"""
FOLLOW_UPS = """
SELECT due_on, channel, words FROM coaching_followup WHERE practice_id = %(practice)s AND patient_id = %(patient)s
AND done_at IS NULL AND cancelled_at IS NULL
"""
MEASURED = """
SELECT m.id, m.measured_on, m.score, m.score_se, m.level, m.level_probability, m.flags, i.definition
FROM activation_measurement m JOIN activation_instrument i ON i.id = m.instrument_id
WHERE m.practice_id = %(practice)s AND m.patient_id = %(patient)s AND m.entered_in_error_at IS NULL
AND m.ended_at IS NULL ORDER BY m.measured_on DESC LIMIT 12
"""
DAY = """
SELECT s.id, s.booked_for, s.mode, p.id, p.given_name, p.family_name, p.nhs_number
FROM coaching_session s JOIN patients_patient p ON p.id = s.patient_id
WHERE s.practice_id = %(practice)s AND s.coach_id = %(member)s AND s.entered_in_error_at IS NULL
AND s.booked_for >= %(morning)s AND s.booked_for < %(evening)s ORDER BY s.booked_for
"""
LEFT_OPEN = """
SELECT s.id, s.booked_for, p.id, p.given_name, p.family_name FROM coaching_session s
JOIN patients_patient p ON p.id = s.patient_id
WHERE s.practice_id = %(practice)s AND s.coach_id = %(member)s AND s.booked_for < %(morning)s
AND s.finished_at IS NULL AND s.did_not_attend_at IS NULL AND s.cancelled_at IS NULL AND s.entered_in_error_at IS NULL
ORDER BY s.booked_for LIMIT 100
"""
OWED = """
SELECT f.id, f.due_on, f.words, p.id, p.given_name, p.family_name FROM coaching_followup f
JOIN patients_patient p ON p.id = f.patient_id
WHERE f.practice_id = %(practice)s AND f.owner_id = %(member)s AND f.done_at IS NULL AND f.cancelled_at IS NULL
AND f.due_on <= %(day)s::date + 28 ORDER BY f.due_on
"""
CASELOAD = """
SELECT e.id, e.stands, e.stands_since, e.weight, p.id, p.given_name, p.family_name, g.name, g.sessions_planned,
    s.last_session_on, s.level, (SELECT min(booked_for) FROM coaching_session n WHERE n.practice_id = e.practice_id
        AND n.patient_id = e.patient_id AND n.booked_for >= %(now)s AND n.finished_at IS NULL
        AND n.cancelled_at IS NULL AND n.did_not_attend_at IS NULL AND n.entered_in_error_at IS NULL)
FROM coaching_enrolment e JOIN patients_patient p ON p.id = e.patient_id
JOIN coaching_programme g ON g.id = e.programme_id
LEFT JOIN patients_summary s ON s.patient_id = e.patient_id
WHERE e.practice_id = %(practice)s AND e.coach_id = %(member)s
AND e.stands IN ('referred', 'invited', 'enrolled', 'paused') ORDER BY p.family_key, p.given_key LIMIT 26
"""
KEY = """
INSERT INTO practice_formkey (practice_id, member_id, key, answer, at)
VALUES (%(practice)s, %(member)s, %(key)s, '', clock_timestamp())
"""
FINISH = """
UPDATE coaching_session SET notes = %(words)s, what_matters = %(words)s, next_step = 'Walk to the park',
    finished_at = %(now)s, finished_by_id = %(member)s, held_on = %(now)s, version = version + 1
WHERE practice_id = %(practice)s AND id = %(session)s AND finished_at IS NULL
"""
PLAN = """
INSERT INTO coaching_followup (practice_id, patient_id, session_id, owner_id, due_on, channel, words,
    they_contact_us, if_it_goes_wrong, cancelled_because)
VALUES (%(practice)s, %(patient)s, %(session)s, %(member)s, %(day)s::date + 14, 'phone', 'Ask about the diary',
    false, '', '')
"""
ANSWER = """
UPDATE activation_measurement SET answers = '{}', answered = 13, completed_at = %(now)s, completed_by_id = %(member)s,
    measured_on = %(now)s WHERE practice_id = %(practice)s AND id = %(measurement)s AND completed_at IS NULL
"""
LEVEL = """
UPDATE patients_summary mine SET (measured_on, level) = (
    SELECT measured_on, level FROM activation_measurement m WHERE m.practice_id = mine.practice_id
    AND m.patient_id = mine.patient_id AND m.completed_at IS NOT NULL AND m.entered_in_error_at IS NULL
    AND m.level <> '' ORDER BY measured_on DESC, id DESC LIMIT 1)
WHERE practice_id = %(practice)s AND patient_id = %(patient)s
"""
COUNT = """
UPDATE patients_summary SET (sessions, first_session_on, last_session_on) = (
    SELECT count(*), min(held_on), max(held_on) FROM coaching_session
    WHERE practice_id = %(practice)s AND patient_id = %(patient)s AND finished_at IS NOT NULL
    AND entered_in_error_at IS NULL)
WHERE practice_id = %(practice)s AND patient_id = %(patient)s
"""
BY_COACH = """
SELECT u.name, count(*), count(DISTINCT s.patient_id) FROM coaching_session s
JOIN practice_membership m ON m.id = s.coach_id JOIN practice_user u ON u.id = m.user_id
WHERE s.practice_id = %(practice)s AND s.finished_at IS NOT NULL AND s.entered_in_error_at IS NULL
AND s.held_on >= %(month)s GROUP BY u.id ORDER BY u.name
"""
WAITING = """
SELECT count(*) FILTER (WHERE due_on < %(day)s), count(*) FILTER (WHERE due_on BETWEEN %(day)s AND %(day)s::date + 6)
FROM coaching_followup WHERE practice_id = %(practice)s AND done_at IS NULL AND cancelled_at IS NULL
"""
WHEREABOUTS = whereabouts_sql.COUNTED % ("%(practice)s", "%(year)s", "%(practice)s")
GAPS = """
SELECT count(*), count(met_by_id) FROM prescribing_gap WHERE practice_id = %(practice)s AND found_at >= %(year)s
"""
FIXED = {
    "number": [NUMBER],
    "record": [PERSON, SHUT, TRAIL, *PARTS, SESSIONS, FOLLOW_UPS, MEASURED],
    "today": [DAY, LEFT_OPEN, OWED],
    "caseload": [CASELOAD],
    "figures": [monthly.BY_MONTH, BY_COACH, WAITING, WHEREABOUTS, GAPS, funnel_sql.FUNNELS],
    "answers": [KEY, ANSWER, TRAIL, LEVEL],
    "finish": [KEY, FINISH, TRAIL, PLAN, TRAIL, COUNT],
    "board": referrals.BOARD,
    "referral": [referrals.ONE, SHUT, TRAIL, NEEDS, *referrals.OF_ONE],
    "provider": [*referrals.BEHIND_LINK, TRAIL, referrals.BETWEEN_US],
}
WORDS = (
    "Talked through the last fortnight. The diary was kept on most days and shows that mornings are hardest. "
    * 3
)


def run(connection: psycopg.Connection, operation: str, sample: Sample) -> None:
    """One transaction, every row fetched."""
    values = sample | MOMENTS | {"verb": "patient.opened", "words": WORDS, "key": uuid.uuid4()}
    with connection.transaction():
        connection.execute(IN_VIEW, values)
        for sql, params in asked(operation, values):
            cursor = connection.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def asked(operation: str, values: Sample) -> list[tuple[str, Sample]]:
    """Searches by name ask what the page asks: a misspelt one is looked for exactly first."""
    if operation == "long":
        return asked("record", values | {"patient": values["long"]})
    if operation == "services":
        where = {"network": values["network"], "today": NOW.date(), "most": searching.PAGE + 1}
        found = searching.question(SOUGHT, **where)
        return [*((sql, values) for sql in (PERSON, SHUT, TRAIL)), found]
    if operation == "referral":
        values = values | {"patient": values["referred"]}
    if operation in FIXED:
        return [(sql, values) for sql in FIXED[operation]]
    params = {"practices": [values["practice"]], "user": values["user"], "most": finding.MOST + 1}
    if operation == "name":
        return [finding.exact_sql(Query(words=(names.key(values["family"][:4]),)), params)]
    query = Query(words=(names.key(values["given"]), names.key(values["wrong"])))
    return [finding.exact_sql(query, params), finding.near_sql(query, params)]
