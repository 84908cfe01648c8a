"""What the commands of the clockwork have in common."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class ByHand(BaseCommand):
    """One round by hand, without Celery and without Redis."""

    def refuse_other_log_ins(self) -> None:
        """The web's log-in would look at an empty queue and say that all is done."""
        if settings.DATABASE_ROLE != "worker":
            raise CommandError("The queue is the worker's: run this with SKERRY_ROLE=worker.")
