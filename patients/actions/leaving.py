"""Somebody dies, or moves away; and what to do when that was a mistake."""

import datetime as dt
from typing import Any

from patients.leaving import Departure, resume_everything, stop_everything
from patients.models import Leaving, Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership


@action
def mark_died(
    *, patient: Patient, died_on: dt.date, by: Actor, now: dt.datetime, day_not_known: bool = False
) -> Patient:
    """The person has died: everything open stops at once. Said again, it only puts the day right."""
    patient = lock(patient)
    was_alive = patient.died_on is None
    patient.died_on, patient.death_day_not_known = died_on, day_not_known
    save(patient, "died_on", "death_day_not_known")
    if was_alive:
        stop_everything(Departure(patient, died=True, by=by, now=now))
    return tell("patient.died", patient, by, now)


@action
def undo_died(*, patient: Patient, by: Actor, now: dt.datetime) -> Patient:
    """It was a mistake: what was stopped is taken up again."""
    patient = lock(patient)
    if patient.died_on is not None:
        patient.died_on, patient.death_day_not_known = None, False
        save(patient, "died_on", "death_day_not_known")
        resume_everything(Departure(patient, died=True, by=by, now=now))
    return tell("patient.died_undone", patient, by, now)


@action
def mark_left(*, patient: Patient, left_on: dt.date, left_for: str, by: Actor, now: dt.datetime) -> Patient:
    """The person is not registered here any more. Said again, it only puts day and place right."""
    patient = lock(patient)
    was_here = patient.left_on is None
    patient.left_on, patient.left_for = left_on, left_for
    save(patient, "left_on", "left_for")
    if was_here:
        stop_everything(Departure(patient, died=False, by=by, now=now))
    return tell("patient.left", patient, by, now)


@action
def undo_left(*, patient: Patient, by: Actor, now: dt.datetime) -> Patient:
    """The person is on the list after all."""
    patient = lock(patient)
    if patient.left_on is not None:
        patient.left_on, patient.left_for = None, ""
        save(patient, "left_on", "left_for")
        resume_everything(Departure(patient, died=False, by=by, now=now))
    return tell("patient.left_undone", patient, by, now)


@action
def say_died(
    *, patient: Patient, died_on: dt.date | None, by: Membership, now: dt.datetime
) -> Leaving | None:
    """Staff heard of a death, perhaps without the day: what was open waits for somebody to look through."""
    day, not_known = died_on or now.date(), died_on is None
    marked = mark_died(patient=patient, died_on=day, day_not_known=not_known, by=by, now=now)
    keep_from_list(marked, "died_on", kept=False)
    return ask_to_settle(marked, Leaving.Kind.DIED, by, now)


@action
def say_left(
    *, patient: Patient, left_on: dt.date, left_for: str, kind: Leaving.Kind, by: Membership, now: dt.datetime
) -> Leaving | None:
    """Staff heard that somebody moved, within the network or elsewhere: never in silence."""
    marked = mark_left(patient=patient, left_on=left_on, left_for=left_for, by=by, now=now)
    keep_from_list(marked, "left_on", kept=False)
    return ask_to_settle(marked, kind, by, now)


@action
def take_back_death(*, patient: Patient, by: Membership, now: dt.datetime) -> Patient:
    """Staff know that the person lives; the next list does not overrule them."""
    alive = undo_died(patient=patient, by=by, now=now)
    keep_from_list(alive, "died_on", kept=True)
    return forget(alive, [Leaving.Kind.DIED], by, now)


@action
def take_back_leaving(*, patient: Patient, by: Membership, now: dt.datetime) -> Patient:
    """Staff know that the person is still registered; the next list does not overrule them."""
    here = undo_left(patient=patient, by=by, now=now)
    keep_from_list(here, "left_on", kept=True)
    return forget(here, [Leaving.Kind.LEFT, Leaving.Kind.MOVED], by, now)


@action
def settle(*, leaving: Leaving, by: Membership, now: dt.datetime) -> Leaving:
    """Somebody looked through what was open for a person who died or left."""
    locked = Leaving.objects.select_for_update().get(pk=leaving.pk)
    if locked.undone_at is not None:
        raise NotPossible("This was taken back: the person did not die or leave.")
    if locked.settled_at is None:
        locked.settled_at, locked.settled_by = now, by
        locked.save(update_fields=["settled_at", "settled_by"])
    about: dict[str, Any] = {"subject": locked, "patient": locked.patient_id}
    trail.record("leaving.settled", by=by, now=now, practice=locked.practice_id, **about)
    return locked


def ask_to_settle(patient: Patient, kind: Leaving.Kind, by: Membership, now: dt.datetime) -> Leaving | None:
    """One open task for one departure, however often it is said."""
    mine = Leaving.objects.filter(practice_id=patient.practice_id, patient=patient, kind=kind)
    if mine.open().exists():
        return None
    facts = {"kind": kind, "noted_at": now, "noted_by": by}
    return Leaving.objects.create(practice_id=patient.practice_id, patient=patient, **facts)


def forget(patient: Patient, kinds: list[Leaving.Kind], by: Membership, now: dt.datetime) -> Patient:
    mine = Leaving.objects.filter(practice_id=patient.practice_id, patient=patient, kind__in=kinds)
    mine.filter(undone_at=None).update(undone_at=now, undone_by=by)
    return patient


def keep_from_list(patient: Patient, column: str, *, kept: bool) -> None:
    """Whether the next list from the clinical system may write this, or shows a difference instead."""
    now_kept = {*patient.kept_here, column} if kept else {*patient.kept_here} - {column}
    if now_kept != {*patient.kept_here}:
        patient.kept_here = sorted(now_kept)
        save(patient, "kept_here")


def lock(patient: Patient) -> Patient:
    return Patient.objects.select_for_update().get(pk=patient.pk)


def save(patient: Patient, *fields: str) -> None:
    patient.version += 1
    patient.save(update_fields=[*fields, "version"])


def tell(verb: str, patient: Patient, by: Actor, now: dt.datetime) -> Patient:
    trail.record(verb, by=by, now=now, practice=patient.practice_id, subject=patient, patient=patient)
    return patient
