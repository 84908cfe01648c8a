"""What Celery calls: one function, carrying nothing."""

from celery import shared_task

from coaching.actions.drafts import let_expire
from practice import clock


@shared_task(name="coaching.tasks.let_held_words_expire")
def let_held_words_expire() -> None:
    let_expire(clock.now())
