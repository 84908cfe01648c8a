"""A mistake is struck and stays, marked; doubtful answers are checked with the person."""

import datetime as dt

from activation.actions.counting import recount
from activation.actions.measurement import lock, record
from activation.models import Measurement
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership


@action
def strike(*, measurement: Measurement, because: str, by: Membership, now: dt.datetime) -> Measurement:
    """Entered in error: kept, marked, counted nowhere. Striking twice changes nothing."""
    locked = lock(measurement)
    if locked.entered_in_error_at is None:
        locked.entered_in_error_at, locked.entered_in_error_by = now, by
        locked.entered_in_error_because = because
        locked.save(update_fields=["entered_in_error_at", "entered_in_error_by", "entered_in_error_because"])
        recount(locked.patient_id)
    record("struck", locked, by=by, now=now)
    return locked


@action
def check(*, measurement: Measurement, by: Membership, now: dt.datetime) -> Measurement:
    """A colleague has gone through the answers with the person, and they stand."""
    locked = lock(measurement)
    if locked.completed_at is None:
        raise NotPossible("These answers have not been sent yet.")
    if locked.checked_at is None:
        locked.checked_at, locked.checked_by = now, by
        locked.save(update_fields=["checked_at", "checked_by"])
    record("checked", locked, by=by, now=now)
    return locked
