"""The rows of a file go into temporary tables, which end with the transaction."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from patients import names
from patients.intake import Reading, Row

COLUMNS: dict[str, str] = {
    "number": "integer",
    "repeat_of": "integer",
    "nhs_number": "text",
    "source_id": "text",
    "family_name": "text",
    "given_name": "text",
    "middle_names": "text",
    "known_as": "text",
    "family_key": 'text COLLATE "C"',
    "given_key": 'text COLLATE "C"',
    "known_key": 'text COLLATE "C"',
    "birth_date": "date",
    "gender": "text",
    "ethnic_category": "text",
    "language": "text",
    "interpreter_needed": "boolean",
    "address": "text",
    "postcode": "text",
    "usual_gp": "text",
    "registered_on": "date",
    "left_on": "date",
    "died_on": "date",
    "restricted": "boolean",
    "mobile": "text",
    "home": "text",
    "work": "text",
    "email": "text",
}
_RENAMED = {
    "interpreter": "interpreter_needed",
    "home_phone": "home",
    "work_phone": "work",
    "deceased_on": "died_on",
}
_PHONES = ("mobile", "home", "work")
_ROWS_A_BEAT = 1000

# Left from an earlier list in the same transaction, as far as there was one.
TABLES = ("incoming", "incoming_condition", "incoming_contact", "new_condition")
DROP = f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{name}' for name in TABLES)}"
MAKE = f"""
CREATE TEMP TABLE incoming ({", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())},
    patient_id bigint, how text, verdict text, reason text, on_column text,
    changed text[] NOT NULL DEFAULT '{{}}', differs text[] NOT NULL DEFAULT '{{}}') ON COMMIT DROP;
CREATE TEMP TABLE incoming_condition (number integer, code text, term text, since date) ON COMMIT DROP;
"""
INDEX = """
CREATE INDEX ON incoming (number);
CREATE INDEX ON incoming (nhs_number);
CREATE INDEX ON incoming (patient_id);
CREATE INDEX ON incoming_condition (number);
ANALYZE incoming;
ANALYZE incoming_condition;
"""


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
    people: int = 0


def stage(reading: Reading, *, today: dt.date, beat: Callable[[int], None]) -> Staged:
    """Read the whole file into the temporary tables; `beat` hears how many lines have been read."""
    staged = Staged()
    conditions: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        cursor.execute(DROP)
        cursor.execute(MAKE)
        with cursor.copy(f"COPY incoming ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for count, row in enumerate(reading.rows(), 1):
                if count % _ROWS_A_BEAT == 0:
                    beat(count)
                note_problems(row, staged)
                if not row.is_refused:
                    staged.people += row.repeat_of is None
                    copy.write_row(as_tuple(row, today))
                    conditions.extend(conditions_of(row))
        with cursor.copy("COPY incoming_condition (number, code, term, since) FROM STDIN") as copy:
            for condition in conditions:
                copy.write_row(condition)
        cursor.execute(INDEX)
    return staged


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
    values = {_RENAMED.get(name, name): value for name, value in row.values.items()}
    values["number"], values["repeat_of"] = row.number, row.repeat_of
    for field in ("family", "given"):
        values[f"{field}_key"] = names.key(values.get(f"{field}_name") or "")
    values["known_key"] = names.key(values.get("known_as") or "")
    for kind in _PHONES:
        if values.get(kind):
            values[kind] = as_dialled(values[kind])
    if values.get("deceased") or values.get("registration_status") == "deceased":
        values.setdefault("died_on", today)
    if values.get("registration_status") == "left":
        values.setdefault("left_on", today)
    return tuple(values.get(name) for name in COLUMNS)


def as_dialled(number: str) -> str:
    """`+447700900123` as people in this country write it: `07700 900123`."""
    if not number.startswith("+44"):
        return number
    national = f"0{number[3:]}"
    return f"{national[:5]} {national[5:]}"


def conditions_of(row: Row) -> Iterator[tuple[Any, ...]]:
    """Conditions belong to the line that gave the person."""
    owner = row.repeat_of or row.number
    for condition in row.values.get("conditions", ()):
        yield owner, condition.code, condition.term, condition.on
