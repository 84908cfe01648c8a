"""`manage.py count_area [ODS CODE ...]`: count practices for the pages of several practices, now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from insight.rolling import count_area
from practice import clock
from practice.models import Practice


class Command(BaseCommand):
    """Those that are named, or all of them; what the worker does about every hour."""

    requires_system_checks: list[str] = []
    help = "Count practices for the pages of several practices, whatever the age of their counts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ods_code", nargs="*", help="for example A81001; none means all")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = set(options["ods_code"])
        practices = list(Practice.objects.order_by("ods_code"))
        missing = asked - {practice.ods_code for practice in practices}
        if missing:
            raise CommandError(f"There is no practice {', '.join(sorted(missing))}.")
        chosen = [practice for practice in practices if not asked or practice.ods_code in asked]
        for practice in chosen:
            count_area(practice, clock.now())
        self.stdout.write(f"Counted {len(chosen)} practice{'' if len(chosen) == 1 else 's'}.")
