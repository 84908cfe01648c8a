"""One round of the clockwork: new facts are planned, what is due is sent."""

from django.conf import settings

from practice import clock
from practice.health import beat
from reminders.clockwork import TICK
from reminders.models import Due
from reminders.planning import plan_everywhere
from reminders.sending import send_due

SENDERS = 4  # at once in one worker, each with a connection to the database
FEW = 20  # so many one sender sends faster than three more connect


def one_round(seconds: float) -> tuple[int, int]:
    """How many messages were planned, and how many handled.

    What is due goes though planning failed; but only a round that came to its end counts as one.
    """
    try:
        planned = plan_everywhere(clock.now())
    finally:
        handled = send_round(seconds)
    beat(TICK, clock.now())
    return planned, handled


def send_round(seconds: float) -> int:
    """As many senders as the queue is worth, no faster than leaves the pages their database."""
    waiting = Due.objects.waiting(clock.now())[:FEW].count()
    senders = 1 if waiting < FEW else SENDERS
    return send_due(seconds, senders=senders, a_second=settings.REMINDERS_A_SECOND)
