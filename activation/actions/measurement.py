"""What the actions on a questionnaire share: held, refused where it is closed, and what happened to it written down."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from activation.models import Measurement
from practice import trail
from practice.actions import NotPossible
from practice.actors import Actor
from practice.composed import composed


def lock(measurement: Measurement) -> Measurement:
    """The row as it is now, held until the transaction ends."""
    (locked,) = _locked(measurement=measurement.pk)
    if Measurement.instrument.is_cached(measurement):
        locked.instrument = measurement.instrument  # what was loaded never changes
    return locked


@composed
def _locked(measurement: int) -> QuerySet[Measurement]:
    return Measurement.objects.select_for_update().filter(pk=measurement)


def record(verb: str, measurement: Measurement, *, by: Actor, now: dt.datetime, **details: Any) -> None:
    trail.record(
        f"measurement.{verb}",
        by=by,
        now=now,
        practice=measurement.practice_id,
        subject=measurement,
        patient=measurement.patient_id,
        details=details,
    )


def refuse_ended(measurement: Measurement) -> None:
    """Answers that were sent, given up or struck do not change any more."""
    if not measurement.is_open:
        raise NotPossible(f"This questionnaire is closed: {measurement.state.lower()}.")
