"""Every night: lists that nobody brought in, and what is told of lists of long ago."""

import datetime as dt

from django.conf import settings
from django.db.models import QuerySet

from patients.actions.expiring import expire, forget_lines
from patients.models import ImportRun
from practice.forgetting import SYSTEM, months_before
from practice.models import Practice
from practice.tenancy import in_view


def let_go_everywhere(now: dt.datetime) -> int:
    """How many lists were thrown away unread or unwanted."""
    return sum(let_go_here(practice, now) for practice in Practice.objects.order_by("pk"))


def let_go_here(practice: Practice, now: dt.datetime) -> int:
    waited = now - dt.timedelta(days=settings.UPLOADS_KEPT_DAYS)
    with in_view([practice], SYSTEM):
        old = [run for run in waiting(practice).filter(received_at__lt=waited) if not is_under_way(run)]
        for run in old:
            expire(run=run, by=SYSTEM, now=now)
        before = months_before(now, settings.LIST_LINES_KEPT_MONTHS)
        forget_lines(practice=practice, before=before, by=SYSTEM, now=now)
    return len(old)


def waiting(practice: Practice) -> QuerySet[ImportRun, ImportRun]:
    """Files that are still there."""
    return ImportRun.objects.filter(practice=practice, applied_at=None).exclude(stored_as="").order_by("pk")


def is_under_way(run: ImportRun) -> bool:
    """Somebody has said yes, and the worker has not come to it."""
    return bool(run.asked_at) and not run.stopped_because
