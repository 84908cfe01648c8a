"""What a practice's own rule, and the moment, put into the words of one message."""

import datetime as dt
from typing import Any

from coaching.models import Session
from reminders.kinds import Kind
from reminders.queue import Job
from reminders.rules import rule_for
from reminders.subjects import staff


def words_for(job: Job) -> dict[str, Any]:
    """Template, figures, and the day and time that the words name."""
    about = {"about_at": job.about_at, "template": rule_for(job.claim.practice_id, job.kind).words}
    if job.kind == Kind.CHANGED:
        return about | cancelled(job.claim.practice_id, job.subject_id, job.about_at)
    if job.kind in staff.IN_ORDER:
        return about | {"counts": staff.counts_for(job)}
    return about


def cancelled(practice_id: int, session_id: int, about_at: dt.datetime) -> dict[str, Any]:
    """Where there is no new time, other words name the old one. Empty where there is."""
    found = Session.objects.filter(practice_id=practice_id, pk=session_id, cancelled_at=about_at)
    booked_for = found.values_list("booked_for", flat=True).first()
    if booked_for is None:
        return {}
    return {"about_at": booked_for, "template": rule_for(practice_id, Kind.CHANGED).cancelled}
