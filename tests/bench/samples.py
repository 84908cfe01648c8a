"""Who is asked about: drawn from each practice's list by a fixed chance, and how their names get misspelt."""

import datetime as dt
import itertools
import random
import secrets
from typing import Any

import psycopg

from tests.bench.people import COACHES, OF_A_PRACTICE, code_of, email_of
from tests.bench.rows import put

Sample = dict[str, Any]
DRAWN = 400
SEED = 11
PATIENTS = """
SELECT p.id AS patient, p.nhs_number AS number, p.given_name AS given, p.family_name AS family
FROM patients_patient p WHERE p.practice_id = %(practice)s AND p.nhs_number IS NOT NULL AND NOT p.restricted
AND p.died_on IS NULL AND p.left_on IS NULL AND p.birth_date < '2000-01-01' AND length(p.family_name) > 4
ORDER BY md5(p.id::text) LIMIT %(drawn)s
"""
MEMBERS = """
SELECT m.id AS member, m.user_id AS "user", p.id AS practice, p.network_id AS network FROM practice_membership m
JOIN practice_practice p ON p.id = m.practice_id JOIN practice_user u ON u.id = m.user_id
WHERE p.ods_code = %(code)s AND u.email = %(email)s
"""
LONG = """
SELECT patient_id AS long FROM patients_summary WHERE practice_id = %(practice)s ORDER BY sessions DESC LIMIT 1
"""
# Sessions that have begun and wait for their note. The walls stand: the owner puts them in with their history.
OPEN = """
SELECT id AS patient FROM patients_patient WHERE practice_id = %(practice)s AND died_on IS NULL AND left_on IS NULL
    AND NOT restricted AND NOT contact_with_care ORDER BY md5(id::text || 'begun') LIMIT %(count)s
"""
PUT = "practice_id patient_id coach_id mode booked_for booked_at booked_by_id started_at started_by_id"
BEGUN = """
SELECT id AS session, patient_id AS patient FROM coaching_session
WHERE coach_id = %(member)s AND started_at = %(now)s AND finished_at IS NULL ORDER BY id DESC LIMIT %(count)s
"""

# Of referrals those that came as far as a service, with whichever worker.
REFERRED = """
SELECT r.id AS referral, r.patient_id AS referred FROM prescribing_referral r
JOIN patients_patient p ON p.id = r.patient_id AND NOT p.restricted
WHERE r.practice_id = %(practice)s AND r.stands IN ('referred', 'attending') ORDER BY md5(r.id::text) LIMIT %(drawn)s
"""
# What a service may see today.
PLACED = """
SELECT a.id AS placement, a.referral_id AS referral, a.patient_id AS patient FROM prescribing_placement a
JOIN patients_patient p ON p.id = a.patient_id
WHERE a.practice_id = %(practice)s AND a.sent_at IS NOT NULL AND a.ended_at IS NULL AND a.agreed_until > %(now)s
AND p.died_on IS NULL AND p.left_on IS NULL AND p.merged_at IS NULL ORDER BY md5(a.id::text)
"""
PUT_LINK = "practice_id purpose subject_type subject_id patient_id token_hash expires_at"
LINKS = "SELECT id, token_hash FROM practice_signedlink WHERE token_hash = ANY(%(hashes)s)"
INSTRUMENT = "SELECT id FROM activation_instrument WHERE practice_id IS NULL AND key = 'skerry-13'"
PUT_ASKED = "practice_id patient_id instrument_id mode asked_at asked_by_id"
ASKED = """
SELECT id AS measurement, patient_id AS patient FROM activation_measurement
WHERE asked_by_id = %(member)s AND asked_at = %(now)s AND completed_at IS NULL ORDER BY id DESC LIMIT %(count)s
"""


def practices_of(patients: int) -> int:
    return -(-patients // OF_A_PRACTICE)


def of_client(owner: psycopg.Connection, client: int, practices: int) -> list[Sample]:
    """What one client asks about: people of one practice, as its first coach."""
    index = client % practices
    r = random.Random(SEED + client)  # noqa: S311 - repeatable on purpose
    code = code_of(index)
    member = one(owner, MEMBERS, {"code": code, "email": email_of(index, 0)})[0]
    member["writer"] = one(owner, MEMBERS, {"code": code, "email": email_of(index, COACHES - 1)})[0]["member"]
    member |= one(owner, LONG, {"practice": member["practice"]})[0]
    people = one(owner, PATIENTS, {"practice": member["practice"], "drawn": DRAWN})
    r.shuffle(people)
    referred = itertools.cycle(one(owner, REFERRED, {"practice": member["practice"], "drawn": DRAWN}))
    return [
        {**member, "code": code, **person, **next(referred), "wrong": misspelt(person["family"], r)}
        for person in people
    ]


def begun(
    owner: psycopg.Connection, samples: list[Sample], now: dt.datetime, count: int, what: str
) -> list[Sample]:
    """As many that wait for their end, each used once; of another coach, so that the first one's day stays a day."""
    first = samples[0] | {"member": samples[0]["writer"]}
    if what == "link":
        return links(owner, samples[0], now, count)
    values = {"member": first["member"], "practice": first["practice"], "now": now, "count": count}
    people = [row["patient"] for row in one(owner, OPEN, values)]
    if what == "measurement":
        asked_for(owner, first, people, now)
        items = {"items": statements_of(owner)}
        return [{**first, **asked, **items} for asked in one(owner, ASKED, values)]
    open_sessions(owner, first, people, now)
    return [{**first, **session} for session in one(owner, BEGUN, values)]


def links(owner: psycopg.Connection, first: Sample, now: dt.datetime, count: int) -> list[Sample]:
    """As many as so many mails would carry, each opened once."""
    from practice.links import fingerprint  # as below

    where = itertools.cycle(one(owner, PLACED, {"practice": first["practice"], "now": now}))
    made = [{**first, **next(where), "token": secrets.token_urlsafe(24)} for _ in range(count)]
    for sample in made:
        sample["hash"] = fingerprint(sample["token"])
    keys = issued(owner, made, now + dt.timedelta(days=90))
    return [sample | {"link": keys[sample["hash"]]} for sample in made]


def issued(owner: psycopg.Connection, made: list[Sample], until: dt.datetime) -> dict[bytes, int]:
    """Each link's number, by what is kept of its token."""
    from practice.models import SignedLink
    from prescribing.actions.linking import SERVICE
    from prescribing.models import Placement

    label = Placement._meta.label_lower
    rows = [(s["practice"], SERVICE, label, s["placement"], s["patient"], s["hash"], until) for s in made]
    put(owner, SignedLink, PUT_LINK, rows)
    found = one(owner, LINKS, {"hashes": [s["hash"] for s in made]})
    return {bytes(row["token_hash"]): row["id"] for row in found}


def open_sessions(owner: psycopg.Connection, first: Sample, people: list[int], now: dt.datetime) -> None:
    from coaching.models import Session  # once Django is set up

    who = first["member"]
    rows = [(first["practice"], patient, who, "phone", now, now, who, now, who) for patient in people]
    put(owner, Session, PUT, rows)


def asked_for(owner: psycopg.Connection, first: Sample, people: list[int], now: dt.datetime) -> None:
    from activation.models import Measurement  # as above

    ((instrument,),) = owner.execute(INSTRUMENT).fetchall()
    rows = [(first["practice"], patient, instrument, "desk", now, first["member"]) for patient in people]
    put(owner, Measurement, PUT_ASKED, rows)


def statements_of(owner: psycopg.Connection) -> list[str]:
    ((definition,),) = owner.execute(INSTRUMENT.replace("id", "definition", 1)).fetchall()
    return [item["id"] for item in definition["items"]]


def one(owner: psycopg.Connection, sql: str, values: dict[str, Any]) -> list[Sample]:
    from psycopg.rows import dict_row

    with owner.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(sql, values).fetchall()


def misspelt(name: str, r: random.Random) -> str:
    """One slip, anywhere but in the first letter: left out, doubled, wrong, or two the other way round."""
    at = r.randrange(1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    wrong = r.choice([c for c in "abcdefghiklmnoprstuvwyz" if c != letter])
    slips = [before + after, before + letter * 2 + after, before + wrong + after]
    if after[0] != letter:
        slips.append(before + after[0] + letter + after[1:])
    return r.choice(slips)
