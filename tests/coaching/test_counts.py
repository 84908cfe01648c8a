"""Each person's own counts equal a recount, whatever happened: signed, struck, merged, taken apart."""

import datetime as dt
import random

import pytest

from coaching.actions.striking import strike
from coaching.models import Session
from patients.actions import merging
from patients.models import Patient, Summary
from tests import build
from tests.coaching import made


@pytest.fixture
def two(elm):
    return [build.a_patient(elm, given_name=name) for name in ("Mary", "Marie")]


def recounted(patient) -> tuple:
    days = [s.held_on for s in Session.objects.filter(patient=patient, entered_in_error_at=None) if s.held_on]
    return len(days), min(days, default=None), max(days, default=None)


def kept(patient) -> tuple:
    row = Summary.objects.get(patient=patient)
    return row.sessions, row.first_session_on, row.last_session_on


def put_together(two, asha):
    one, other = (Patient.objects.get(pk=patient.pk) for patient in two)
    return merging.merge(
        kept=one, gone=other, take=(), versions=(one.version, other.version), by=asha, now=build.NOW
    )


def some_weeks(patient, asha, chance) -> None:
    """Sessions on random days, one of them struck."""
    days = [build.NOW - dt.timedelta(days=chance.randrange(300)) for _ in range(chance.randrange(1, 4))]
    sessions = [made.a_finished(patient, asha, now=day) for day in days]
    if chance.random() < 0.7:
        strike(session=chance.choice(sessions), because="Wrong person", by=asha, now=build.NOW)


@pytest.mark.parametrize("seed", range(6))
def test_counts_after_random_weeks_merges_and_strikes(two, asha, seed):
    chance = random.Random(seed)  # noqa: S311 - the same weeks every time
    for patient in two:
        some_weeks(patient, asha, chance)
    theirs = made.a_finished(two[1], asha, now=build.NOW - dt.timedelta(days=320))
    done = put_together(two, asha)
    some_weeks(two[0], asha, chance)
    strike(session=theirs, because="Wrong person", by=asha, now=build.NOW)
    assert [kept(patient) for patient in two] == [recounted(patient) for patient in two]
    merging.unmerge(done=done, by=asha, now=build.NOW)
    assert [kept(patient) for patient in two] == [recounted(patient) for patient in two]
