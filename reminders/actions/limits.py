"""How many messages one person may have of a practice."""

import datetime as dt

from practice import trail
from practice.acting import Stale, action
from practice.models import Membership, Practice
from reminders.models import Limits


@action
def set_limits(
    *, practice: Practice, version: int, a_day: int, a_week: int, by: Membership, now: dt.datetime
) -> Limits:
    """Both at once. What is held by the old ones is asked about again when its time comes."""
    limits = Limits.objects.select_for_update().filter(practice=practice).first()
    if limits is not None and limits.version != version:
        raise Stale(limits)
    if limits is None:
        limits = Limits(practice=practice, version=0)
    limits.a_day, limits.a_week = a_day, a_week
    limits.set_at, limits.set_by = now, by
    limits.version += 1
    limits.save()
    said = {"a_day": a_day, "a_week": a_week}
    trail.record("limits.set", by=by, now=now, practice=practice, subject=limits, details=said)
    return limits
