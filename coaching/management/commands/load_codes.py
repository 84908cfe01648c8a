"""`manage.py load_codes FILE`: the SNOMED CT codes that a note may carry, from a file that names their source."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction

from coaching.actions.coding import load
from coaching.code_file import WrongFile, read


class Command(BaseCommand):
    """The same file twice changes nothing. Exit code 1 where anything in it is wrong; then nothing is loaded."""

    help = "Load codes from a CSV or JSON file: means, code, term, source, confirmed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = read(bytes_of(options["file"]))
        except WrongFile as wrong:
            for problem in wrong.problems:
                self.stderr.write(problem)
            raise CommandError("Nothing was loaded.", returncode=1) from None
        try:
            with transaction.atomic():
                counts = load(rows)
                transaction.set_rollback(options["dry_run"])
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") != "42501":
                raise
            raise CommandError(
                "Only the owner’s database log-in may load for the whole installation: SKERRY_ROLE=owner."
            ) from None
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(", ".join(f"{count} {would}{outcome}" for outcome, count in counts.items()))


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
