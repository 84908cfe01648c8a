"""A score that another tool returned is typed in; a coach notes their own judgement of a level."""

import datetime as dt
from typing import Any

from activation.actions.asking import licence_for, refuse_gone
from activation.actions.counting import recount
from activation.actions.measurement import record
from activation.definition import Definition, definition_of
from activation.kinds import Mode
from activation.models import Instrument, Measurement
from activation.scoring import level_of
from patients.models import Patient
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership


@action
def enter_score(
    *,
    patient: Patient,
    instrument: Instrument,
    score: float,
    measured_on: dt.date,
    by: Membership,
    now: dt.datetime,
    level: str = "",
) -> Measurement:
    """The score of a licensed tool, with its day. The level follows from the file's bands unless the tool said it.

    Raises NotPossible for a score outside the scale, a day to come, or a level that is not the score's.
    """
    refuse_gone(patient)
    definition = definition_of(instrument)
    if not definition.scoring.minimum <= score <= definition.scoring.maximum:
        raise NotPossible(
            f"The score must be between {definition.scoring.minimum:g} and {definition.scoring.maximum:g}."
        )
    if measured_on > now.date():
        raise NotPossible("The day of the score cannot be in the future.")
    cutset, level = level_named(definition, score, level)
    return noted(
        patient,
        by,
        now,
        mode=Mode.ENTRY,
        instrument=instrument,
        measured_on=measured_on,
        score=score,
        level=level,
        cutset=cutset,
        licence=licence_for(instrument, patient.practice, now),
    )


def level_named(definition: Definition, score: float, level: str) -> tuple[str, str]:
    """Which published set of levels, and the level. Two sets may stand for one score, so both are kept.

    Without a level the set in force decides. Raises NotPossible for a level that no set gives this score.
    """
    in_force = level_of(definition.bands, score)
    given = {c.id: level_of(c.bands or definition.bands, score) for c in definition.cutsets} or {"": in_force}
    fitting = [cutset for cutset, found in given.items() if found == (level or in_force)]
    if not fitting:
        raise NotPossible(
            f"A score of {score:g} is {definition.band(in_force).name} in this version."
            " Check both, or leave the level out."
            if in_force
            else "This questionnaire has no levels. Leave the level out."
        )
    return fitting[0], level or in_force


@action
def judge_level(
    *, patient: Patient, instrument: Instrument, level: str, by: Membership, now: dt.datetime
) -> Measurement:
    """A coach's own judgement, marked as that wherever it is shown."""
    refuse_gone(patient)
    definition_of(instrument).band(level)
    return noted(
        patient, by, now, mode=Mode.JUDGED, instrument=instrument, measured_on=now.date(), level=level
    )


def noted(patient: Patient, by: Membership, now: dt.datetime, **values: Any) -> Measurement:
    """Asked and complete at once."""
    measurement = Measurement.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        asked_at=now,
        asked_by=by,
        completed_at=now,
        completed_by=by,
        **values,
    )
    record("entered", measurement, by=by, now=now, mode=measurement.mode)
    recount(patient.pk)
    return measurement
