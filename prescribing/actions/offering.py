"""Somebody wants to help others: kept, and ended when it came to something or to nothing."""

import datetime as dt

from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from prescribing.models import Gap, Offer, Referral


@action
def offer(
    *,
    patient: Patient,
    kind: str,
    words: str,
    by: Membership,
    now: dt.datetime,
    referral: Referral | None = None,
    gap: Gap | None = None,
) -> Offer:
    """As a volunteer, beside others who have been there, or to begin what is missing (`gap`)."""
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    same = patient.offers.filter(practice_id=patient.practice_id, kind=kind, gap=gap, ended_at=None)
    if same.exists():
        raise NotPossible(f"This offer of {patient.called}’s is noted already.")
    made = Offer.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        referral=referral,
        gap=gap,
        kind=kind,
        words=words,
        made_at=now,
        made_by=by,
    )
    tell("offer.made", made, by, now)
    return made


@action
def end_offer(*, offer: Offer, because: str, by: Membership, now: dt.datetime) -> Offer:
    """It came to something, or they changed their mind."""
    locked = Offer.objects.select_for_update().get(pk=offer.pk)
    if locked.ended_at:
        raise NotPossible("This offer has ended already.")
    locked.ended_at, locked.ended_by, locked.ended_because = now, by, because
    locked.save(update_fields=["ended_at", "ended_by", "ended_because"])
    tell("offer.ended", locked, by, now)
    return locked


def tell(verb: str, offer: Offer, by: Membership, now: dt.datetime) -> None:
    trail.record(verb, by=by, now=now, practice=offer.practice_id, subject=offer, patient=offer.patient_id)
