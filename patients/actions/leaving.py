"""Somebody dies, or moves away; and what to do when that was a mistake."""

import datetime as dt

from patients.leaving import Departure, resume_everything, stop_everything
from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.actors import Actor


@action
def mark_died(*, patient: Patient, died_on: dt.date, by: Actor, now: dt.datetime) -> Patient:
    """The person has died: everything open stops at once. A second call changes nothing."""
    patient = lock(patient)
    if patient.died_on is None:
        patient.died_on = died_on
        save(patient, "died_on")
        stop_everything(Departure(patient, died=True, by=by, now=now))
    return tell("patient.died", patient, by, now)


@action
def undo_died(*, patient: Patient, by: Actor, now: dt.datetime) -> Patient:
    """It was a mistake: what was stopped is taken up again."""
    patient = lock(patient)
    patient.died_on = None
    save(patient, "died_on")
    resume_everything(Departure(patient, died=True, by=by, now=now))
    return tell("patient.died_undone", patient, by, now)


@action
def mark_left(*, patient: Patient, left_on: dt.date, left_for: str, by: Actor, now: dt.datetime) -> Patient:
    """The person is not registered here any more."""
    patient = lock(patient)
    if patient.left_on is None:
        patient.left_on, patient.left_for = left_on, left_for
        save(patient, "left_on", "left_for")
        stop_everything(Departure(patient, died=False, by=by, now=now))
    return tell("patient.left", patient, by, now)


@action
def undo_left(*, patient: Patient, by: Actor, now: dt.datetime) -> Patient:
    """The person is on the list after all."""
    patient = lock(patient)
    patient.left_on, patient.left_for = None, ""
    save(patient, "left_on", "left_for")
    resume_everything(Departure(patient, died=False, by=by, now=now))
    return tell("patient.left_undone", patient, by, now)


def lock(patient: Patient) -> Patient:
    return Patient.objects.select_for_update().get(pk=patient.pk)


def save(patient: Patient, *fields: str) -> None:
    patient.version += 1
    patient.save(update_fields=[*fields, "version"])


def tell(verb: str, patient: Patient, by: Actor, now: dt.datetime) -> Patient:
    trail.record(verb, by=by, now=now, practice=patient.practice_id, subject=patient, patient=patient)
    return patient
