"""`manage.py tick`: one round of reminders by hand, without Celery and without Redis."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reminders.rounds import one_round


class Command(BaseCommand):
    help = "Plan the messages that are new and send those that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seconds", type=float, default=3600, help="stop after so long (default: an hour)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DATABASE_ROLE != "worker":
            raise CommandError("The queue is the worker's: run this with SKERRY_ROLE=worker.")
        planned, handled = one_round(options["seconds"])
        self.stdout.write(f"{planned} planned, {handled} handled.")
