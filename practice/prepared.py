"""Statements that the database prepares: it takes longer to plan them than to answer them.

A statement is planned by itself the first few times; from then on its connection keeps the plan. So only what is asked
again and again, word for word, with its values beside it. It names its columns: a kept plan does not outlive a table
that gained one where it said `*`.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

Cursor = psycopg.Cursor[tuple[Any, ...]]
_KEPT = threading.local()  # Django's connections belong to a thread too


def cursor() -> Any:
    """As `connection.cursor()`, which puts the values into the text itself: this one sends them beside it.

    Where Django keeps a log of statements it is that one: of a prepared statement there is no text to log.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.queries_logged:
        return database.cursor()
    database.ensure_connection()
    inner: Any = psycopg.Cursor(database.connection)
    return database.make_cursor(inner)


class Preparing:
    """Django's connection of this thread, as a compiler of statements uses it, with such cursors."""

    def __init__(self) -> None:
        self._database = connections[DEFAULT_DB_ALIAS]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    def cursor(self) -> Any:
        return cursor()


def run(sql: str, values: Mapping[str, Any] | Sequence[Any]) -> Cursor:
    """For what runs some times for every message: one cursor for each connection, and nobody who listens.

    What it gives is read before the next one runs.
    """
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
