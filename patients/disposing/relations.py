"""What goes with a record: every table that hangs on a person, as statements need it, in the order of going."""

import dataclasses
import functools
from typing import Any

from django.db import connection

from patients.hanging import Hanging, hanging, points_at

# Each goes its own way: the record last, the history with the rows of which it tells, the trail not at all.
STAYS = {"practice.trailevent", "practice.history", "patients.patient"}
Ids = dict[str, list[int]]


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A column of a table that points at a row of another."""

    column: str
    parent: str
    may_be_empty: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """`own` columns hold the patient; where there is none, or it may be empty, `links` lead to what does."""

    label: str
    name: str
    own: tuple[str, ...]
    own_may_be_empty: bool
    links: tuple[Link, ...]
    is_derived: bool

    def where(self, ids: Ids) -> tuple[str, list[Any]]:
        """Which of its rows are this person's, given those of its parents."""
        tests, values = (
            [f"{column} = ANY(%s)" for column in self.own],
            [ids["patients.patient"]] * len(self.own),
        )
        if not self.own or self.own_may_be_empty:
            nobody = "".join(f"{column} IS NULL AND " for column in self.own)
            tests += [f"{nobody}{link.column} = ANY(%s)" for link in self.links]
            values += [ids[link.parent] for link in self.links]
        return " OR ".join(f"({test})" for test in tests), values


@functools.cache
def tables() -> tuple[Table, ...]:
    """Parents before what hangs on them."""
    return tuple(table for table in map(table_of, hanging()) if table.label not in STAYS)


def table_of(one: Hanging) -> Table:
    links = tuple(Link(key.column, points_at(key)._meta.label_lower, key.null) for key in one.links)
    own, empty = tuple(field.column for field in one.own), any(field.null for field in one.own)
    return Table(one.model._meta.label_lower, one.model._meta.db_table, own, empty, links, one.is_derived)


def in_order_of_going() -> list[Table]:
    """What hangs on others before these; last what the database makes of other rows, again until all have gone."""
    plain = [table for table in tables() if not table.is_derived]
    return [*reversed(plain), *(table for table in tables() if table.is_derived)]


def family(practice_id: int, patient_id: int) -> list[int]:
    """A record and those that became part of it, however often."""
    return numbers(
        "WITH RECURSIVE f (id) AS (SELECT %s::bigint UNION SELECT c.id FROM f JOIN patients_patient c"
        " ON c.practice_id = %s AND c.merged_into_id = f.id) SELECT id FROM f ORDER BY id",
        [patient_id, practice_id],
    )


def rows_of(practice_id: int, patient_id: int) -> Ids:
    """The ids of everything that hangs on this person, by table; nothing is changed."""
    ids: Ids = {"patients.patient": family(practice_id, patient_id)}
    for table in tables():
        where, values = table.where(ids)
        ids[table.label] = numbers(
            f"SELECT id FROM {table.name} WHERE practice_id = %s AND ({where})",  # noqa: S608 - our own tables
            [practice_id, *values],
        )
    return ids


def numbers(sql: str, values: list[Any]) -> list[Any]:
    """The first column of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
