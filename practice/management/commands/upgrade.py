"""`manage.py upgrade`: bring the tables up to date while people work."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import LockNotAvailable

# An index that was being made beside the work when its wait was broken off: it is of no use, and in the way.
HALF_MADE = """
SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace
"""


class Command(BaseCommand):
    """A migration that waits for a table makes everybody wait who comes after it: so it gives up soon, and tries again.

    Each migration is made whole or not at all, so that a second try goes on where the first ended.
    """

    help = "Migrate without making anybody wait for more than two seconds; try again while a table is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default="default")
        parser.add_argument("--lock-seconds", type=float, default=2.0, help="to wait for a table")
        parser.add_argument("--tries", type=int, default=30)
        parser.add_argument("--pause", type=float, default=5.0, help="seconds between two tries")

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        for _number in range(options["tries"]):
            try:
                if self.migrated(connection, options):
                    return
            finally:
                connection.close()  # and with it how long it waits
            self.stdout.write("A table is in use; nothing was changed by this step. Trying again soon.")
            time.sleep(options["pause"])
        raise CommandError(
            f"Tables were in use at each of {options['tries']} tries. What was done stays done; find who holds them "
            "(pg_stat_activity, oldest xact_start first), then run this again."
        )

    def migrated(self, connection: BaseDatabaseWrapper, options: dict[str, Any]) -> bool:
        """False where a table could not be had in time."""
        with connection.cursor() as cursor:
            cursor.execute(HALF_MADE)
            for (index,) in cursor.fetchall():
                cursor.execute(f"DROP INDEX CONCURRENTLY {index}")
            cursor.execute(
                "SELECT set_config('lock_timeout', %s, false)", [f"{options['lock_seconds'] * 1000:.0f}"]
            )
        try:
            call_command(
                "migrate", database=options["database"], interactive=False, verbosity=options["verbosity"]
            )
        except OperationalError as problem:
            if isinstance(problem.__cause__, LockNotAvailable):
                return False
            raise
        return True
