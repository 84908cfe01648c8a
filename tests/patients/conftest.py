"""A few thousand made-up people on Elm's list, for what only shows with many."""

import datetime as dt

import pytest
from django.db import connection

from patients import names
from patients.actions.adding import set_keys
from patients.made_up import bulk_rows
from patients.models import ContactPoint, Patient, Surname
from tests import build

MANY = 3000


@pytest.fixture
def many_people(elm) -> list[Patient]:
    """Made in bulk, as an import makes them; they go when the test ends."""
    rows = bulk_rows(seed=7, count=MANY, practice_index=3, today=dt.date(2026, 3, 2))
    people = [Patient(practice=elm, added_at=build.NOW, **values(row)) for row in rows]
    for person in people:
        set_keys(person)
    Patient.objects.bulk_create(people)
    numbers = ((person, f"07700 {900_000 + place}") for place, person in enumerate(people))
    ContactPoint.objects.bulk_create(
        [ContactPoint(practice=elm, patient=p, kind="mobile", value=value) for p, value in numbers]
    )
    words = {(word, p.family_key) for p in people for word in names.words(p.family_name)}
    Surname.objects.bulk_create(
        [Surname(practice=elm, word=word, family_key=key) for word, key in words], ignore_conflicts=True
    )
    return people


@pytest.fixture
def known_to_the_planner(many_people, owner_sql):
    """Statistics of these people, as autovacuum would have gathered them; the web log-in may for one test."""
    tables = "patients_patient, patients_surname, patients_contactpoint"
    if connection.pg_version < 170000:
        pytest.skip("needs the MAINTAIN privilege of PostgreSQL 17")
    owner_sql(f"GRANT MAINTAIN ON {tables} TO skerry_web")
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
    yield
    owner_sql(f"REVOKE MAINTAIN ON {tables} FROM skerry_web")


def values(row) -> dict:
    kept = row._asdict()
    return kept | {"no_nhs_number_because": "" if row.nhs_number else "Not traced yet"}
