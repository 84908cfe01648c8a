"""Somebody died or left the list: what they were asked ends, and comes back if it was a mistake."""

from activation.actions.asking import take_over_sheet
from activation.actions.measurement import record
from activation.kinds import NotDone
from activation.models import AnswerSheet, Measurement
from patients.leaving import Departure
from practice.models import Membership

DIED = "The patient died"
LEFT = "The patient left the list"


def stop(departure: Departure) -> None:
    """Open questionnaires are given up as far as they were answered; a link then leads to one that is closed."""
    by, now = departure.by, departure.now
    for measurement in departure.patient.measurements.open().select_for_update():
        take_over_sheet(measurement)
        measurement.ended_at, measurement.not_done_because = now, NotDone.OTHER
        measurement.not_done_words = because(departure)
        measurement.ended_by = by if isinstance(by, Membership) else None
        measurement.save(
            update_fields=[
                *("ended_at", "ended_by", "not_done_because", "not_done_words"),
                *("answers", "seconds", "answered"),
            ]
        )
        record("given_up", measurement, by=by, now=now, because=NotDone.OTHER)


def resume(departure: Departure) -> None:
    """Only what that stop ended, and only if nothing else keeps the person off the list."""
    patient = departure.patient
    if patient.died_on or patient.left_on:
        return
    stopped = {"not_done_because": NotDone.OTHER, "not_done_words": because(departure)}
    ended = patient.measurements.filter(**stopped, ended_at__isnull=False, entered_in_error_at=None)
    for measurement in ended.select_for_update():
        open_again(measurement, departure)
        record("asked_again", measurement, by=departure.by, now=departure.now)


def because(departure: Departure) -> str:
    return DIED if departure.died else LEFT


def open_again(measurement: Measurement, departure: Departure) -> None:
    """Its answers are on their way again."""
    if measurement.answers:
        AnswerSheet.objects.create(
            practice_id=measurement.practice_id,
            measurement=measurement,
            answers=measurement.answers,
            seconds=measurement.seconds,
            saved_at=departure.now,
        )
    measurement.ended_at = measurement.ended_by = None
    measurement.not_done_because = measurement.not_done_words = ""
    measurement.answers, measurement.seconds, measurement.answered = {}, {}, 0
    measurement.save(
        update_fields=[
            *("ended_at", "ended_by", "not_done_because", "not_done_words"),
            *("answers", "seconds", "answered"),
        ]
    )
