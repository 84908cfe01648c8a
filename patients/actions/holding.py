"""Legal hold: nothing of a record may be disposed of until a colleague lifts it."""

import datetime as dt

from django.db import IntegrityError, transaction

from patients.models import LegalHold, Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership


@action
def set_hold(
    *, patient: Patient, reason: str, review_on: dt.date, by: Membership, now: dt.datetime
) -> LegalHold:
    """From now on, whatever list the record stands on."""
    # Disposal locks the record too: either the hold is there before it, or the record has gone.
    if not Patient.objects.select_for_update().filter(pk=patient.pk).exists():
        raise NotPossible("This record has been disposed of.")
    values = {"reason": reason, "review_on": review_on, "set_at": now, "set_by": by}
    try:
        with transaction.atomic():
            hold = LegalHold.objects.create(practice_id=patient.practice_id, patient=patient, **values)
    except IntegrityError as error:
        if "hold_once" not in str(error):
            raise
        raise NotPossible("This record is on legal hold already.") from None
    return tell("hold.set", hold, by, now)


@action
def review_hold(*, hold: LegalHold, review_on: dt.date, by: Membership, now: dt.datetime) -> LegalHold:
    """It still holds, and is looked at again on a later day."""
    locked = lock(hold)
    locked.review_on = review_on
    locked.save(update_fields=["review_on"])
    return tell("hold.reviewed", locked, by, now)


@action
def lift_hold(*, hold: LegalHold, because: str, by: Membership, now: dt.datetime) -> LegalHold:
    """The reason does not hold any more."""
    locked = lock(hold)
    locked.ended_at, locked.ended_by, locked.ended_because = now, by, because
    locked.save(update_fields=["ended_at", "ended_by", "ended_because"])
    return tell("hold.lifted", locked, by, now)


def lock(hold: LegalHold) -> LegalHold:
    locked = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if locked.ended_at is not None:
        raise NotPossible("This hold has been lifted already.")
    return locked


def tell(verb: str, hold: LegalHold, by: Membership, now: dt.datetime) -> LegalHold:
    trail.record(verb, by=by, now=now, practice=hold.practice_id, subject=hold, patient=hold.patient_id)
    return hold
