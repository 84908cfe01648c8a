"""`manage.py dispose_records`: carries out the lists that two people approved. As the owner of the tables."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from patients.disposing.rounds import Report, carry_out_here, would_go
from practice import clock
from practice.models import Practice


class Command(BaseCommand):
    """Ended half-way and run again it goes on where it was: each record goes in a transaction of its own."""

    help = "Dispose of records that stand on a list which two people approved. There is no way back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--practice", help="the ODS code of one practice (default: all of them)")
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
        parser.add_argument("--json", action="store_true", help="one line of JSON at the end, for a monitor")

    def handle(self, *args: Any, practice: str | None, dry_run: bool, **options: Any) -> None:
        if settings.DATABASE_ROLE != "owner":
            raise CommandError("Only the owner may delete: run this with SKERRY_ROLE=owner.")
        found = Practice.objects.filter(ods_code=practice) if practice else Practice.objects.all()
        if not found:
            raise CommandError(f"No practice has the code {practice}.")
        now = clock.now()
        work = would_go if dry_run else carry_out_here
        reports = [work(one, now, self.tell) for one in found.order_by("ods_code")]
        if options["json"]:
            self.stdout.write(json.dumps([report.figures() for report in reports]))
        if any(report.failed for report in reports):
            raise CommandError(
                f"{sum(report.failed for report in reports)} records could not go. They are whole."
            )

    def tell(self, report: Report, words: str) -> None:
        """Numbers of records, never a name."""
        self.stderr.write(f"{report.practice}: {words}")
