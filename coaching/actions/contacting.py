"""A contact without a session is noted, or marked as entered in error."""

import datetime as dt

from coaching.models import Contact
from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership

SAME_PRESS = dt.timedelta(minutes=1)


@action
def note_contact(*, patient: Patient, kind: str, words: str, by: Membership, now: dt.datetime) -> Contact:
    """Somebody rang. The same press again within a minute is the same call."""
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    contact = same_press(patient, kind, words, by, now)
    if contact is None:
        contact = Contact.objects.create(
            practice_id=patient.practice_id, patient=patient, kind=kind, words=words, made_at=now, made_by=by
        )
    record("contact.noted", contact, by=by, now=now)
    return contact


def same_press(patient: Patient, kind: str, words: str, by: Membership, now: dt.datetime) -> Contact | None:
    mine = patient.contacts.filter(made_by=by, kind=kind, words=words, entered_in_error_at=None)
    return mine.filter(made_at__gt=now - SAME_PRESS).first()


@action
def strike_contact(*, contact: Contact, by: Membership, now: dt.datetime) -> Contact:
    """Pressed by mistake: it stays, struck through."""
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    if locked.entered_in_error_at:
        raise NotPossible("This call is marked as entered in error already.")
    locked.entered_in_error_at, locked.entered_in_error_by = now, by
    locked.save(update_fields=["entered_in_error_at", "entered_in_error_by"])
    record("contact.struck", locked, by=by, now=now)
    return locked


def record(verb: str, contact: Contact, *, by: Membership, now: dt.datetime) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=contact.practice_id,
        subject=contact,
        patient=contact.patient_id,
    )
