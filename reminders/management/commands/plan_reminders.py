"""`manage.py plan_reminders`: facts become messages; nothing is sent."""

from typing import Any

from practice import clock
from reminders.management.by_hand import ByHand
from reminders.planning import plan_everywhere


class Command(ByHand):
    help = "Plan the messages that are new. Planning twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_other_log_ins()
        self.stdout.write(f"{plan_everywhere(clock.now())} planned.")
