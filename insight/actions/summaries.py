"""A colleague asks for the month's figures by mail, or stops them; and each mail is noted once."""

import datetime as dt

from django.db.models import QuerySet

from insight.models import SummaryReader, SummarySent
from practice import trail
from practice.acting import action
from practice.actors import Actor
from practice.models import Membership


@action
def ask(*, by: Membership, now: dt.datetime) -> SummaryReader:
    """From the next first working day of a month on; twice is once."""
    found = readings(by).select_for_update().first()
    reader = found or SummaryReader.objects.create(
        practice_id=by.practice_id, member=by, asked_at=now, asked_by=by
    )
    record("summary.asked", reader, by=by, now=now)
    return reader


@action
def stop(*, by: Membership, now: dt.datetime) -> int:
    """No more from now on."""
    rows = list(readings(by).select_for_update())
    for reader in rows:
        reader.ended_at, reader.ended_by = now, by
        reader.save(update_fields=["ended_at", "ended_by"])
        record("summary.stopped", reader, by=by, now=now)
    if not rows:
        trail.record("summary.stopped", by=by, now=now, practice=by.practice_id)
    return len(rows)


@action
def note_sent(*, reader: SummaryReader, month: dt.date, by: Actor, now: dt.datetime) -> SummarySent:
    """In the transaction in which the mail is handed over: one that fails leaves no row and is tried again."""
    sent = SummarySent.objects.create(practice_id=reader.practice_id, reader=reader, month=month, made_at=now)
    record("summary.sent", reader, by=by, now=now)
    return sent


def readings(by: Membership) -> QuerySet[SummaryReader]:
    """Whatever memberships they asked under."""
    return SummaryReader.objects.filter(practice=by.practice_id, member__user=by.user_id, ended_at=None)


def record(verb: str, reader: SummaryReader, *, by: Actor, now: dt.datetime) -> None:
    trail.record(verb, by=by, now=now, practice=reader.practice_id, subject=reader)
