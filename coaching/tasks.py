"""What Celery calls: one function, carrying nothing."""

from celery import shared_task

from coaching import risk_rounds
from coaching.actions.drafts import let_expire
from practice import clock


@shared_task(name="coaching.tasks.tell_the_next")
def tell_the_next() -> None:
    """Lost or late: the next tick finds what waits."""
    risk_rounds.one_round()


@shared_task(name="coaching.tasks.let_held_words_expire")
def let_held_words_expire() -> None:
    let_expire(clock.now())
