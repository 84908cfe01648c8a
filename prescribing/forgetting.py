"""Every night: what came from the public page and was never matched; files that nobody's list or table names."""

import datetime as dt
from typing import Any

from django.conf import settings

from patients import uploads
from patients.models import ImportRun
from practice import trail
from practice.forgetting import SYSTEM, asked, months_before
from practice.models import Practice
from practice.tenancy import in_view
from prescribing.models import Run


def forget(now: dt.datetime) -> int:
    """How many arrivals went. A file left by a server that stopped while it came in goes too."""
    before = months_before(now, settings.ARRIVALS_KEPT_MONTHS)
    gone = sum(forget_here(practice, before, now) for practice in Practice.objects.order_by("pk"))
    sweep_uploads(now)
    return gone


def forget_here(practice: Practice, before: dt.datetime, now: dt.datetime) -> int:
    with in_view([practice], SYSTEM):
        gone = asked("forget_arrivals(%s, %s)", [practice.pk, before])
        if gone:
            about: dict[str, Any] = {"practice": practice, "details": {"from_outside": gone}}
            trail.record("forgotten.by_time", by=SYSTEM, now=now, **about)
    return gone


def sweep_uploads(now: dt.datetime) -> int:
    """Twice the time for which a list waits: whatever still waits somewhere has a row that names it."""
    named: set[str] = set()
    for practice in Practice.objects.order_by("pk"):
        with in_view([practice], SYSTEM):
            named |= set(ImportRun.objects.exclude(stored_as="").values_list("stored_as", flat=True))
            tables = Run.objects.filter(ended_at=None, report__has_key="waiting")
            named |= set(tables.values_list("report__waiting__stored_as", flat=True))
    before = now - dt.timedelta(days=2 * settings.UPLOADS_KEPT_DAYS)
    return uploads.sweep(before.timestamp(), named)
