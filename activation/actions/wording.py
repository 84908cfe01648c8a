"""While somebody answers, the words may turn out too hard, or needlessly plain."""

import datetime as dt

from activation.actions.measurement import lock, record, refuse_ended
from activation.models import Measurement
from practice.acting import action
from practice.models import Membership


@action
def change_wording(
    *, measurement: Measurement, easy_read: bool, by: Membership, now: dt.datetime
) -> Measurement:
    """Easy-read or not, from here on; what has been answered stays."""
    locked = lock(measurement)
    refuse_ended(locked)
    locked.easy_read = easy_read
    locked.save(update_fields=["easy_read"])
    record("words_chosen", locked, by=by, now=now, easy=easy_read)
    return locked
