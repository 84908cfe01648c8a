"""`manage.py archive_messages`: what was settled long ago goes where it is only read."""

from typing import Any

from django.core.management.base import CommandParser

from practice import clock
from reminders.archiving import archive_everywhere
from reminders.management.by_hand import ByHand


class Command(ByHand):
    help = "Put old messages away with all their tries, replies and receipts. They stay readable."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--months", type=int, help="older than so many (default: SKERRY_MESSAGES_KEPT_MONTHS)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_other_log_ins()
        moved, forgotten = archive_everywhere(clock.now(), months=options["months"])
        self.stdout.write(f"{moved} put away; {forgotten} forgotten by the queue.")
