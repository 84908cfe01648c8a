"""People who came so far through coaching, made through the actions: for what is counted from their ways."""

import datetime as dt

from coaching.actions.contacting import note_contact
from patients.models import Patient
from practice.models import Membership
from tests import build
from tests.coaching import made
from tests.coaching.ways import begun

DAYS_AGO = 60


def came(person: Patient, by: Membership, far: int, *, days_ago: int = DAYS_AGO, route: str = "gp") -> None:
    """1 offered, 2 accepted, 3 spoken with, 4 attended and so planned: all on one day."""
    now = build.NOW - dt.timedelta(days=days_ago)
    begun(person, by, "enrolled" if far > 1 else "referred", route=route, now=now)
    if far == 3:
        note_contact(patient=person, kind="spoke", words="", by=by, now=now)
    if far == 4:
        made.a_finished(person, by, now=now)
