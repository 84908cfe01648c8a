"""What Celery calls: each task wakes one function and carries nothing."""

from celery import shared_task

from patients import importing


@shared_task(name="patients.tasks.continue_imports")
def continue_imports() -> None:
    importing.continue_imports()
