"""Trial 26: what a dump brings back is what stood there, rules as well as rows; and the whole drill (`make faults`)."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from launch import postgres
from launch.body import find_programs
from tests import sweeping
from tests.drill import compare
from tests.drill.conditions import plain
from tests.live import ROOT

NEW = "skerry_restored"


def run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [find_programs() / "bin" / program, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def here(django_db_setup) -> dict[str, str]:
    if sweeping.keeper() is None:
        pytest.skip("the tests were given a server, whose programs may be others")
    return conninfo_to_dict(os.environ["DATABASE_OWNER_URL"])


@pytest.fixture(scope="module")
def restored(here, tmp_path_factory) -> Iterator[str]:
    """Beside the tests' own database one that was empty before."""
    at, dump = here["host"], str(tmp_path_factory.mktemp("backup") / "dump")
    with psycopg.connect(host=at, user=postgres.SUPERUSER, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NEW} OWNER {postgres.OWNER}")
        with psycopg.connect(host=at, user=postgres.SUPERUSER, dbname=NEW, autocommit=True) as new:
            postgres.grant(new, NEW)
        who = ("--host", at, "--username", postgres.OWNER)
        run("pg_dump", *who, "--format=custom", "--exclude-schema=kept", f"--file={dump}", here["dbname"])
        run("pg_restore", *who, "--exit-on-error", "--no-comments", f"--dbname={NEW}", dump)
        yield NEW
        server.execute(f"DROP DATABASE {NEW} WITH (FORCE)")


Stands = tuple[compare.Rows, compare.Catalogue, dict[str, int]]


def stands(where: dict[str, str]) -> Stands:
    """Asked as the owner."""
    with psycopg.connect(**where) as asked:
        return compare.rows_of(asked), compare.catalogue_of(asked), compare.sequences_of(asked)


@pytest.fixture(scope="module")
def before(here, restored) -> Stands:
    found = stands(here)
    assert sum(count for count, _digest in found[0].values()) > 100
    return found


@pytest.fixture
def differences(here, restored, before):
    """Called when the harm is done."""

    def ask() -> dict[str, list[str]]:
        rows, rules, numbers = stands(here | {"dbname": restored})
        return {
            "rows": compare.rows_that_differ(before[0], rows),
            "rules": compare.rules_that_differ(before[1], rules),
            "sequences": compare.sequences_behind(before[2], numbers),
        }

    return ask


def test_26_rows_rules_and_sequences_come_back(differences):
    assert differences() == {"rows": [], "rules": [], "sequences": []}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "x = ANY ((ARRAY['a'::character varying])::text[])",
            "x = ANY (ARRAY[('a'::character varying)::text])",
            True,
        ),
        ("((a OR (b = c)) OR d)", "(a OR b = c OR d)", True),
        ("(a AND (b OR c))", "((a AND b) OR c)", False),
        ("(NOT (a OR b))", "((NOT a) OR b)", False),
        ("f((a OR b), c)", "f(a OR (b, c))", False),
    ],
)
def test_26_only_brackets_that_decide_nothing_are_passed_over(one, other, same):
    assert (plain(one) == plain(other)) is same


@pytest.mark.parametrize(
    ("harm", "where", "says"),
    [
        (
            "UPDATE patients_patient SET given_name = 'Pia' WHERE given_name = 'Pat'",
            "rows",
            "patients_patient",
        ),
        (
            "DROP POLICY in_view ON patients_patient",
            "rules",
            "row policies, missing: public | patients_patient",
        ),
        ("ALTER TABLE patients_patient DISABLE TRIGGER history_update", "rules", "triggers, new"),
        ("GRANT DELETE ON practice_trailevent TO skerry_web", "rules", "skerry_web=ard"),
        ("ALTER TABLE patients_patient DISABLE ROW LEVEL SECURITY", "rules", "tables, new"),
        ("DROP INDEX due_next", "rules", "indexes, missing: CREATE INDEX due_next"),
        ("SELECT setval('patients_patient_id_seq', 1)", "sequences", "patients_patient_id_seq"),
    ],
)
def test_26_what_did_not_come_back_is_noticed(here, differences, harm, where, says):
    with psycopg.connect(**here | {"dbname": NEW}, autocommit=True) as owner:
        owner.execute(harm)
    assert any(says in line for line in differences()[where])


@pytest.mark.fault
def test_26_the_whole_drill():
    """A dump and a base backup under load, kill -9, three restores into empty servers."""
    command = [
        sys.executable,
        "-m",
        "tests.drill",
        "--people",
        "1000",
        "--archive-timeout",
        "5",
        "--seconds",
        "12",
    ]
    surroundings = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=1800, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    kept = json.loads((Path(ROOT) / "test-results" / "backup-drill.json").read_text())
    assert kept["wrong"] == []
    assert kept["seen"]["writes answered"] > 50
    assert kept["seen"]["seconds lost"] <= 20
    assert "Nothing is sent by itself now" in kept["seen"]["after_restore"]
