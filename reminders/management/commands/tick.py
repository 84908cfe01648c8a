"""`manage.py tick`: one whole round of reminders by hand, without Celery and without Redis."""

from typing import Any

from django.core.management.base import CommandParser

from reminders.management.by_hand import ByHand
from reminders.rounds import one_round


class Command(ByHand):
    help = "Plan the messages that are new and send those that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seconds", type=float, default=3600, help="stop after so long (default: an hour)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_other_log_ins()
        planned, handled = one_round(options["seconds"])
        self.stdout.write(f"{planned} planned, {handled} handled.")
