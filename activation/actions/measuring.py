"""Reading the answers of many people leaves an event: how many, of which questionnaire, what for; nobody's id."""

import datetime as dt

from activation.models import Instrument
from practice import trail
from practice.acting import action
from practice.actors import Actor
from practice.models import Membership, Practice


@action
def note_look(
    *, instrument: Instrument, what: str, people: int, doubtful: int, by: Membership, now: dt.datetime
) -> None:
    """Somebody looked at how well a questionnaire measures here. `what` is the part that they looked at."""
    details = {**about(instrument), "what": what, "people": people, "doubtful": doubtful}
    trail.record(
        "measures.looked_at", by=by, now=now, practice=by.practice_id, subject=instrument, details=details
    )


@action
def note_export(
    *, practice: Practice, instrument: Instrument, people: int, purpose: str, by: Actor, now: dt.datetime
) -> None:
    """Answers of this practice went into a file, without names."""
    details = {**about(instrument), "purpose": purpose, "people": people}
    trail.record("measures.exported", by=by, now=now, practice=practice, subject=instrument, details=details)


def about(instrument: Instrument) -> dict[str, str]:
    return {"key": instrument.key, "version": instrument.version}
