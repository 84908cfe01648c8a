"""One round of the clockwork: new facts are planned, what is due is sent."""

from practice import clock
from reminders.models import Due
from reminders.planning import plan_everywhere
from reminders.sending import send_due

SENDERS = 4  # at once in one worker, each with a connection to the database
FEW = 20  # so many one sender sends faster than three more connect


def one_round(seconds: float) -> tuple[int, int]:
    """How many messages were planned, and how many handled."""
    now = clock.now()
    planned = plan_everywhere(now)
    waiting = Due.objects.waiting(now)[:FEW].count()
    return planned, send_due(seconds, senders=1 if waiting < FEW else SENDERS)
