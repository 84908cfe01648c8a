"""What Celery ticks for: counts for pages of several practices."""

from celery import shared_task

from insight.rolling import a_round
from practice import clock

# Messages are sent by the same worker, and wait that long.
SECONDS = 4.0


@shared_task(name="insight.tasks.count_areas")
def count_areas() -> None:
    """Lost, late or twice does not matter: what is old is found in the database."""
    a_round(clock.now(), SECONDS)
