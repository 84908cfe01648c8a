"""What Celery calls: one function, carrying nothing."""

from celery import shared_task

from practice import clock, forgetting


@shared_task(name="practice.tasks.forget")
def forget() -> None:
    """By night; a night that was missed is caught up."""
    forgetting.forget(clock.now())
