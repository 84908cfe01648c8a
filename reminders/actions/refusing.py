"""What a person does not want to be sent: a kind of message, or everything. Noted by a colleague, and taken back."""

import datetime as dt

from django.db.models import Q, QuerySet

from patients.actions import asking
from patients.actions.noting import end_note, note
from patients.models import Consent, HelpAsked, Patient
from practice import trail
from practice.acting import action
from practice.models import Membership
from reminders.kinds import Kind
from reminders.models import Refusal

ALL = (Consent.Kind.TEXT, Consent.Kind.EMAIL, Consent.Kind.LETTER)
STOPPED = "Everything was stopped"
# Not what they have asked for themselves, by the link in a message: that names the message.
STOP_TASK = Q(kind=HelpAsked.Kind.STOP, subject_type="", dealt_at=None)


@action
def refuse(*, patient: Patient, kind: Kind, by: Membership, now: dt.datetime) -> Refusal:
    """They do not want this kind. A second press changes nothing."""
    locked = Patient.objects.select_for_update().get(pk=patient.pk)
    same = {"practice_id": locked.practice_id, "patient": locked, "kind": kind}
    refusal = Refusal.objects.filter(**same, ended_at=None).first()
    if refusal is None:
        refusal = Refusal.objects.create(**same, said_at=now, noted_by=by)
    record("message.refused", refusal, by=by, now=now)
    return refusal


@action
def want_again(*, refusal: Refusal, by: Membership, now: dt.datetime) -> Refusal:
    """They want it after all, or it was a slip. A second press changes nothing."""
    locked = Refusal.objects.select_for_update().get(pk=refusal.pk)
    if locked.ended_at is None:
        locked.ended_at, locked.ended_by = now, by
        locked.save(update_fields=["ended_at", "ended_by"])
    record("message.wanted_again", locked, by=by, now=now)
    return locked


@action
def stop_everything(*, patient: Patient, by: Membership, now: dt.datetime) -> Patient:
    """No text, email or letter any more. What would be sent becomes a call, so that nobody misses an appointment;
    and somebody agrees with them how they hear of the next one."""
    for kind in ALL:
        standing = consents(patient).filter(kind=kind, ended_at=None).order_by("pk").last()
        if standing is None or standing.agreed:
            values = {"kind": kind, "agreed": False, "from_on": now.date(), "words": STOPPED}
            note(patient=patient, model=Consent, values=values, by=by, now=now)
    asking.ask(patient=patient, kind=HelpAsked.Kind.STOP, owner=by, by=by, now=now)
    said("messages.declined", patient, by=by, now=now)
    return patient


@action
def go_on(*, patient: Patient, by: Membership, now: dt.datetime) -> Patient:
    """It was a slip, or they have changed their mind: what they had agreed to before holds again."""
    for declined in consents(patient).filter(kind__in=ALL, words=STOPPED, agreed=False, ended_at=None):
        before = consents(patient).filter(kind=declined.kind, ended_at=declined.noted_at, agreed=True).last()
        end_note(item=declined, by=by, now=now)
        if before is not None:
            kept = ("kind", "agreed", "given_by", "words", "from_on", "until_on")
            values = {name: getattr(before, name) for name in kept}
            note(patient=patient, model=Consent, values=values, by=by, now=now)
    for asked in HelpAsked.objects.filter(STOP_TASK, practice_id=patient.practice_id, patient=patient):
        asking.deal_with(asked=asked, by=by, now=now, words="They want messages after all")
    said("messages.agreed_again", patient, by=by, now=now)
    return patient


def consents(patient: Patient) -> QuerySet[Consent]:
    return Consent.objects.filter(practice_id=patient.practice_id, patient=patient)


def said(verb: str, patient: Patient, *, by: Membership, now: dt.datetime) -> None:
    trail.record(verb, by=by, now=now, practice=patient.practice_id, subject=patient, patient=patient)


def record(verb: str, refusal: Refusal, *, by: Membership, now: dt.datetime) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=refusal.practice_id,
        subject=refusal,
        patient=refusal.patient_id,
        details={"kind": refusal.kind},
    )
