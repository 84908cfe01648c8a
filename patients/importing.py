"""Bringing lists in outside a page: what waits is found in the database, so a lost wake-up loses nothing."""

import structlog
from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from patients.actions.importing import apply, check, give_up
from patients.incoming.progress import told
from patients.models import ImportRun
from practice import clock
from practice.actors import Actor, System
from practice.models import Practice
from practice.tenancy import in_view

WORKER = System("import")
TRIES = 3
SMALL = 400_000  # bytes: checked while the person waits, under a second
log = structlog.get_logger("skerry.import")


def continue_imports() -> int:
    """Check and apply everything that waits, in every practice. Answers how many were worked on."""
    worked = 0
    for practice in Practice.objects.order_by("pk"):
        with in_view([practice], WORKER):
            waiting = [
                run for run in practice.imports.filter(applied_at=None).order_by("pk") if run.is_waiting
            ]
        for run in waiting:
            go_on(practice, run)
            worked += 1
    return worked


def go_on(practice: Practice, run: ImportRun) -> None:
    """One import, one step further. What fails three times is given up in words; the list is as it was."""
    with in_view([practice], WORKER):
        tries = practice.imports.count_try(run)
    if tries > TRIES:
        stop(practice, run)
        return
    try:
        with in_view([practice], WORKER), told(run) as beat:
            take_time()
            step = apply if run.asked_at else check
            step(run=run, by=WORKER, now=clock.now(), beat=beat)
            practice.imports.forget_tries(run)
    except Exception:
        # Nothing of it was committed. The next tick tries again; the reason is in the log, without data.
        log.exception("import_failed", run=run.pk, practice=practice.pk)


def take_time() -> None:
    """A long list takes longer than any page may; and a try that was cut off may still be rolling back."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '15min'")


def stop(practice: Practice, run: ImportRun) -> None:
    with in_view([practice], WORKER):
        because = (
            "Something went wrong on our side, three times. Nothing was changed. Tell your administrator."
        )
        give_up(run=run, because=because, by=WORKER, now=clock.now())


def begin(run: ImportRun, by: Actor) -> None:
    """A small file is checked while the person waits; a large one by the worker."""
    if run.size <= SMALL:
        check(run=run, by=by, now=clock.now())
    else:
        wake_after_commit()


def wake_after_commit() -> None:
    """The worker must find what was just written."""
    transaction.on_commit(wake)


def wake() -> None:
    """If the queue is away nothing is lost: the next tick finds what waits."""
    try:
        current_app.send_task("patients.tasks.continue_imports", retry=False, ignore_result=True)
    except OperationalError:
        log.warning("queue_away")
