"""What Celery ticks for: plan what is new, send what is due."""

from celery import shared_task

from reminders.rounds import one_round

# Shorter than a tick's `expires` in the timetable, so that ticks do not pile up behind one another.
SECONDS = 8.0


@shared_task
def tick() -> None:
    """Lost, late, twice or two at once: PostgreSQL remembers, so it does not matter."""
    one_round(SECONDS)
