"""Coach and person choose how much at once."""

import datetime as dt

from coaching.models import Pace
from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.models import Membership


@action
def choose_pace(*, patient: Patient, pace: str, by: Membership, now: dt.datetime) -> Pace:
    """The last one counts; what was chosen before stays."""
    chosen = Pace.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        pace=Pace.Kind(pace),
        chosen_at=now,
        chosen_by=by,
    )
    trail.record(
        "pace.chosen", by=by, now=now, practice=patient.practice_id, subject=chosen, patient=patient.pk
    )
    return chosen
