"""What colleagues saw and heard of a service: notes, visits, checks. Never a rating."""

import datetime as dt

from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership, Practice
from prescribing.models import Service, ServiceNote


@action
def note_service(
    *,
    service: Service,
    practice: Practice,
    kind: str,
    words: str,
    happened_on: dt.date,
    by: Membership,
    now: dt.datetime,
) -> ServiceNote:
    """For colleagues of this practice. That somebody checked or visited it is for the whole network to see."""
    note = ServiceNote.objects.create(
        practice=practice,
        service=service,
        kind=kind,
        words=words,
        happened_on=happened_on,
        noted_at=now,
        noted_by=by,
    )
    if kind != ServiceNote.Kind.NOTE:
        checked(service, dt.datetime.combine(happened_on, now.timetz()))
    trail.record("service.noted", by=by, now=now, practice=practice, subject=note, details={"kind": kind})
    return note


def checked(service: Service, when: dt.datetime) -> None:
    """The latest of the days on which anybody checked it."""
    locked = Service.objects.select_for_update().get(pk=service.pk)
    if locked.checked_at is None or locked.checked_at < when:
        locked.checked_at = when
        locked.save(update_fields=["checked_at"])


@action
def end_note(*, note: ServiceNote, by: Membership, now: dt.datetime) -> ServiceNote:
    """It holds no longer."""
    locked = ServiceNote.objects.select_for_update().get(pk=note.pk)
    if locked.ended_at:
        raise NotPossible("This note has ended already.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    trail.record("service.note_ended", by=by, now=now, practice=locked.practice_id, subject=locked)
    return locked
