"""`manage.py send_due_reminders`: what is due goes, the oldest first; nothing new is planned."""

from typing import Any

from django.core.management.base import CommandParser

from reminders.management.by_hand import ByHand
from reminders.rounds import send_round


class Command(ByHand):
    help = "Send the messages that are due. Others may send at the same time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seconds", type=float, default=3600, help="stop after so long (default: an hour)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_other_log_ins()
        self.stdout.write(f"{send_round(options['seconds'])} handled.")
