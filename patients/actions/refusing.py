"""A person says through a link, or in a text, that they want no more messages by one way; or takes that back."""

import datetime as dt

from django.db.models import QuerySet

from patients.models import Consent, Patient
from practice import trail
from practice.acting import action
from practice.actors import Actor

REFUSED = "They said so through a message"
TAKEN_BACK = "They took back, through a message, that they want none"
Standing = QuerySet[Consent]


@action
def refuse(*, patient: Patient, kind: Consent.Kind, by: Actor, now: dt.datetime) -> Consent:
    """No more of these from now on. Said twice, it is one refusal."""
    standing = lock_standing(patient, kind)
    last = standing.order_by("from_on", "pk").last()
    if last is not None and not last.agreed:
        return told(last, by, now)
    return told(say(patient, kind, standing, agreed=False, now=now), by, now)


@action
def agree_again(*, patient: Patient, kind: Consent.Kind, by: Actor, now: dt.datetime) -> Consent | None:
    """The refusal that they gave themselves was a mistake: an agreement takes its place."""
    standing = lock_standing(patient, kind)
    last = standing.order_by("from_on", "pk").last()
    if last is None or last.agreed or last.noted_by_id is not None:
        trail.record("consent.noted", by=by, now=now, practice=patient.practice_id, patient=patient)
        return last
    return told(say(patient, kind, standing, agreed=True, now=now), by, now)


def lock_standing(patient: Patient, kind: Consent.Kind) -> Standing:
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    return Consent.objects.open().filter(practice_id=patient.practice_id, patient=patient, kind=kind)


def say(
    patient: Patient, kind: Consent.Kind, standing: Standing, *, agreed: bool, now: dt.datetime
) -> Consent:
    standing.update(ended_at=now)
    return Consent.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        kind=kind,
        agreed=agreed,
        words=TAKEN_BACK if agreed else REFUSED,
        from_on=now.date(),
        noted_at=now,
    )


def told(consent: Consent, by: Actor, now: dt.datetime) -> Consent:
    trail.record(
        "consent.noted",
        by=by,
        now=now,
        practice=consent.practice_id,
        subject=consent,
        patient=consent.patient_id,
    )
    return consent
