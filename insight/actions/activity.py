"""An activity file leaves for the commissioner: who took it, what for, how many rows."""

import datetime as dt

from insight import activity
from insight.activity import File, Purpose, Shape
from insight.period import Period
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership, Practice


@action
def take(
    *, practice: Practice, shape: Shape, purpose: Purpose, time: Period, by: Membership, now: dt.datetime
) -> File:
    """Made and noted in one transaction."""
    made = activity.made(practice, shape, time, now.date())
    if not made.rows:
        raise NotPossible("Nothing happened in these months. Choose others.")
    months = {"from": f"{time.since:%Y-%m}", "to": f"{time.last:%Y-%m}"}
    details = {"file": str(shape), "purpose": str(purpose), "rows": len(made.rows), **months}
    trail.record("activity.taken", by=by, now=now, practice=practice, details=details)
    return made
