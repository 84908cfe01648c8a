"""Tries and contacts, the plan, and the day on which somebody is in touch again."""

import datetime as dt

import pytest

from practice.actions import NotPossible
from prescribing.actions import contacting
from tests import build
from tests.prescribing import ways

NEXT = dt.date(2026, 3, 9)


def noted(referral, by, result="spoke", **given):
    said = {"mode": "phone", "result": result} | given
    return contacting.note_contact(referral=referral, by=by, now=build.NOW, **said)


def test_a_try_changes_nothing_but_the_day_to_try_again(referral, lena):
    noted(referral, lena, "no_answer", next_on=NEXT, next_words="Try after three")
    referral.refresh_from_db()
    assert (referral.stands, referral.first_contact_at) == ("asked", None)
    assert (referral.next_on, referral.next_words) == (NEXT, "Try after three")


def test_who_was_spoken_with_is_in_touch_and_knows(mary, ben, lena):
    referral = ways.referred(mary, ben, knows_of_it=False)
    noted(referral, lena, minutes=20)
    referral.refresh_from_db()
    assert (referral.stands, referral.first_contact_at) == ("in_touch", build.NOW)
    assert referral.knows_of_it


def test_the_same_press_twice_is_one_contact(referral, lena):
    assert noted(referral, lena) == noted(referral, lena)


def test_a_contact_in_error_stays_struck_through(referral, lena):
    contact = noted(referral, lena)
    struck = contacting.strike_contact(contact=contact, because="Another Mary", by=lena, now=build.NOW)
    assert struck.entered_in_error_because == "Another Mary"
    with pytest.raises(NotPossible, match="already"):
        contacting.strike_contact(contact=contact, because="Again", by=lena, now=build.NOW)


def test_a_plan_is_a_stage_of_its_own(referral, lena):
    planned = contacting.agree_plan(
        referral=referral,
        version=1,
        plan="To sing again",
        next_on=NEXT,
        next_words="Ring",
        by=lena,
        now=build.NOW,
    )
    assert (planned.stands, planned.planned_at, planned.next_on) == ("planned", build.NOW, NEXT)


def test_the_next_day_is_not_in_the_past(referral, lena):
    past = dt.date(2026, 3, 1)
    with pytest.raises(NotPossible, match="today or later"):
        contacting.come_back(referral=referral, next_on=past, next_words="Ring", by=lena, now=build.NOW)
    back = contacting.come_back(referral=referral, next_on=NEXT, next_words="Ring", by=lena, now=build.NOW)
    assert back.next_on == NEXT
