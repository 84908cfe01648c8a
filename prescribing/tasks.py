"""What Celery ticks for: sources that a colleague asked to be read, or that are read every week."""

from celery import shared_task

from practice import clock
from prescribing import forgetting
from prescribing.reading_sources import read_what_is_due


@shared_task(name="prescribing.tasks.read_sources")
def read_sources() -> None:
    """What waits is found in the database: lost, late or twice does not matter."""
    read_what_is_due()


@shared_task(name="prescribing.tasks.forget")
def forget() -> None:
    """By night; a night that was missed is caught up."""
    forgetting.forget(clock.now())
