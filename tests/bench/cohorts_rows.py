"""People for the counts of searches: practices of 10,000 to 20,000, all with as many conditions, by plain SQL."""

import itertools
from collections.abc import Iterator

import psycopg

from tests.bench.people import NETWORK, NOW
from tests.bench.report import say

SMALLEST, SPREAD = 10_000, 10_001
KINDS = 440  # codes in use: the first ones common, the last ones rare

PRACTICE = """
INSERT INTO practice_practice (ods_code, name, telephone, network_id, minimum_age)
VALUES (%s, %s, '', %s, 18) RETURNING id
"""
PEOPLE = """
INSERT INTO patients_patient (practice_id, source_id, nhs_number, no_nhs_number_because, given_name, middle_names,
    family_name, known_as, family_key, given_key, known_key, birth_date, gender, ethnic_category, language,
    interpreter_needed, address, postcode, area, deprivation, deprivation_edition, usual_gp, restricted,
    contact_with_care, left_for, left_on, died_on, kept_here, added_at, version)
SELECT %(practice)s, n::text, (9990000000 + %(first)s + n)::text, '', 'Given' || n %% 500, '', 'Family' || n %% 9000,
    '', 'family' || n %% 9000, 'given' || n %% 500, '', date '1930-01-01' + (random() * 34000)::int,
    (1 + n %% 2)::text,
    (array['A','A','A','A','A','A','H','J','K','N','M','C','Z','99'])[1 + floor(random() * 14)::int],
    (array['English','English','English','','Urdu','Polish'])[1 + floor(random() * 6)::int],
    CASE WHEN random() < 0.03 THEN true WHEN random() < 0.6 THEN false END, n || ' Elm Road, Elmton', 'EL1 1AA',
    'E01000001', 1 + floor(random() * 10)::int, 'IMD 2025', 'Dr ' || n %% 7, random() < 0.003, random() < 0.003, '',
    CASE WHEN random() < 0.04 THEN date '2025-06-01' END, CASE WHEN random() < 0.01 THEN date '2025-06-01' END, '{}',
    %(now)s, 1
FROM generate_series(1, %(people)s) n
"""
SUMMARIES = """
INSERT INTO patients_summary (practice_id, patient_id, sessions, last_session_on, measured_on, level)
SELECT practice_id, id, 1, date '2026-03-01' - (random() * 900)::int,
    CASE WHEN random() < 0.4 THEN date '2026-03-01' - (random() * 400)::int END, (1 + floor(random() * 4))::int::text
FROM patients_patient WHERE practice_id = %(practice)s
"""
# Each condition of a person is of a stretch of codes of its own, longer and longer, so nobody has one twice.
CONDITIONS = """
INSERT INTO patients_condition (practice_id, patient_id, code, term, since)
SELECT p.practice_id, p.id, kind.code, 'Condition ' || kind.code, date '2026-01-01' - (kind.luck * 7000)::int
FROM patients_patient p CROSS JOIN generate_series(1, %(each)s) place CROSS JOIN LATERAL (
    SELECT (100000 + floor(power(place + drawn.luck, 2)))::bigint::text AS code, drawn.luck
    FROM (SELECT random() + 0 * (p.id + place) AS luck) drawn) kind
WHERE p.practice_id = %(practice)s
"""
CONTACTS = """
INSERT INTO coaching_contact (practice_id, patient_id, kind, words, made_at, made_by_id)
SELECT practice_id, id, 'spoke', '', %(now)s - random() * interval '700 days', 0 FROM patients_patient
WHERE practice_id = %(practice)s AND random() < 0.1
"""
MESSAGES = """
INSERT INTO reminders_message (practice_id, patient_id, kind, subject_type, subject_id, about_at, due_at, channel,
    reference, planned_at, wanted, words, sent_at, settled_at, outcome, reason)
SELECT practice_id, id, 'session', 'coaching.session', id, %(now)s, %(now)s, 'text', gen_random_uuid(), %(now)s, '', '',
    %(now)s - random() * interval '700 days', %(now)s, 'sent', '' FROM patients_patient
WHERE practice_id = %(practice)s AND random() < 0.3
"""
NEEDS = """
INSERT INTO patients_need (practice_id, patient_id, kind, words, code)
SELECT practice_id, id, 'format', 'Large print', '' FROM patients_patient
WHERE practice_id = %(practice)s AND random() < 0.06
"""
INVITED = """
INSERT INTO outreach_invitation (practice_id, wave_id, patient_id, position, points, because, effort, ask_on, asked_at,
    answer, answered_at, closed, closed_at, version)
SELECT practice_id, 0, id, 1, 1, '[]', '{}', date '2025-12-01', timestamptz '2025-12-01', 'not_now',
    timestamptz '2025-12-02', 'not_now', timestamptz '2025-12-02', 1 FROM patients_patient
WHERE practice_id = %(practice)s AND random() < 0.03
"""
TABLES = (
    *("patients_patient", "patients_summary", "patients_condition", "coaching_contact", "reminders_message"),
    *("patients_need", "outreach_invitation"),
)


def sizes(people: int) -> Iterator[int]:
    """Of the practices, until everybody has one."""
    left = people
    for place in itertools.count():
        size = min(left, SMALLEST + place * 7919 % SPREAD)
        yield size
        left -= size
        if not left:
            return


def move_in(mover: psycopg.Connection, people: int, conditions: int) -> list[int]:
    """As a copy moves in: neither history nor keys are looked after. The practices that there are then."""
    mover.execute("SET session_replication_role = replica")
    mover.execute("SELECT setseed(0.5)")
    network = first(mover, "INSERT INTO practice_network (name) VALUES (%s) RETURNING id", [NETWORK])
    practices, before = [], 0
    for place, size in enumerate(sizes(people)):
        practice = first(mover, PRACTICE, [f"C{10000 + place}", f"Surgery {place}", network])
        given = {
            "practice": practice,
            "people": size,
            "first": before,
            "now": NOW,
            "each": conditions // people,
        }
        for statement in (PEOPLE, SUMMARIES, CONDITIONS, CONTACTS, MESSAGES, NEEDS, INVITED):
            mover.execute(statement, given)
        practices.append(practice)
        before += size
    say(f"{before:,} people in {len(practices)} practices; tidying up ...")
    for table in TABLES:
        mover.execute(f"VACUUM ANALYZE {table}")
    return practices


def first(mover: psycopg.Connection, sql: str, params: list[object]) -> int:
    found = mover.execute(sql, params).fetchone()
    if found is None:
        raise SystemExit(f"The bench stopped: {sql}")
    return int(found[0])
