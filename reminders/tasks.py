"""What Celery ticks for: plan what is new, send what is due."""

from celery import shared_task

from practice import clock
from reminders.planning import plan_everywhere
from reminders.sending import send_due

# Shorter than a tick's `expires` in the timetable, so that ticks do not pile up behind one another.
SECONDS = 8.0


@shared_task
def tick() -> None:
    """One round. Lost, late, twice or two at once: PostgreSQL remembers, so it does not matter."""
    plan_everywhere(clock.now())
    send_due(SECONDS)
