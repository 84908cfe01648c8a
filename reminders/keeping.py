"""What a colleague kept back stays kept back when its session is moved: the message about the new time inherits it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from practice.models import Practice
from reminders import reasons
from reminders.kinds import Kind, Outcome
from reminders.models import Message
from reminders.models.message import KEPT_BACK
from reminders.subjects import Fact

ABOUT_SESSIONS = (Kind.SESSION, Kind.SOON, Kind.CHANGED)
A_DAY = dt.timedelta(days=1)  # whoever planned first may have dropped the old one already
Kept = dict[tuple[str, int], tuple[dt.datetime, int]]


def kept_before(practice: Practice, facts: Iterable[Fact], now: dt.datetime) -> Kept:
    """By kind and session: since when the message about its earlier time was kept back, and by whom."""
    asked = {fact.subject_id for fact in facts if fact.kind in ABOUT_SESSIONS}
    moved = Q(outcome=Outcome.DROPPED, reason=reasons.MOVED, settled_at__gt=now - A_DAY)
    mine = Message.objects.filter(practice=practice, kind__in=ABOUT_SESSIONS)
    kept = mine.filter(KEPT_BACK | moved, kept_at__isnull=False).values_list("subject_id", flat=True)
    sessions = asked & set(kept) if asked else set()
    if not sessions:
        return {}
    last = mine.filter(subject_id__in=sessions).order_by("kind", "subject_id", "-pk")
    rows = last.distinct("kind", "subject_id").values_list("kind", "subject_id", "kept_at", "kept_by_id")
    return {(kind, session): (at, by) for kind, session, at, by in rows if at}
