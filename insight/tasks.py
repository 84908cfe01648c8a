"""What Celery ticks for: counts for pages of several practices, and the month’s figures by mail."""

from celery import shared_task

from insight.rolling import a_round
from insight.summary_round import one_round
from practice import clock

# Messages are sent by the same worker, and wait that long.
SECONDS = 4.0


@shared_task(name="insight.tasks.count_areas")
def count_areas() -> None:
    """Lost, late or twice does not matter: what is old is found in the database."""
    a_round(clock.now(), SECONDS)


@shared_task(name="insight.tasks.send_month_summaries")
def send_month_summaries() -> None:
    """Every hour: nearly always there is nothing to send, and a day that was missed is made good."""
    one_round(clock.now())
