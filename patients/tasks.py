"""What Celery calls: each task wakes one function and carries nothing."""

from celery import shared_task

from patients import importing, old_lists
from patients.disposing import rounds
from practice import clock


@shared_task(name="patients.tasks.continue_imports")
def continue_imports() -> None:
    importing.continue_imports()


@shared_task(name="patients.tasks.let_old_lists_go")
def let_old_lists_go() -> None:
    """By night; a night that was missed is caught up."""
    old_lists.let_go_everywhere(clock.now())


@shared_task(name="patients.tasks.count_what_may_go")
def count_what_may_go() -> None:
    """Every week. It counts and proposes; no record goes by itself."""
    rounds.count_everywhere(clock.now())
