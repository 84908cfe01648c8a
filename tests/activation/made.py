"""Measurements for tests, made through the actions."""

import datetime as dt
from typing import Any

from activation.actions import answering, asking, entering
from activation.definition import definition_of
from activation.kinds import Mode, NotDone
from activation.models import Instrument, Measurement
from patients.models import Patient
from practice.models import Membership
from tests import build

# Agreeing with what is easy, less with what is hard: nothing in it is doubtful.
USUAL = (3, 3, 3, 2, 2, 2, 2, 1, 2, 1, 1, 1, 0)
MORE = (3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1)


def instrument(key: str = "skerry-13") -> Instrument:
    return Instrument.objects.standing().get(key=key, practice=None)


def begun(
    patient: Patient,
    by: Membership,
    *,
    key: str = "skerry-13",
    mode: str = Mode.DESK,
    now: dt.datetime = build.NOW,
    **how: Any,
) -> Measurement:
    return asking.begin(
        patient=patient, instrument=instrument(key), mode=Mode(mode), how=asking.How(**how), by=by, now=now
    )


def answers(measurement: Measurement, given: Any = USUAL) -> dict[str, Any]:
    """`given` is a list in the order of the statements; None leaves one open."""
    items = definition_of(measurement.instrument).items
    return {item.id: value for item, value in zip(items, given, strict=False) if value is not None}


def keep(measurement: Measurement, given: Any = USUAL, now: dt.datetime = build.NOW) -> None:
    answering.answer(measurement=measurement, values=answers(measurement, given), seconds={}, now=now)


def done(
    patient: Patient,
    by: Membership,
    given: Any = USUAL,
    *,
    now: dt.datetime = build.NOW,
    **how: Any,
) -> Measurement:
    """Asked, answered and sent at the desk."""
    measurement = begun(patient, by, now=now, **how)
    keep(measurement, given, now)
    return answering.complete(measurement=measurement, by=by, now=now)


def not_asked(patient: Patient, by: Membership) -> Measurement:
    """Not today."""
    because = NotDone.NOT_TODAY
    return asking.not_done(patient=patient, instrument=instrument(), because=because, by=by, now=build.NOW)


def judged(patient: Patient, by: Membership, level: str = "2", now: dt.datetime = build.NOW) -> Measurement:
    return entering.judge_level(patient=patient, instrument=instrument(), level=level, by=by, now=now)


def posted(measurement: Measurement, given: Any = USUAL, **more: str) -> dict[str, str]:
    """What a browser sends from the page of the statements."""
    return {f"a-{name}": str(value) for name, value in answers(measurement, given).items()} | more
