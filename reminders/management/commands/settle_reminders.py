"""`manage.py settle_reminders`: what is not known is looked up, leases of the dead end, silence is noticed."""

from typing import Any

from practice import clock
from reminders.management.by_hand import ByHand
from reminders.settling import settle_everywhere


class Command(ByHand):
    help = "Ask providers what became of messages whose answer was cut off. Nothing is sent."

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_other_log_ins()
        done = settle_everywhere(clock.now())
        self.stdout.write(
            f"{done.asked} asked for: {done.found} had arrived, {done.never_seen} had not;"
            f" {done.leases} leases let go."
        )
