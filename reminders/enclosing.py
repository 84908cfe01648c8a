"""A link inside a message: made when the message goes, known to nobody afterwards but whoever has the message.

What is kept and shown of the words has `[link]` in its place.
"""

import datetime as dt

from activation.actions.linking import issue_for_message
from activation.link_address import address_of
from activation.models import Measurement
from reminders import words
from reminders.kinds import Kind
from reminders.planning import SYSTEM
from reminders.queue import Job

KINDS = (Kind.MEASURE,)
IN_ITS_PLACE = "[link]"
AS_LONG = "x" * 32  # as long as a token, so that what is shown is shortened as what goes out


class Busy(Exception):
    """Somebody is changing the questionnaire at this moment."""


def link_for(job: Job, now: dt.datetime) -> str:
    """A new one, which ends the earlier; raises NotPossible when it was taken back this moment.

    A sender holds its row of the queue and never waits here: whoever marks a person as having left has
    the questionnaire first and waits for that row.
    """
    free = Measurement.objects.select_for_update(skip_locked=True).filter(pk=job.subject_id)
    measurement = free.first()
    if measurement is None:
        raise Busy
    _link, token = issue_for_message(measurement=measurement, by=SYSTEM, now=now)
    return address_of(token)


def words_with(kind: str, *, name: str, practice: str, about_at: dt.datetime, link: str = "") -> str:
    """The words as they go out with this link; without one as they are kept."""
    placed = link or (address_of(AS_LONG) if kind in KINDS else "")
    said = words.fill(kind, name=name, practice=practice, about_at=about_at, link=placed)
    return said if link or not placed else said.replace(placed, IN_ITS_PLACE)
