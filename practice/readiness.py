"""What only the database can tell of an installation: its log-in, its tables, its clock, who is in it.

Refused are the things that would let people through walls or lose what they write; advised is what an operator
should look at. Each with what to do.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

Found = tuple[str, str]
OLDEST = 150000
TOO_FAR, FAR = 60.0, 5.0  # seconds between two clocks
SILENT = 600
DATABASE_SQL = "See docs/deploy/database.sql."
WALLS = """
SELECT rolsuper, rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
               AND c.relkind = 'r' AND pg_has_role(r.oid, c.relowner, 'USAGE'))
FROM pg_roles r WHERE rolname = current_user
"""
MADE_UP = "SELECT count(*) FROM practice_user WHERE is_active AND email LIKE '%.example.org'"
LOGGED = (
    "SELECT current_setting('log_min_error_statement'), current_setting('log_parameter_max_length_on_error')"
)
ORDER = "SELECT datcollate FROM pg_database WHERE datname = current_database()"
TICKED = "SELECT extract(epoch FROM clock_timestamp() - at) FROM practice_heartbeat WHERE name = 'tick'"
WITHOUT_POLICY = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
AND NOT c.relrowsecurity AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'practice_id')
ORDER BY 1
"""


def refused() -> list[Found]:
    """Stops the start of web and worker. Where the tables are not made yet, that is all there is to say."""
    found = [*settings_that_moved(), *log_in(), *server()]
    missing = list(tables())
    return found + missing + ([] if missing else [*walls(), *people()])


def advised() -> list[Found]:
    checks: tuple[Callable[[], Iterator[Found]], ...] = (log, order, clockwork)
    return [problem for check in checks for problem in check()]


def settings_that_moved() -> Iterator[Found]:
    """These have no variable; somebody may have changed the file."""
    if settings.DEBUG:
        yield "DEBUG is on.", "Pages with traces quote people's records: switch it off."
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS lets every host in.", "Let it be made of PUBLIC_URL."


def log_in() -> Iterator[Found]:
    """The owner makes the tables and is none of those who serve pages."""
    superuser, bypasses, owns = row(WALLS)
    if superuser or bypasses or (owns and settings.DATABASE_ROLE != "owner"):
        yield (
            "The database log-in of this process is a superuser, bypasses row security, or owns the tables.",
            f"Use the {settings.DATABASE_ROLE}'s own log-in. {DATABASE_SQL}",
        )


def server() -> Iterator[Found]:
    (version,) = row("SELECT current_setting('server_version_num')::int")
    if version < OLDEST:
        yield f"PostgreSQL {version // 10000} is too old.", "Use PostgreSQL 15 or newer."
    apart = apart_by()
    if abs(apart) > TOO_FAR:
        yield clock_words(apart), "Set both clocks by NTP: reminders go and links end by the database's."


def tables() -> Iterator[Found]:
    loader = MigrationLoader(connection)
    pending = sorted(
        f"{app} {name}" for app, name in loader.disk_migrations.keys() - loader.applied_migrations
    )
    if pending:
        listed = ", ".join(pending[:3]) + (f" and {len(pending) - 3} more" if len(pending) > 3 else "")
        yield (
            f"The tables are not those of this version: {listed}.",
            "Run manage.py migrate with SKERRY_ROLE=owner.",
        )


def walls() -> Iterator[Found]:
    open_tables = [name for (name,) in rows(WITHOUT_POLICY)]
    if open_tables:
        yield (
            f"Tables of a practice stand open, without row security: {', '.join(open_tables)}.",
            "Something was restored by half, or switched off by hand: restore it again.",
        )


def people() -> Iterator[Found]:
    (made_up,) = row(MADE_UP)
    if made_up:
        yield (
            f"{made_up} accounts of the demo can sign in, with a password that everybody knows.",
            "This is a demo's database: begin with an empty one.",
        )


def log() -> Iterator[Found]:
    statement, length = row(LOGGED)
    if statement != "panic" or length != "0":
        yield (
            "The database's log quotes statements that fail, with the names that stand in them.",
            f"The last lines of docs/deploy/database.sql say how to stop that. {DATABASE_SQL}",
        )


def order() -> Iterator[Found]:
    (collation,) = row(ORDER)
    if collation not in ("C", "POSIX", "C.UTF-8"):
        yield (
            f"The database sorts by {collation}: searching by the beginning of a name reads every row.",
            f"Make the database with the C collation. {DATABASE_SQL}",
        )


def clockwork() -> Iterator[Found]:
    """Whoever has just restored a backup sees it here, too."""
    found = [] if list(tables()) else rows(TICKED)
    if found and abs(found[0][0]) > SILENT:
        yield (
            f"No round of messages has succeeded for {int(found[0][0] // 60):,} minutes.",
            "Start worker and timetable. Was a backup restored? Then first: manage.py after_restore (docs/backup.md).",
        )
    apart = apart_by()
    if FAR < abs(apart) <= TOO_FAR:
        yield clock_words(apart), "Set both clocks by NTP."


def apart_by() -> float:
    """Seconds by which this machine is ahead of the database's."""
    (there,) = row("SELECT extract(epoch FROM clock_timestamp())::float8")
    return time.time() - there


def clock_words(apart: float) -> str:
    return (
        f"This machine's clock is {abs(apart):,.0f} s {'ahead of' if apart > 0 else 'behind'} the database's."
    )


def row(question: str) -> tuple[Any, ...]:
    return rows(question)[0]


def rows(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
