"""People whose records are beyond their time, lists and holds: for every test that needs one."""

import datetime as dt
from typing import Any

from patients.actions.disposing import draw_up
from patients.actions.holding import set_hold
from patients.actions.leaving import mark_left
from patients.models import DisposalLine, DisposalList, LegalHold, Patient
from practice.models import Membership, Practice
from tests import build

LONG_AGO = dt.date(2016, 5, 3)
IN_A_YEAR = build.NOW.date() + dt.timedelta(days=365)
CLAIM = "A claim was announced by their family"


def who_left(practice: Practice, left_on: dt.date = LONG_AGO, **values: Any) -> Patient:
    """Somebody on the list for years, who left nearly ten years ago and was not heard of since."""
    came = dt.datetime.combine(left_on, dt.time(9), dt.UTC) - dt.timedelta(days=400)
    patient = build.a_patient(practice, now=came, **values)
    left = {"left_on": left_on, "left_for": "", "by": build.TEST}
    return mark_left(patient=patient, **left, now=came + dt.timedelta(days=400))


def a_list(practice: Practice, by: Membership | None = None, now: dt.datetime = build.NOW) -> DisposalList:
    return draw_up(practice=practice, by=by or build.a_colleague(practice), now=now)


def a_hold(patient: Patient) -> LegalHold:
    by = build.a_colleague(patient.practice)
    return set_hold(patient=patient, reason=CLAIM, review_on=IN_A_YEAR, by=by, now=build.NOW)


def make_list(practice: Practice, made: dict[str, Any]) -> int:
    """The open one, where there is one: a practice has one at a time."""
    who_left(practice)
    return (practice.disposal_lists.open().first() or a_list(practice)).pk


def make_line(practice: Practice, made: dict[str, Any]) -> int:
    return DisposalLine.objects.filter(disposal_list=made["disposal_id"])[0].pk


def make_hold(practice: Practice, made: dict[str, Any]) -> int:
    return a_hold(build.a_patient(practice)).pk


MAKERS = {"disposal_id": make_list, "line_id": make_line, "hold_id": make_hold}
