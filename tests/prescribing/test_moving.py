"""Where a referral stands: forwards only, each first time remembered."""

import datetime as dt

import pytest
from django.db import IntegrityError

from prescribing.actions import moving
from prescribing.actions.referring import strike
from prescribing.models import Referral
from tests import build
from tests.prescribing import ways

LATER = build.NOW + dt.timedelta(days=9)


def test_a_step_is_kept_with_its_first_time(referral, lena):
    moved = moving.move(referral, to="in_touch", now=LATER, by=lena, because="She rang")
    assert (moved.stands, moved.first_contact_at, moved.accepted_at) == ("in_touch", LATER, None)
    assert ways.steps_of(referral) == [("asked", ""), ("in_touch", "She rang")]


def test_it_never_goes_backwards(referral, lena):
    moving.move(referral, to="referred", now=build.NOW, by=lena)
    moved = moving.move(referral, to="planned", now=LATER, by=lena)
    assert (moved.stands, moved.stands_since, moved.planned_at) == ("referred", build.NOW, LATER)
    assert [kind for kind, _why in ways.steps_of(referral)] == ["asked", "referred"]


def test_the_first_time_stays_the_first(referral):
    day = dt.date(2026, 2, 27)
    moving.move(referral, to="attending", now=build.NOW, by=build.TEST, on=day)
    moved = moving.move(referral, to="attending", now=LATER, by=build.TEST)
    assert moved.attended_on == day
    assert moved.steps.last().member is None


def test_what_was_entered_in_error_does_not_move(referral, ben):
    strike(referral=referral, version=referral.version, because="Wrong Mary", by=ben, now=build.NOW)
    moved = moving.move(referral, to="attending", now=LATER, by=ben)
    assert (moved.stands, moved.attended_on) == ("in_error", None)


@pytest.mark.parametrize("bad", [{"stands": "closed"}, {"outcome": "better"}, {"closed_at": LATER}])
def test_closed_without_all_that_belongs_to_it_cannot_stand(referral, bad):
    with pytest.raises(IntegrityError):
        Referral.objects.filter(pk=referral.pk).update(**bad)
