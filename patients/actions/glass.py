"""Breaking the glass: a blocked record is opened in an emergency, and somebody looks into it."""

import datetime as dt

from patients.models import GlassBreak, Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible, refuse_own
from practice.models import Membership

OPEN_FOR = dt.timedelta(minutes=30)


@action
def break_glass(*, patient: Patient, reason: str, by: Membership, now: dt.datetime) -> GlassBreak:
    """The record is open to this member for thirty minutes.

    This holds for their own record and a relation's too: a blocked record opens in no other way, and it does
    open, because somebody alone on duty may have to help their own mother. What keeps it honest is that the
    reason stands, that others than they are told at once, and that it is on the person's access report.
    This row is the fact: a notice stands on the pages of those concerned, and reminders/ makes it a mail.
    """
    glass = GlassBreak.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        member=by,
        reason=reason,
        at=now,
        until=now + OPEN_FOR,
    )
    return kept("glass.broken", glass, by, now)


@action
def see(*, glass: GlassBreak, by: Membership, now: dt.datetime) -> GlassBreak:
    """Somebody who was told has looked into it; nobody looks into their own."""
    locked = GlassBreak.objects.select_for_update().select_related("member").get(pk=glass.pk)
    refuse_own(locked.member.user_id, by, "opened records")
    if locked.seen_at is not None:
        raise NotPossible("Somebody else has already looked into this.")
    locked.seen_at, locked.seen_by = now, by
    locked.save(update_fields=["seen_at", "seen_by"])
    return kept("glass.seen", locked, by, now)


def kept(verb: str, glass: GlassBreak, by: Membership, now: dt.datetime) -> GlassBreak:
    trail.record(verb, by=by, now=now, practice=glass.practice_id, subject=glass, patient=glass.patient_id)
    return glass
