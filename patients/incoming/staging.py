"""The rows of a file go into temporary tables, which end with the transaction."""

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from patients import names
from patients.intake import Reading, Row

# What is worked out of the cells, in the order of `as_tuple`; then what is taken as it was read.
WORKED_OUT: dict[str, str] = {
    "number": "integer",
    "repeat_of": "integer",
    "family_key": 'text COLLATE "C"',
    "given_key": 'text COLLATE "C"',
    "known_key": 'text COLLATE "C"',
    "left_on": "date",
    "died_on": "date",
    "mobile": "text",
    "home": "text",
    "work": "text",
}
AS_READ: dict[str, str] = {
    "nhs_number": "text",
    "source_id": "text",
    "family_name": "text",
    "given_name": "text",
    "middle_names": "text",
    "known_as": "text",
    "birth_date": "date",
    "gender": "text",
    "ethnic_category": "text",
    "language": "text",
    "interpreter_needed": "boolean",
    "address": "text",
    "postcode": "text",
    "usual_gp": "text",
    "registered_on": "date",
    "restricted": "boolean",
    "email": "text",
}
COLUMNS = WORKED_OUT | AS_READ
_RENAMED = {"interpreter_needed": "interpreter"}
_READ = tuple(_RENAMED.get(column, column) for column in AS_READ)
_ROWS_A_BEAT = 1000

# Left from an earlier list in the same transaction, as far as there was one.
TABLES = ("incoming", "unread", "incoming_condition", "incoming_contact", "new_condition")
DROP = f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{name}' for name in TABLES)}"
MAKE = f"""
CREATE TEMP TABLE incoming ({", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())},
    patient_id bigint, how text, verdict text, reason text, on_column text,
    changed text[] NOT NULL DEFAULT '{{}}', differs text[] NOT NULL DEFAULT '{{}}', kept_here text[]) ON COMMIT DROP;
CREATE TEMP TABLE unread (nhs_number text, source_id text, family_key text COLLATE "C", given_key text COLLATE "C")
    ON COMMIT DROP;
CREATE TEMP TABLE incoming_condition (number integer, code text, term text, since date) ON COMMIT DROP;
"""


@contextlib.contextmanager
def joined_whole() -> Iterator[None]:
    """The list and the tables are joined set by set. The planner knows neither a table that was filled a moment ago nor
    a practice that is new, takes both for a row or two, and would look up each of 20,000 rows among 20,000."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


@dataclasses.dataclass(slots=True)
class Refusal:
    """One line that did not get as far as the tables, or did with a remark."""

    line: int
    column: str
    reason: str
    raw: dict[str, str] | None
    is_warning: bool = False


@dataclasses.dataclass(slots=True)
class Staged:
    """What reading the file left beside the tables."""

    refusals: list[Refusal] = dataclasses.field(default_factory=list)
    refused_lines: int = 0
    nobodys: int = 0  # refused lines on which no number and no name could be read


def stage(reading: Reading, *, today: dt.date, beat: Callable[[int], None]) -> Staged:
    """Read the whole file into the temporary tables; `beat` hears how many lines have been read."""
    staged = Staged()
    conditions: list[tuple[Any, ...]] = []
    refused: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        cursor.execute(DROP)
        cursor.execute(MAKE)
        with cursor.copy(f"COPY incoming ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for count, row in enumerate(reading.rows(), 1):
                if count % _ROWS_A_BEAT == 0:
                    beat(count)
                if row.problems or row.warnings:
                    note_problems(row, staged)
                if row.problems:
                    refused.append(whose(row))
                else:
                    copy.write_row(as_tuple(row, today))
                    conditions += conditions_of(row)
        with cursor.copy("COPY incoming_condition (number, code, term, since) FROM STDIN") as copy:
            for condition in conditions:
                copy.write_row(condition)
        with cursor.copy("COPY unread (nhs_number, source_id, family_key, given_key) FROM STDIN") as copy:
            for line in refused:
                copy.write_row(line)
    staged.nobodys = sum(not any(line) for line in refused)
    return staged


def whose(row: Row) -> tuple[str | None, str | None, str, str]:
    """What a refused line says of whose it is: nobody has left whose line only could not be read."""
    get = row.values.get
    return (
        get("nhs_number"),
        get("source_id"),
        names.key(get("family_name", "")),
        names.key(get("given_name", "")),
    )


def note_problems(row: Row, staged: Staged) -> None:
    """Keep every reason; the cells are kept once, with the first, to be given back."""
    staged.refused_lines += row.is_refused
    raw = row.raw if row.is_refused else None
    for problem in row.problems:
        staged.refusals.append(Refusal(row.number, problem.column, problem.reason, raw))
        raw = None
    for problem in [] if row.is_refused else row.warnings:
        staged.refusals.append(Refusal(row.number, problem.column, problem.reason, None, is_warning=True))


def as_tuple(row: Row, today: dt.date) -> tuple[Any, ...]:
    """A row in the order of COLUMNS, with the keys that searches compare."""
    get = row.values.get
    status, left_on, died_on = get("registration_status"), get("left_on"), get("deceased_on")
    if died_on is None and (status == "deceased" or get("deceased")):
        died_on = today
    if left_on is None and status == "left":
        left_on = today
    return (
        row.number,
        row.repeat_of,
        names.key(get("family_name", "")),
        names.key(get("given_name", "")),
        names.key(get("known_as", "")),
        left_on,
        died_on,
        as_dialled(get("mobile")),
        as_dialled(get("home_phone")),
        as_dialled(get("work_phone")),
        *map(get, _READ),
    )


def as_dialled(number: str | None) -> str | None:
    """`+447700900123` as people in this country write it: `07700 900123`."""
    if number is None or number[:3] != "+44":
        return number
    return f"0{number[3:7]} {number[7:]}"


def conditions_of(row: Row) -> list[tuple[Any, ...]]:
    """Conditions belong to the line that gave the person."""
    owner = row.repeat_of or row.number
    return [(owner, *condition) for condition in row.values.get("conditions", ())]
