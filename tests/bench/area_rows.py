"""An area: practices of a thousand people, a third of them coached, half of them referred; moved in by plain SQL."""

import datetime as dt
from typing import Any

import psycopg
from django.db import models

from coaching.models import Enrolment, EnrolmentStep, Programme, Session
from practice.models import Membership, User
from prescribing.models import Referral
from tests.bench.cohorts_rows import NEEDS, PEOPLE, PRACTICE, first
from tests.bench.people import NETWORK, NOW
from tests.bench.report import say
from tests.bench.rows import plain

OF_A_PRACTICE = 1_000
SESSIONS = 10  # of each who is coached: three for each person on the list
EMAIL = "manager@area.example.org"
TABLES = (
    *("patients_patient", "patients_need", "coaching_enrolment", "coaching_enrolmentstep"),
    *("coaching_session", "prescribing_referral", "insight_way"),
)
ACROSS_TWO_YEARS = "%(now)s - random() * interval '700 days'"
COACHED = "patients_patient p WHERE p.practice_id = %(practice)s AND p.id %% 10 < 3"
REFERRED = "patients_patient p WHERE p.practice_id = %(practice)s AND p.id %% 2 = 0"
Given = dict[str, str]
FILLED: tuple[tuple[type[models.Model], Given, str], ...] = (
    (
        Enrolment,
        {
            "practice_id": "p.practice_id",
            "patient_id": "p.id",
            "programme_id": "%(programme)s",
            "coach_id": "%(member)s",
            "route": "(array['gp', 'gp', 'self', 'link_worker', 'invited'])[1 + floor(random() * 5)::int]",
            "knows_of_it": "true",
            "stands": "'enrolled'",
            "stands_since": "date '2026-01-01'",
            "opened_at": ACROSS_TWO_YEARS,
            "opened_by_id": "%(member)s",
        },
        COACHED,
    ),
    (
        EnrolmentStep,
        {
            "practice_id": "e.practice_id",
            "enrolment_id": "e.id",
            "patient_id": "e.patient_id",
            "kind": "'enrolled'",
            "happened_on": "e.opened_at::date + 3",
            "noted_at": "e.opened_at + interval '3 days'",
        },
        "coaching_enrolment e WHERE e.practice_id = %(practice)s AND random() < 0.8",
    ),
    (
        Session,
        {
            "practice_id": "e.practice_id",
            "patient_id": "e.patient_id",
            "coach_id": "%(member)s",
            "mode": "'phone'",
            "booked_for": "e.opened_at + n * interval '14 days'",
            "minutes": "30",
            "booked_at": "e.opened_at",
            "booked_by_id": "%(member)s",
            "started_at": "e.opened_at + n * interval '14 days'",
            "started_by_id": "%(member)s",
            "finished_at": "e.opened_at + n * interval '14 days'",
            "finished_by_id": "%(member)s",
            "held_on": "e.opened_at::date + 14 * n",
            "what_matters": "'Walking to the allotment'",
            "notes": "'Went well'",
        },
        "coaching_enrolment e CROSS JOIN generate_series(1, %(sessions)s) n WHERE e.practice_id = %(practice)s",
    ),
    (
        Referral,
        {
            "practice_id": "r.practice_id",
            "patient_id": "r.id",
            "route": "(array['colleague', 'coaching', 'outside', 'self', 'invited'])[1 + floor(r.luck * 5)::int]",
            "knows_of_it": "true",
            "stands": "'closed'",
            "stands_since": "r.at",
            "opened_at": "r.at",
            "worker_id": "%(member)s",
            "accepted_at": "CASE WHEN r.luck < 0.8 THEN r.at + interval '3 days' END",
            "first_contact_at": "CASE WHEN r.luck < 0.7 THEN r.at + interval '6 days' END",
            "planned_at": "CASE WHEN r.luck < 0.5 THEN r.at + interval '14 days' END",
            "attended_on": "CASE WHEN r.luck < 0.3 THEN r.at::date + 30 END",
            "outcome": "'better'",
            "closed_at": "r.at + interval '60 days'",
            "closed_because": "'Better'",
            "closed_by_id": "%(member)s",
        },
        f"(SELECT p.practice_id, p.id, {ACROSS_TWO_YEARS} AS at, random() AS luck FROM {REFERRED}) r",
    ),
)


def move_in(mover: psycopg.Connection, people: int) -> int:
    """As a copy moves in: neither history nor keys are looked after. How many practices there are then."""
    mover.execute("SET session_replication_role = replica")
    mover.execute("SELECT setseed(0.5)")
    network = first(mover, "INSERT INTO practice_network (name) VALUES (%s) RETURNING id", [NETWORK])
    user = made(mover, User, {"email": EMAIL, "name": "Area Manager", "password": "!"})
    practices = people // OF_A_PRACTICE
    for place in range(practices):
        practice = first(mover, PRACTICE, [f"C{10000 + place}", f"Surgery {place:04}", network])
        fill(mover, practice, user, place * OF_A_PRACTICE)
    say(f"{people:,} people in {practices:,} practices; tidying up ...")
    for table in TABLES[:-1]:
        mover.execute(f"VACUUM ANALYZE {table}")
    return practices


def fill(mover: psycopg.Connection, practice: int, user: int, before: int) -> None:
    """One practice: its manager, its programme, its list, what happened."""
    role = {"practice_id": practice, "user_id": user, "role": "coach", "starts_on": dt.date(2020, 1, 1)}
    member = made(mover, Membership, role)
    programme = {
        "practice_id": practice,
        "name": "Health coaching",
        "started_at": NOW,
        "started_by_id": member,
    }
    given: dict[str, Any] = {
        "practice": practice,
        "people": OF_A_PRACTICE,
        "first": before,
        "now": NOW,
        "member": member,
        "programme": made(mover, Programme, programme),
        "sessions": SESSIONS,
    }
    mover.execute(PEOPLE, given)
    mover.execute(NEEDS, given)
    for model, columns, source in FILLED:
        names, rest = columns_of(model, columns)
        values = [*columns.values(), *(f"%(rest_{at})s" for at in range(len(rest)))]
        statement = f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {source}"
        mover.execute(statement, {**given, **{f"rest_{at}": value for at, value in enumerate(rest)}})


def columns_of(model: type[models.Model], given: Given) -> tuple[list[str], list[Any]]:
    """Those that are given, then the others with their model's defaults."""
    fields = [f for f in model._meta.local_concrete_fields if not (f.primary_key or f.generated)]
    others = [field for field in fields if field.column not in given]
    return [*given, *(field.column for field in others)], [plain(field) for field in others]


def made(mover: psycopg.Connection, model: type[models.Model], given: dict[str, Any]) -> int:
    """One row; its id."""
    names, rest = columns_of(model, given)
    places = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) VALUES ({places}) RETURNING id"
    return first(mover, statement, [*given.values(), *rest])
