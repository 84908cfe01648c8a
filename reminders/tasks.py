"""What Celery ticks for: plan what is new, send what is due; look up what is not known; put old messages away."""

from celery import shared_task

from practice import clock
from reminders import letters
from reminders.archiving import archive_everywhere
from reminders.rounds import one_round
from reminders.settling import settle_everywhere

# Shorter than a tick's `expires` in the timetable, so that ticks do not pile up behind one another.
SECONDS = 8.0


@shared_task
def tick() -> None:
    """Lost, late, twice or two at once: PostgreSQL remembers, so it does not matter."""
    one_round(SECONDS)


@shared_task
def settle() -> None:
    """Whatever a round before left half-done."""
    settle_everywhere(clock.now())


@shared_task
def archive() -> None:
    """By night; a night that was missed is caught up. What letters of long ago said goes too."""
    archive_everywhere(clock.now())
    letters.forget_old(clock.now())
