"""Moves made-up people in: `python -m tests.bench.people N`, as the owner, practice by practice of 10,000."""

import datetime as dt
import os
import sys
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import django
import psycopg

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))  # as in every test
OF_A_PRACTICE = 10_000
COACHES = 4
PASSWORD = "skerry-bench"
NETWORK = "Bench network"
EMPTY_CODE = "B90001"  # the practice into which the import brings its list


def code_of(index: int) -> str:
    return f"B{81001 + index}"


def email_of(index: int, coach: int) -> str:
    return f"coach{coach}@practice{index}.example.org"


def main() -> None:
    django.setup()
    from tests.bench import directory, lives, referrals
    from tests.bench.rows import ways_counted_once

    patients = int(sys.argv[1])
    moved = 0
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("SELECT set_config('skerry.actor', 'system:bench', false)")
        hashed = open_empty_practice()
        directory.opens(connection)
        with ways_counted_once(connection):
            for index in range(-(-patients // OF_A_PRACTICE)):
                count = min(OF_A_PRACTICE, patients - moved)
                practice, coaches = staff(index, hashed, NOW)
                people = list_moves_in(connection, practice, index, count, NOW)
                lives.moves_in(connection, practice, coaches, people, NOW)
                referrals.come(connection, practice, coaches, people, NOW)
                moved += count
                sys.stdout.write(f"\r{moved:,} of {patients:,} made-up people have moved in ...")
                sys.stdout.flush()
        sys.stdout.write(" tidying up ...\n")
        connection.execute("VACUUM ANALYZE")


def open_empty_practice() -> str:
    """A practice without patients; and the one hash that all staff share, because hashing is slow on purpose."""
    from django.contrib.auth.hashers import make_password

    from practice.actions import open_practice

    open_practice(ods_code=EMPTY_CODE, name="Empty Surgery", network_name=NETWORK)
    return make_password(PASSWORD)


def staff(index: int, hashed: str, now: dt.datetime) -> tuple[int, list[int]]:
    """A practice and its coaches; the ids of both."""
    from practice.actions import join, open_practice
    from practice.actors import System
    from practice.models import User
    from practice.permissions import Role
    from practice.tenancy import in_view

    practice = open_practice(ods_code=code_of(index), name=f"Surgery {index + 1}", network_name=NETWORK)
    members = []
    with in_view([practice], System("bench")):
        for coach in range(COACHES):
            user = User.objects.create(
                email=email_of(index, coach), name=f"Coach {coach + 1}", password=hashed
            )
            starts_on = now.date() - dt.timedelta(days=900)
            member = join(
                practice=practice,
                user=user,
                role=Role.COACH,
                starts_on=starts_on,
                by=System("bench"),
                now=now,
            )
            members.append(member.pk)
    return practice.pk, members


def list_moves_in(
    connection: psycopg.Connection, practice: int, index: int, count: int, now: dt.datetime
) -> list[int]:
    """Whole people: their rows of the list, what is known about them, their surnames; the patients' ids."""
    from patients import made_up, names
    from patients.demo import EDITION, OWN, PARTS
    from patients.models import ContactPoint, Patient, Surname
    from tests.bench.rows import ids, put

    people = list(made_up.people(seed=7, count=count, practice_index=index, today=now.date()))
    keys = [(names.key(p.family_name), names.key(p.given_name), names.key(p.known_as)) for p in people]
    own = " ".join(OWN)
    put(
        connection,
        Patient,
        f"practice_id added_at deprivation_edition family_key given_key known_key {own}",
        (
            (practice, now, EDITION if p.deprivation else "", *key, *(getattr(p, name) for name in OWN))
            for p, key in zip(people, keys, strict=True)
        ),
    )
    patients = ids(connection, Patient, practice)
    surnames = {(word, names.key(p.family_name)) for p in people for word in names.words(p.family_name)}
    put(connection, Surname, "practice_id word family_key", ((practice, *pair) for pair in sorted(surnames)))
    for field, model in (("contact_points", ContactPoint), *PARTS):
        parts = [(i, part) for i, p in zip(patients, people, strict=True) for part in getattr(p, field)]
        if parts:
            put_parts(connection, model, practice, parts)
    return patients


def put_parts(
    connection: psycopg.Connection, model: type, practice: int, parts: list[tuple[int, Any]]
) -> None:
    """Needs, conditions, ways to reach them: the columns that both the model and the made-up part know."""
    from tests.bench.rows import put

    known = {field.column for field in model._meta.local_fields}
    columns = [name for name in parts[0][1]._fields if name in known]

    def rows() -> Iterator[tuple]:
        for patient, part in parts:
            yield (practice, patient, *(getattr(part, name) for name in columns))

    put(connection, model, f"practice_id patient_id {' '.join(columns)}", rows())


if __name__ == "__main__":
    main()
