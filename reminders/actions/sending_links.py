"""The link to a questionnaire goes out in a message, or is kept back."""

import datetime as dt

from activation.actions import asking_text
from activation.actions.measurement import lock
from activation.models import Measurement
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from reminders import links


@action
def send_link(*, measurement: Measurement, by: Membership, now: dt.datetime) -> Measurement:
    """The link to a questionnaire goes out in a message. While one is on its way, no second one is asked for."""
    locked = lock(measurement)
    if locked.text_asked_at and links.is_on_its_way(links.message_about(locked)):
        raise NotPossible("It is on its way already.")
    return asking_text.send_by_text(measurement=locked, by=by, now=now)


@action
def keep_link(*, measurement: Measurement, by: Membership, now: dt.datetime) -> Measurement:
    """Taken back, if it has certainly not gone. While this holds the measurement, no sender makes a link for it."""
    locked = lock(measurement)
    if not links.can_be_kept(links.message_about(locked), now):
        raise NotPossible("It has gone, or may have gone.")
    return asking_text.do_not_send(measurement=locked, by=by, now=now)
