"""Everything that hangs on a record, in every room and at any depth, and the order in which it can go.

Found by walking the relations, so that a table which is added tomorrow is covered tomorrow.
"""

import dataclasses
import functools
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from patients.merge_parts import LOOSE
from patients.models import Patient
from practice.models import TenantModel

# The record itself is named by its number alone, which says nothing: the trail, and the stub.
STAYS = {"practice.trailevent", "practice.history", "patients.disposed", "patients.patient"}
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
    models = {model._meta.label_lower: model for model in reached()}
    graph = {label: {link.parent for link in links_of(model, models)} for label, model in models.items()}
    order = TopologicalSorter(graph).static_order()
    return tuple(table_of(models[label], models) for label in order)


def in_order_of_going() -> list[Table]:
    """What hangs on others before these; last what the database makes of other rows, again until all have gone."""
    plain = [table for table in tables() if not table.is_derived]
    return [*reversed(plain), *(table for table in tables() if table.is_derived)]


def reached() -> list[type[Model]]:
    """Every table from which a way leads to a person."""
    tenants = [
        model
        for model in apps.get_models()
        if issubclass(model, TenantModel) and model._meta.label_lower not in STAYS
    ]
    found = {model for model in tenants if own_columns(model)}
    while more := {m for m in tenants if m not in found and any(True for _ in keys(m, found))}:
        found |= more
    return sorted(found, key=lambda model: model._meta.label_lower)


def keys(model: type[Model], targets: Iterable[Any]) -> Iterator[ForeignKey]:
    """Its keys to these tables."""
    for field in model._meta.local_fields:
        if isinstance(field, ForeignKey) and field.related_model in targets:
            yield field


def own_columns(model: type[Model]) -> list[str]:
    loose = [column for other, column in LOOSE if other is model]
    return [key.column for key in keys(model, [Patient])] + loose


def links_of(model: type[Model], models: dict[str, type[Model]]) -> tuple[Link, ...]:
    return tuple(
        Link(key.column, key.remote_field.model._meta.label_lower, key.null)
        for key in keys(model, list(models.values()))
    )


def table_of(model: type[Model], models: dict[str, type[Model]]) -> Table:
    own = own_columns(model)
    empty = any(field.null for field in model._meta.local_fields if field.column in own)
    derived = bool(getattr(model, "made_from_rows", False))
    links = links_of(model, models)
    return Table(model._meta.label_lower, model._meta.db_table, tuple(own), empty, links, derived)


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
