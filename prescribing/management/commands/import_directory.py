"""`manage.py import_directory SOURCE`: bring a directory of services in, from a file, a folder or an address."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practice.models import Network, Practice
from prescribing.incoming.fetching import NotRead
from prescribing.incoming.report import Report
from prescribing.incoming.table import MEANINGS
from prescribing.reading_sources import read_here

SHOWN = 20


class Command(BaseCommand):
    """Exit code 0 when it was read, 1 when it could not be read at all, 2 when it broke off half-way."""

    # The checks read every page of the site; a directory needs none of them.
    requires_system_checks: list[str] = []
    help = "Read Open Referral UK (3.0, 1.0), CSV or GeoJSON into the directory of a network."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="a file, a folder of pages, or an http(s) address")
        parser.add_argument("--practice", help="ODS code, for example A81001; its network is meant")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--name", help="what the source is called; the same name is the same source")
        parser.add_argument("--weekly", action="store_true", help="read this address again every week")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=MEANING",
            help=f"what a column of a table means: {', '.join(MEANINGS)}",
        )
        parser.add_argument(
            "--withdraw-many",
            action="store_true",
            help="withdraw what is gone even if it is most of the directory",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["weekly"] and "://" not in options["source"]:
            raise CommandError("Only an address can be read every week.", returncode=1)
        practice = practice_meant(options["practice"])
        chosen = {name: options[name] for name in ("dry_run", "name", "weekly", "withdraw_many")}
        try:
            run, report = read_here(practice, options["source"], columns=columns(options["map"]), **chosen)
        except NotRead as why:
            raise CommandError(str(why), returncode=1) from why
        if options["json"]:
            self.stdout.write(json.dumps(report.whole(), ensure_ascii=False))
        else:
            self.tell(report, dry_run=options["dry_run"])
        if run.failed_because:
            raise CommandError(run.failed_because, returncode=2)

    def tell(self, report: Report, *, dry_run: bool) -> None:
        for title, lines in (("Refused", report.refused), ("Cleaned", report.cleaned)):
            for line in lines[:SHOWN]:
                what = f"{line['field']} " if "field" in line else f"{line['name']} "
                self.stdout.write(f"{title}: {line['id'] or 'without a number'}: {what}{line['reason']}")
            if len(lines) > SHOWN:
                self.stdout.write(f"{title}: {len(lines) - SHOWN} more. --json prints all of them.")
        for line in report.replaced:
            self.stdout.write(f"What a colleague wrote was replaced: {line['name']}: {line['fields']}")
        for remark in report.remarks:
            self.stdout.write(remark)
        names = ("read", "created", "updated", "unchanged", "withdrawn")
        counts = ", ".join(f"{name} {getattr(report, name)}" for name in names)
        more = f", refused {len(report.refused)}, cleaned {len(report.cleaned)}"
        self.stdout.write(f"{'Would come to' if dry_run else 'Came to'}: {counts}{more}")


def practice_meant(code: str | None) -> Practice:
    """The one that was named; without a name, one of the only network there is."""
    if code:
        found = Practice.objects.filter(ods_code=code).first()
        if found is None:
            raise CommandError(f"There is no practice {code}.")
        return found
    first = Practice.objects.order_by("pk").first()
    if first is None or Network.objects.filter(practices__isnull=False).distinct().count() != 1:
        raise CommandError("Say which practice's network it is for: --practice A81001")
    return first


def columns(said: list[str]) -> dict[str, str]:
    """HEADING=MEANING, as often as there are columns."""
    found = {}
    for one in said:
        heading, _sign, meaning = one.rpartition("=")
        if not heading or meaning not in MEANINGS:
            raise CommandError(f"--map {one}: write HEADING=MEANING, with one of {', '.join(MEANINGS)}.")
        found[heading] = meaning
    if found and "name" not in found.values():
        raise CommandError("--map: say which column is the name.")
    return found
