"""Programmes and people's ways through them for tests, made through the actions."""

import datetime as dt
from typing import Any

from coaching.actions import enrolling, programmes
from coaching.models import Enrolment, Programme
from patients.models import Patient
from practice.models import Membership
from tests import build


def a_programme(by: Membership, **given: Any) -> Programme:
    words = {
        "name": "Health coaching",
        "aim": "",
        "who_for": "",
        "sessions_planned": 6,
        "measures": (),
    } | given
    return programmes.start(practice=by.practice, **words, by=by, now=build.NOW)


def the_programme(by: Membership) -> Programme:
    """The one there is, or a new one."""
    return Programme.objects.filter(practice=by.practice, ended_at=None).first() or a_programme(by)


def begun(patient: Patient, by: Membership, kind: str = "enrolled", **given: Any) -> Enrolment:
    """Enrolled with whoever does it; or as given."""
    facts = {"programme": None, "coach": by, "route": "gp", "reason": "", "knows_of_it": True} | given
    facts["programme"] = facts["programme"] or the_programme(by)
    now = facts.pop("now", build.NOW)
    return enrolling.begin(patient=patient, kind=kind, **facts, by=by, now=now)


def taken(enrolment: Enrolment, kind: str, by: Membership, **given: Any) -> Enrolment:
    """One more step, on the day of the clock."""
    enrolment.refresh_from_db()
    now: dt.datetime = given.pop("now", build.NOW)
    values = {"version": enrolment.version, "happened_on": now.date()} | given
    return enrolling.step(enrolment=enrolment, kind=kind, **values, by=by, now=now)
