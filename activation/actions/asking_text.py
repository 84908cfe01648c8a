"""Staff want a link to go out in a message. Only the fact is kept here; whoever sends messages looks for it."""

import datetime as dt

from activation.actions.measurement import lock, record, refuse_ended
from activation.kinds import Mode
from activation.models import Measurement
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership

LOCKED = "The link is locked. Check the date of birth with the person, then make a new link."


@action
def send_by_text(*, measurement: Measurement, by: Membership, now: dt.datetime) -> Measurement:
    """The link is to be sent. Asked again, another one is, and ends this."""
    locked = lock(measurement)
    refuse_ended(locked)
    if locked.mode != Mode.LINK:
        raise NotPossible("This questionnaire is not answered from a link.")
    if locked.locked_at:
        raise NotPossible(LOCKED)
    locked.text_asked_at, locked.text_asked_by = now, by
    locked.save(update_fields=["text_asked_at", "text_asked_by"])
    record("text_asked", locked, by=by, now=now)
    return locked


@action
def do_not_send(*, measurement: Measurement, by: Membership, now: dt.datetime) -> Measurement:
    """Taken back before it went; a second press changes nothing."""
    locked = lock(measurement)
    forget(locked)
    record("text_taken_back", locked, by=by, now=now)
    return locked


def forget(measurement: Measurement) -> None:
    """Nothing is to be sent any more."""
    if measurement.text_asked_at:
        measurement.text_asked_at = measurement.text_asked_by = None
        measurement.save(update_fields=["text_asked_at", "text_asked_by"])
