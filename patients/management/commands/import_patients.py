"""`manage.py import_patients --practice A81001 FILE`: bring a list in from the command line."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from patients import uploads
from patients.actions.importing import apply, check, discard_file, receive
from patients.models import ImportRun
from practice import clock
from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view

COMMAND = System("import command")
ABROAD = {"refused", "held", "review"}


class Command(BaseCommand):
    """The same code as the page. Exit code 0 when applied, 1 when the file could not be read at all."""

    # The checks read every page of the site; a list needs none of them, and `check` runs them when it is started.
    requires_system_checks: list[str] = []
    help = "Check and apply a practice list exported from the clinical system."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--practice", required=True, help="ODS code, for example A81001")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--whole-list", action="store_true", help="this is the whole registered list")
        parser.add_argument("--list-date", type=dt.date.fromisoformat, help="the day it was exported")

    def handle(self, *args: Any, **options: Any) -> None:
        practice = Practice.objects.filter(ods_code=options["practice"]).first()
        if practice is None:
            raise CommandError(f"There is no practice {options['practice']}.")
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        with in_view([practice], COMMAND):
            run = self.work(practice, options)
            report = report_of(run)
        if options["json"]:
            self.stdout.write(json.dumps(report))
        else:
            self.tell(run, report)
        if run.unreadable_because:
            raise CommandError(run.unreadable_because, returncode=1)
        if run.stopped_because:
            raise CommandError(run.stopped_because, returncode=2)

    def work(self, practice: Practice, options: dict[str, Any]) -> ImportRun:
        """Receive, then check or apply; all in one transaction, so a broken run leaves nothing."""
        now = clock.now()
        try:
            name, size = uploads.keep_file(options["file"])
        except uploads.TooLarge:
            raise CommandError("This file is larger than the limit for lists.", returncode=1) from None
        try:
            with transaction.atomic():
                run = receive(
                    practice=practice,
                    file_name=options["file"].name,
                    stored_as=name,
                    size=size,
                    whole_list=options["whole_list"],
                    list_date=options["list_date"] or (now.date() if options["whole_list"] else None),
                    by=COMMAND,
                    now=now,
                )
                step = check if options["dry_run"] else apply
                return discard_file(run=step(run=run, by=COMMAND, now=now), by=COMMAND, now=now)
        finally:
            uploads.forget(name)

    def tell(self, run: ImportRun, report: dict[str, Any]) -> None:
        for remark in run.about.get("remarks", []):
            self.stdout.write(remark)
        for line in report["refused"]:
            self.stdout.write(f"Line {line['row']}: {line['column']} {line['reason']}")
        counts = ", ".join(f"{name} {value}" for name, value in run.counts.items())
        self.stdout.write(f"{'Would come to' if not run.applied_at else 'Came to'}: {counts}")


def report_of(run: ImportRun) -> dict[str, Any]:
    """The report in the form that scripts rely on; held and undecided lines are refused too, with their reason."""
    found = run.findings.filter(kind__in=ABROAD).order_by("line", "pk")
    refused = [
        {"row": line, "column": column, "reason": reason}
        for line, column, reason in found.values_list("line", "column", "reason")
    ]
    counts = {name: run.counts.get(name, 0) for name in ("read", "created", "updated", "unchanged", "left")}
    return {
        **counts,
        "refused": refused,
        "past": run.counts.get("past", 0),
        "remarks": run.about.get("remarks", []),
    }
