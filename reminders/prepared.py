"""Statements that the worker's server prepares: planning them would take longer than running them.

Each goes through one cursor of its connection, because this runs some times for every message.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

Cursor = psycopg.Cursor[tuple[Any, ...]]
_KEPT = threading.local()  # Django's connections belong to a thread too


def run(sql: str, values: Mapping[str, Any] | Sequence[Any]) -> Cursor:
    """What it gives is read before the next one runs."""
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    with database.wrap_database_errors:
        return cursor_of(database.connection).execute(sql, values, binary=True)


def row_of(sql: str, values: Mapping[str, Any] | Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row that one statement gives."""
    return run(sql, values).fetchone()


def cursor_of(connection: psycopg.Connection[Any]) -> Cursor:
    kept: Cursor | None = getattr(_KEPT, "cursor", None)
    if kept is None or kept.connection is not connection:
        kept = _KEPT.cursor = psycopg.Cursor(connection)
    return kept
