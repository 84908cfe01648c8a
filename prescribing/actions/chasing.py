"""What the clock brings about a placement: asked again, and no answer."""

import datetime as dt

from practice.acting import action
from practice.actors import System
from prescribing.actions.placing import NO_ANSWER, Kind, Stands, Who, lock, note, tell, want
from prescribing.models import Placement


@action
def asked_again(*, placement: Placement, by: System, now: dt.datetime) -> Placement:
    """A mail has gone that asks once more."""
    locked = lock(placement)
    note(locked, kind=Kind.CHASED, who=Who.SYSTEM, by=by, now=now)
    return locked


@action
def fall_silent(*, placement: Placement, by: System, now: dt.datetime, because: str = NO_ANSWER) -> Placement:
    """Silence is work for a person, never a refusal. Whoever calls this knows that it is new."""
    locked = lock(placement)
    if locked.stands == Stands.SENT and locked.heard_at is None:
        locked.silent_since = now
        want(locked, locked.needs_somebody_because or because, now)
        locked.version += 1
        locked.save(update_fields=["silent_since", "needs_somebody_at", "needs_somebody_because", "version"])
    tell("placement.silent", locked, by=by, now=now)
    return locked
