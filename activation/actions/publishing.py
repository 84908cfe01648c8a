"""One scale for the installation: a calibration from answers is published once, by a named person."""

import datetime as dt
from typing import Any

from activation.actions.loading import tell_everybody
from activation.definition import Definition, definition_of
from activation.models import Calibration, Instrument
from activation.rasch.calibration import BadCalibration
from activation.rasch.calibration import Calibration as Scale
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import User

ENOUGH = 200


@action
def publish_calibration(
    *, instrument: Instrument, found: dict[str, Any], user: User, by: Actor, now: dt.datetime, words: str = ""
) -> Calibration:
    """New answers are scored with it from now on. What was scored before stays as it is and names its own.

    The installation has no trail of its own, so every practice finds it in its own: it concerns the scores of each.
    Raises NotPossible where the calibration is not one of this questionnaire, or rests on too few people.
    """
    refuse_unfit(definition_of(instrument), found)
    Instrument.objects.select_for_update().get(pk=instrument.pk)  # one after the other
    newest = Calibration.objects.newest(instrument)
    made = Calibration.objects.create(
        practice_id=instrument.practice_id,
        instrument=instrument,
        number=newest.number + 1 if newest else 1,
        basis=Calibration.Basis.DATA,
        parameters=found,
        n_used=found["n_used"],
        words=words,
        published_at=now,
        published_by=user,
    )
    if not tell_everybody("calibration.published", made, now, said(made, instrument)):
        raise NotPossible("There is no practice yet, and nobody’s answers to calibrate from.")
    return made


def said(made: Calibration, instrument: Instrument) -> dict[str, Any]:
    """For the trails: which scale of what, and how many stand behind it."""
    about = {"key": instrument.key, "version": instrument.version}
    return about | {"number": made.number, "people": made.n_used}


def refuse_unfit(definition: Definition, found: object) -> None:
    """It must be a calibration of exactly these items, from enough people."""
    scale = scale_of(found)
    wanted = {item.id: len(definition.options_of(item)) - 1 for item in definition.scored}
    if definition.scoring.kind != "rasch" or not wanted:
        raise NotPossible(f"{definition.name} is not scored with a calibration.")
    steps = {item.item: len(item.thresholds) for item in scale.items}
    if steps.keys() != wanted.keys():
        differ = ", ".join(sorted(steps.keys() ^ wanted.keys()))
        raise NotPossible(f"The items are not those of {definition.name}: {differ}.")
    wrong = [name for name in wanted if steps[name] != wanted[name]]
    if wrong:
        raise NotPossible(f"The number of answers differs for {', '.join(wrong)}.")
    if type(scale.n_used) is not int or scale.n_used < ENOUGH:
        raise NotPossible(f"It rests on {scale.n_used or 0} people. At least {ENOUGH} are needed to publish.")


def scale_of(found: object) -> Scale:
    """Raises NotPossible where this is no calibration."""
    try:
        return Scale.from_dict(found)  # type: ignore[arg-type]
    except (BadCalibration, AttributeError, KeyError, TypeError, ValueError) as problem:
        raise NotPossible(f"This is not a calibration: {problem}.") from None
