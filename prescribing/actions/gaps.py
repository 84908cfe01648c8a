"""Nothing suitable exists: kept as a fact that a commissioner may read; and ended when something does."""

import datetime as dt

from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership, Practice
from prescribing.models import Gap, Referral, Service, SocialNeed

NOT_SAID = "Not said"
ENDED = "This gap has ended already."


@action
def record_gap(
    *,
    practice: Practice,
    patient: Patient | None,
    need: SocialNeed,
    place: str,
    reason: str,
    words: str,
    by: Membership,
    now: dt.datetime,
) -> Gap:
    """Of somebody whose details are protected neither their name nor a place is kept with it."""
    hidden = patient is not None and patient.restricted
    person = None if hidden else patient
    told = {"place": place or NOT_SAID, "words": words} if not hidden else {"place": NOT_SAID}
    gap = Gap.objects.create(
        practice=practice,
        patient=person,
        referral=open_referral(person) if person else None,
        need=need,
        reason=reason,
        found_at=now,
        found_by=by,
        **told,
    )
    record("gap.found", gap, by=by, now=now)
    return gap


def open_referral(patient: Patient) -> Referral | None:
    mine = Referral.objects.open().filter(practice=patient.practice_id, patient=patient)
    return mine.first()


@action
def end_gap(*, gap: Gap, because: str, met_by: Service | None, by: Membership, now: dt.datetime) -> Gap:
    """There is something now, or it was a mistake."""
    locked = Gap.objects.select_for_update().get(pk=gap.pk)
    if locked.ended_at is not None:
        raise NotPossible(ENDED)
    locked.ended_at, locked.ended_by, locked.ended_because, locked.met_by = now, by, because, met_by
    locked.save(update_fields=["ended_at", "ended_by", "ended_because", "met_by"])
    record("gap.ended", locked, by=by, now=now)
    return locked


@action
def take_away(*, practice: Practice, rows: int, by: Membership, now: dt.datetime) -> None:
    """What is missing left as a file of counts."""
    trail.record("gaps.taken", by=by, now=now, practice=practice, details={"rows": rows})


def record(verb: str, gap: Gap, *, by: Membership, now: dt.datetime) -> None:
    trail.record(verb, by=by, now=now, practice=gap.practice_id, subject=gap, patient=gap.patient_id)
