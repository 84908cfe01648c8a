"""Who takes a referral: one at a time; what is asked back; how much each carries; what goes over."""

import datetime as dt

import pytest

from practice.actions import NotPossible
from practice.models import Membership
from prescribing.actions import handing_over, triaging
from prescribing.models import Workload
from tests import build
from tests.prescribing import ways

NEXT = dt.date(2026, 3, 4)


def take(referral, worker):
    return triaging.take(referral=referral, worker=worker, by=worker, now=build.NOW)


def test_who_takes_it_has_it(referral, lena):
    taken = take(referral, lena)
    assert (taken.worker, taken.stands, taken.accepted_at) == (lena, "accepted", build.NOW)


def test_the_second_is_told_who_has_it(referral, lena, asha):
    take(referral, lena)
    with pytest.raises(NotPossible, match=r"Lena .* has this referral since 2 March 2026"):
        take(referral, asha)
    assert take(referral, lena).version == 2  # her own second press changes nothing


def test_it_goes_to_nobody_who_may_not_work_it(referral, ben, lena):
    with pytest.raises(NotPossible, match="cannot take referrals"):
        triaging.take(referral=referral, worker=ben, by=lena, now=build.NOW)


def test_it_waits_until_somebody_has_room(referral, lena):
    waits = triaging.put_on_list(referral=referral, because="All full", by=lena, now=build.NOW)
    assert (waits.stands, waits.worker) == ("waiting", None)
    with pytest.raises(NotPossible, match="already"):
        triaging.put_on_list(referral=referral, because="Again", by=lena, now=build.NOW)
    assert take(referral, lena).stands == "accepted"


def test_what_is_asked_back_comes_back(referral, lena, ben):
    asked = triaging.ask_back(
        referral=referral, question="Does she know?", next_on=NEXT, by=lena, now=build.NOW
    )
    assert (asked.stands, asked.next_on) == ("asked", NEXT)
    told = triaging.answer_back(referral=referral, words="Yes", by=ben, now=build.NOW)
    assert told.next_on == build.NOW.date()
    assert ways.steps_of(referral)[1:] == [("asked", "Asked back: Does she know?"), ("asked", "Answer: Yes")]


def test_how_much_somebody_carries_is_said_once(lena):
    triaging.set_workload(member=lena, people=60, by=lena, now=build.NOW)
    triaging.set_workload(member=lena, people=40, by=lena, now=build.NOW)
    assert Workload.objects.get(member=lena).people == 40


def test_it_goes_over_to_a_colleague_or_back(referral, lena, asha):
    take(referral, lena)
    (moved,) = handing_over.hand_over(giver=lena, to={referral.pk: asha}, by=lena, now=build.NOW)
    assert (moved.worker, moved.stands) == (asha, "accepted")
    (back,) = handing_over.hand_over(giver=asha, to={referral.pk: None}, by=asha, now=build.NOW)
    assert back.worker is None
    assert [why for _kind, why in ways.steps_of(referral)][2:] == [
        f"From {lena.name} to {asha.name}",
        f"{asha.name} gave it back",
    ]


def test_what_somebody_else_has_by_now_is_left_alone(referral, lena, asha):
    take(referral, asha)
    with pytest.raises(NotPossible, match="nothing to hand over"):
        handing_over.hand_over(giver=lena, to={referral.pk: asha}, by=lena, now=build.NOW)


def test_nothing_goes_to_who_has_left(referral, lena, asha):
    take(referral, lena)
    Membership.objects.filter(pk=asha.pk).update(ended_at=build.NOW, ended_by=lena)
    asha.refresh_from_db()
    with pytest.raises(NotPossible, match="cannot take referrals"):
        handing_over.hand_over(giver=lena, to={referral.pk: asha}, by=lena, now=build.NOW)
