"""Staff hand a questionnaire over: by a link on the patient's own phone, or with the tablet in their hands."""

import datetime as dt

from activation.actions.asking_text import forget
from activation.actions.linking import issue
from activation.actions.measurement import lock, refuse_ended
from activation.kinds import Mode
from activation.models import Measurement
from practice.acting import action
from practice.models import Membership, SignedLink


@action
def hand_over(
    *, measurement: Measurement, mode: Mode, by: Membership, now: dt.datetime
) -> tuple[SignedLink, str]:
    """A new link for this way of answering; what was answered so far stays, and how it goes on is kept.

    A message that was to bring another link does not go: it would end this one in somebody's hands.
    """
    locked = lock(measurement)
    refuse_ended(locked)
    if locked.mode != mode:
        locked.mode = mode
        locked.save(update_fields=["mode"])
    forget(locked)
    return issue(measurement=locked, by=by, now=now)
