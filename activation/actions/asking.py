"""Somebody is asked to answer a questionnaire; or is not, and why; or gives up half-way."""

import dataclasses
import datetime as dt
from typing import Any

from django.db.models import F

from activation.actions.measurement import lock, record, refuse_ended
from activation.definition import definition_of
from activation.kinds import Licence, Mode, NotDone
from activation.models import AnswerSheet, HeldLicence, Instrument, Measurement
from patients.models import Patient
from patients.waiting import midnight
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership, Practice


@dataclasses.dataclass(frozen=True, slots=True)
class How:
    """In which words, and with whom beside them."""

    language: str = "en"
    easy_read: bool = False
    help: str = ""
    helper: str = ""
    interpreter: str = ""
    seen_alone: bool | None = None


AS_USUAL = How()


@action
def begin(
    *,
    patient: Patient,
    instrument: Instrument,
    mode: Mode,
    by: Membership,
    now: dt.datetime,
    how: How = AS_USUAL,
) -> Measurement:
    """A questionnaire is put to somebody.

    Raises NotPossible where they may not be asked, the wording is missing or the licence has run out.
    """
    refuse_gone(patient)
    refuse_language(instrument, how.language)
    measurement = Measurement.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        instrument=instrument,
        mode=mode,
        licence=licence_for(instrument, patient.practice, now),
        asked_at=now,
        asked_by=by,
        **dataclasses.asdict(how),
    )
    record("asked", measurement, by=by, now=now, mode=mode)
    return measurement


def refuse_gone(patient: Patient) -> None:
    if patient.died_on or patient.death_day_not_known:
        raise NotPossible("This person has died.")
    if patient.left_on:
        raise NotPossible("This person has left the practice.")


def refuse_language(instrument: Instrument, language: str) -> None:
    """English is never put to somebody by default who needs another language: that needs an interpreter."""
    if language not in definition_of(instrument).languages:
        raise NotPossible(
            f"{instrument.name} has no wording in this language. Go through it together with an interpreter."
        )


def licence_for(instrument: Instrument, practice: Practice, now: dt.datetime) -> HeldLicence | None:
    """The licence that a licensed questionnaire is used under today; None where it needs none."""
    if instrument.licence != Licence.LICENSED:
        return None
    held = HeldLicence.objects.filter(practice=practice, key=instrument.key, ended_at=None).first()
    if held is None:
        raise NotPossible(
            f"{instrument.name} is licensed, and no licence is noted here. An administrator can note it."
        )
    if not held.holds(now.date()):
        raise NotPossible(
            f"The licence for {instrument.name} ended on {held.expires_on:%-d %B %Y}. Earlier scores stand."
        )
    return held


@action
def not_done(
    *,
    patient: Patient,
    instrument: Instrument,
    because: NotDone,
    by: Membership,
    now: dt.datetime,
    words: str = "",
    mode: Mode = Mode.DESK,
) -> Measurement:
    """It was not answered, and why: one fact, no answers. The same again on one day changes nothing."""
    Patient.objects.select_for_update().get(pk=patient.pk)  # two presses come one after the other
    fact = {"practice_id": patient.practice_id, "patient": patient, "instrument": instrument}
    fact |= {"not_done_because": because, "not_done_words": words}
    measurement = noted_today(fact, now) or Measurement.objects.create(
        **fact, mode=mode, asked_at=now, asked_by=by, ended_at=now, ended_by=by
    )
    record("not_done", measurement, by=by, now=now, because=because)
    return measurement


def noted_today(fact: dict[str, Any], now: dt.datetime) -> Measurement | None:
    """The same, noted earlier on this day; not one that was asked, and then given up."""
    at_once = Measurement.objects.filter(**fact, entered_in_error_at=None, asked_at=F("ended_at"))
    return at_once.filter(asked_at__gte=midnight(now), asked_at__lte=now).first()


@action
def give_up(
    *, measurement: Measurement, because: NotDone, by: Actor, now: dt.datetime, words: str = ""
) -> Measurement:
    """It stays as far as it was answered, marked as half finished. Its links end."""
    locked = lock(measurement)
    refuse_ended(locked)
    take_over_sheet(locked)
    locked.ended_at, locked.not_done_because, locked.not_done_words = now, because, words
    locked.ended_by = by if isinstance(by, Membership) else None
    locked.save(
        update_fields=[
            *("ended_at", "ended_by", "not_done_because", "not_done_words"),
            *("answers", "seconds", "answered"),
        ]
    )
    record("given_up", locked, by=by, now=now, because=because)
    return locked


def take_over_sheet(measurement: Measurement) -> None:
    """What was answered so far moves onto the measurement, and its history begins there."""
    sheet = AnswerSheet.objects.filter(measurement=measurement).first()
    if sheet is None:
        return
    measurement.answers, measurement.seconds = sheet.answers, sheet.seconds
    measurement.answered = sum(isinstance(value, int) for value in sheet.answers.values())
    AnswerSheet.objects.filter(pk=sheet.pk).delete()
