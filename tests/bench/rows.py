"""Rows into tables by COPY, as their owner; a column that is not named gets its model's default."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import models
from psycopg.types.json import Jsonb


def put(
    connection: psycopg.Connection, model: type[models.Model], names: str, rows: Iterable[Sequence[Any]]
) -> None:
    """`names` are the columns of each row, with spaces between them."""
    given = names.split()
    fields = [f for f in model._meta.local_concrete_fields if not (f.primary_key or f.generated)]
    rest = [f for f in fields if f.column not in given]
    defaults = tuple(plain(field) for field in rest)
    columns = ", ".join(given + [field.column for field in rest])
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row((*row, *defaults))


def plain(field: models.Field) -> Any:
    """Its default, as the driver wants it."""
    value = field.get_default()
    return Jsonb(value) if isinstance(field, models.JSONField) and value is not None else value


def ids(connection: psycopg.Connection, model: type[models.Model], practice: int) -> list[int]:
    """In the order in which they were put."""
    found = connection.execute(
        f"SELECT id FROM {model._meta.db_table} WHERE practice_id = %s ORDER BY id", [practice]
    )
    return [number for (number,) in found]


@contextmanager
def ways_counted_once(connection: psycopg.Connection) -> Iterator[None]:
    """Each table that is put would have everybody's way counted anew: here that happens once, when all have come."""
    from insight import ways_kept  # whose names are those of models, which are there once Django is

    for done in ("DISABLE", "ENABLE"):
        for source in ways_kept.SOURCES:
            connection.execute(f"ALTER TABLE {source.table} {done} TRIGGER ways_insert")
        if done == "DISABLE":
            yield
    connection.execute("ANALYZE")
    connection.execute(ways_kept.COUNT_ALL)
