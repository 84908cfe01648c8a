"""A list of 20,000 people is brought in by the command that everybody uses; every hundredth row is wrong."""

import csv
import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import psycopg

from launch.bootstrap import PYTHON, ROOT
from patients import made_up, names
from patients.made_up import ANCHOR, MadeUpPerson
from tests.bench.people import EMPTY_CODE

WRONG_EVERY = 100
PLACE = 95  # a list far from those that have moved in
HEADINGS = (
    "EMIS Number", "NHS Number", "Family Name", "Calling Name", "Date of Birth", "Gender", "Number and Street",
    "Town", "Postcode", "Usual GP's Full Name", "Mobile Telephone", "E-mail Address",
)  # fmt: skip
COLUMNS = (
    "source_id, nhs_number, family_name, given_name, family_key, given_key, birth_date, gender, address, postcode,"
    " usual_gp"
)
TABLE = "CREATE TEMP TABLE brought ON COMMIT DROP AS SELECT {columns} FROM patients_patient LIMIT 0"
PATIENTS = """
INSERT INTO patients_patient (practice_id, {columns}, no_nhs_number_because, middle_names, known_as, known_key,
    ethnic_category, language, area, deprivation_edition, restricted, contact_with_care, left_for, kept_here, added_at,
    version)
SELECT {practice}, {columns}, '', '', '', '', '99', '', '', '', false, false, '', '{{}}', now(), 1 FROM brought
RETURNING id
"""


def measure(data: Path, rows: int) -> dict[str, Any]:
    """Bare SQL first and rolled back, then the command on the same practice: once for one line, to know what its
    start alone takes, then for the list."""
    people = list(made_up.people(seed=13, count=rows, practice_index=PLACE, today=ANCHOR))
    path = data / "list.csv"
    wrong = write(path, people)
    bare = bare_sql(people)
    write(data / "line.csv", people[:1])
    start, _told = command(data / "line.csv", "--dry-run")
    seconds, told = command(path)
    if told["read"] != rows or len(told["refused"]) < wrong:
        raise SystemExit(
            f"The bench stopped. The import read {told['read']} rows, refused {len(told['refused'])}."
        )
    return {
        "rows": rows,
        "created": told["created"],
        "refused": len(told["refused"]),
        "seconds": seconds,
        "start_seconds": start,
        "rows_a_second": rows / seconds,
        "sql_seconds": bare,
    }


def command(path: Path, *how: str) -> tuple[float, dict[str, Any]]:
    """How long the whole command takes, from nothing to its end, and what it tells."""
    words = [str(PYTHON), "manage.py", "import_patients", "--practice", EMPTY_CODE, str(path), "--json", *how]
    began = time.monotonic()
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    if done.returncode:
        raise SystemExit(f"The bench stopped. The import failed: {done.stderr[-2000:]}")
    return seconds, json.loads(done.stdout)


def write(path: Path, people: list[MadeUpPerson]) -> int:
    """As EMIS Web exports it; how many rows are wrong."""
    wrong = 0
    with path.open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        for place, person in enumerate(people, 1):
            is_wrong = place % WRONG_EVERY == 0
            wrong += is_wrong
            writer.writerow(line(person, born="31-Feb-1970" if is_wrong else f"{person.birth_date:%d-%b-%Y}"))
    return wrong


def line(person: MadeUpPerson, born: str) -> tuple[str, ...]:
    street, _, town = person.address.rpartition(", ")
    reach = {point.kind: point.value for point in person.contact_points}
    sex = {"1": "Male", "2": "Female", "9": "Indeterminate"}.get(person.gender, "Unknown")
    who = (
        person.source_id,
        person.nhs_number or "",
        person.family_name.upper(),
        person.given_name,
        born,
        sex,
    )
    mobile, mail = reach.get("mobile", ""), reach.get("email", "")
    return (*who, street, town, person.postcode, person.usual_gp, mobile, mail)


def bare_sql(people: list[MadeUpPerson]) -> float:
    """The same people by COPY and one statement, history included, as the web log-in; nothing of it stays."""
    rows = [bare_row(person) for person in people if person.nhs_number]
    began = time.monotonic()
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        practice = connection.execute(
            "SELECT id FROM practice_practice WHERE ods_code = %s", [EMPTY_CODE]
        ).fetchone()[0]
        connection.execute("SELECT set_config('skerry.practices', %s, true)", [str(practice)])
        connection.execute(TABLE.format(columns=COLUMNS))
        with connection.cursor() as cursor, cursor.copy(f"COPY brought ({COLUMNS}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        connection.execute(PATIENTS.format(columns=COLUMNS, practice=practice)).fetchall()
        took = time.monotonic() - began
        connection.rollback()
    return took


def bare_row(person: MadeUpPerson) -> tuple[Any, ...]:
    who = (person.source_id, person.nhs_number, person.family_name, person.given_name)
    keys = (names.key(person.family_name), names.key(person.given_name))
    return (*who, *keys, person.birth_date, person.gender, person.address, person.postcode, person.usual_gp)
