"""Answers come in one by one, and are sent once."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

from activation import scoring
from activation.actions.asking import take_over_sheet
from activation.actions.counting import recount
from activation.actions.looking import ask_to_look
from activation.actions.measurement import lock, record, refuse_ended
from activation.definition import Definition, Value, definition_of, refuse_wrong
from activation.models import AnswerSheet, Calibration, Measurement
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership, SignedLink

SCORED = (
    *("answers", "seconds", "answered", "raw", "percent", "measure", "measure_se", "score", "score_se"),
    *("level", "level_probability", "flags", "no_score_because", "calibration", "cutset"),
)


def sheet_of(measurement: Measurement) -> AnswerSheet | None:
    """What has been answered so far."""
    return AnswerSheet.objects.filter(measurement=measurement).first()


def answer(
    *,
    measurement: Measurement,
    values: Mapping[str, Value | None],
    seconds: dict[str, int],
    now: dt.datetime,
) -> AnswerSheet:
    """Keep answers that are not sent yet: a draft, outside trail and history.

    Later ones replace earlier ones, and None takes one back.
    Raises NotPossible where the questionnaire is closed, WrongAnswer for an item or a value it does not have.
    """
    locked = lock(measurement)
    refuse_ended(locked)
    definition = definition_of(measurement.instrument)
    for item_id, value in values.items():
        if value is not None:
            refuse_wrong(definition, item_id, value)
    sheet = sheet_of(locked) or AnswerSheet(practice_id=locked.practice_id, measurement=locked, version=0)
    before = dict(sheet.answers)
    sheet.answers = {name: value for name, value in (before | dict(values)).items() if value is not None}
    sheet.seconds = sheet.seconds | seconds
    if sheet.pk is None or sheet.answers != before:
        sheet.version, sheet.saved_at = sheet.version + 1, now
        sheet.save()
    return sheet


@action
def complete(*, measurement: Measurement, by: Membership | SignedLink, now: dt.datetime) -> Measurement:
    """The answers are sent: once, for good, and scored with the newest scale."""
    locked = lock(measurement)
    refuse_ended(locked)
    take_over_sheet(locked)
    if not locked.answers:
        raise NotPossible("Nothing has been answered yet.")
    locked.completed_at, locked.measured_on = now, now.date()
    locked.completed_by = by if isinstance(by, Membership) else None
    put_score(locked)
    locked.save(update_fields=["completed_at", "completed_by", "measured_on", *SCORED])
    record("answered", locked, by=by, now=now, mode=locked.mode, flags=locked.flags)
    recount(locked.patient_id)
    ask_to_look(locked, by=by, now=now)
    return locked


def put_score(measurement: Measurement) -> None:
    """Scored with the newest scale."""
    instrument = measurement.instrument
    put_worth(measurement, definition_of(instrument), Calibration.objects.newest(instrument))


def put_worth(measurement: Measurement, definition: Definition, calibration: Calibration | None) -> None:
    """What the answers are worth by this scale, onto the row."""
    parameters = calibration.parameters if calibration else None
    worth = scoring.score(definition, parameters, measurement.answers, measurement.seconds)
    measurement.calibration = calibration
    measurement.cutset = definition.cutset.id if definition.cutset and worth.level else ""
    for field in dataclasses.fields(worth):
        setattr(measurement, field.name, getattr(worth, field.name))
