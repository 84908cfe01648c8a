"""After a test that committed: everything goes, and the cast stands as it stood when it had moved in.

Nothing but a throw-away server has the log-in that this takes. It lets no trigger and no key of a table ask anything:
to empty all tables and let the cast move in anew took most of a second.
"""

import functools

import psycopg
from django.db import connections

from launch.postgres import SUPERUSER

KEPT = ("django_migrations", "django_content_type", "auth_permission")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)"
_COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


@functools.cache
def keeper() -> psycopg.Connection | None:
    """A connection of the throw-away server's own log-in; none where the tests were given a server."""
    at = connections["owner"].settings_dict
    try:
        found = psycopg.connect(host=at["HOST"], dbname=at["NAME"], user=SUPERUSER, autocommit=True)
    except psycopg.OperationalError:
        return None
    found.execute("SET session_replication_role = replica")
    return found


def keep() -> None:
    """Write down what stands; once, before any test."""
    with_rows(keeper())


@functools.cache
def with_rows(by: psycopg.Connection | None) -> dict[str, str]:
    """The tables that hold something of the cast, each with its columns; a copy of their rows is kept."""
    if by is None:
        return {}
    by.execute("CREATE SCHEMA kept")
    found = {}
    for (table,) in by.execute(_TABLES, [list(KEPT)]).fetchall():
        if by.execute(f"SELECT EXISTS (TABLE {table})").fetchone()[0]:
            by.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")
            found[table] = by.execute(_COLUMNS, [table]).fetchone()[0]
    return found


def put_back() -> bool:
    """False where there is no such log-in."""
    by = keeper()
    if by is None:
        return False
    tables = [table for (table,) in by.execute(_TABLES, [list(KEPT)]).fetchall()]
    statements = [f"DELETE FROM {table}" for table in tables]
    for table, columns in with_rows(by).items():
        statements.append(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM kept.{table}")
    with by.transaction():
        by.execute(";".join(statements))
    return True
