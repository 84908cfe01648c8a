"""Somebody is told of a service; nothing is sent. Counted apart from referrals."""

import datetime as dt

from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from prescribing.actions.referring import GONE
from prescribing.models import Referral, Service, Signpost

NOT_LISTED = "This service is not in the directory any more."
STRUCK = "This is marked as entered in error already."


@action
def signpost(*, patient: Patient, service: Service, by: Membership, now: dt.datetime) -> Signpost:
    """Hangs on the open referral, if there is one."""
    if patient.died_on or patient.left_on or patient.merged_at:
        raise NotPossible(GONE)
    if service.withdrawn_at is not None or service.status not in Service.LISTED:
        raise NotPossible(NOT_LISTED)
    referral = Referral.objects.open().filter(practice=patient.practice_id, patient=patient).first()
    made = Signpost.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        service=service,
        referral=referral,
        told_at=now,
        told_by=by,
    )
    record("signpost.told", made, by=by, now=now)
    return made


@action
def strike(*, signpost: Signpost, by: Membership, now: dt.datetime) -> Signpost:
    """A wrong press, or the wrong person: kept, marked."""
    locked = Signpost.objects.select_for_update().get(pk=signpost.pk)
    if locked.entered_in_error_at is not None:
        raise NotPossible(STRUCK)
    locked.entered_in_error_at, locked.entered_in_error_by = now, by
    locked.save(update_fields=["entered_in_error_at", "entered_in_error_by"])
    record("signpost.struck", locked, by=by, now=now)
    return locked


def record(verb: str, made: Signpost, *, by: Membership, now: dt.datetime) -> None:
    trail.record(verb, by=by, now=now, practice=made.practice_id, subject=made, patient=made.patient_id)
