"""What the actions here share: one lock, one way to say what happened."""

import datetime as dt
from typing import Any

from activation.models import Measurement
from practice import trail
from practice.actions import NotPossible
from practice.actors import Actor


def lock(measurement: Measurement) -> Measurement:
    """The row as it is now, held until the transaction ends."""
    return Measurement.objects.select_for_update().select_related(None).get(pk=measurement.pk)


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
