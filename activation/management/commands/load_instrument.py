"""`manage.py load_instrument FILE`: a questionnaire for the installation, or with `--practice` for one practice."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction

from activation.actions.loading import Loaded, load, load_for_all
from activation.definition import Problem, WrongFile, parse
from activation.shipped_files import shipped
from practice import clock
from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view

COMMAND = System("load_instrument")


class Command(BaseCommand):
    """The same file twice changes nothing. Exit code 1 where a file was refused; every problem is said."""

    help = "Load a questionnaire from its file, or those that come with the product."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--shipped", action="store_true", help="what comes with the product")
        parser.add_argument("--practice", metavar="ODS", help="for this practice alone, for example A81001")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["file"]) == options["shipped"] or (options["shipped"] and options["practice"]):
            raise CommandError("Give either a file, or --shipped, which is for all practices.")
        problems: list[Problem] = []
        done: list[Loaded] = []
        try:
            with transaction.atomic():
                done = self.work(options)
                transaction.set_rollback(options["dry_run"])
        except WrongFile as wrong:
            problems = wrong.problems
        except DatabaseError as error:
            if not refuses(error):
                raise
            raise CommandError(
                "Only the owner’s database log-in may load for the whole installation: SKERRY_ROLE=owner."
            ) from None
        self.tell(done, problems, options)
        if problems:
            raise CommandError("Nothing was loaded.", returncode=1)

    def work(self, options: dict[str, Any]) -> list[Loaded]:
        now = clock.now()
        if options["shipped"]:
            return [load_for_all(raw, now=now) for raw in shipped()]
        raw = parse(bytes_of(options["file"]))
        if not options["practice"]:
            return [load_for_all(raw, now=now)]
        practice = Practice.objects.filter(ods_code=options["practice"]).first()
        if practice is None:
            raise CommandError(f"There is no practice {options['practice']}.")
        with in_view([practice], COMMAND):
            return [load(definition_raw=raw, practice=practice, by=COMMAND, now=now)]

    def tell(self, done: list[Loaded], problems: list[Problem], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(report_of(done, problems, dry_run=options["dry_run"])))
            return
        for problem in problems:
            self.stderr.write(str(problem))
        would = "would be " if options["dry_run"] else ""
        for loaded in done:
            row = loaded.instrument
            self.stdout.write(f"{row.name}, version {row.version}: {would}{loaded.outcome}")


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None


def refuses(error: DatabaseError) -> bool:
    """Whether the database said that this log-in may not."""
    return getattr(error.__cause__, "sqlstate", "") == "42501"


def report_of(done: list[Loaded], problems: list[Problem], *, dry_run: bool) -> dict[str, Any]:
    """The outcome in the form that scripts rely on."""
    rows = [
        {"key": one.instrument.key, "version": one.instrument.version, "outcome": one.outcome} for one in done
    ]
    wrong = [{"place": problem.place, "words": problem.words} for problem in problems]
    return {"dry_run": dry_run, "questionnaires": rows, "problems": wrong}
