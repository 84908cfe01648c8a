"""Somebody is referred: once, by somebody, old enough, and with needs from the list."""

import datetime as dt

import pytest

from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import TrailEvent
from prescribing.actions import referring
from tests import build
from tests.prescribing import ways


def changed(referral, by, **given):
    said = {
        "version": referral.version,
        "reason": "Fell out with her sister",
        "needs": [],
        "urgency": "soon",
        "best_times": "",
        "third_party": False,
        "sensitive": True,
    }
    return referring.change(referral=referral, by=by, now=build.NOW, **(said | given))


def test_it_begins_new_and_with_nobody(referral, mary, ben):
    assert (referral.stands, referral.worker, referral.referred_by, referral.member) == (
        "asked",
        None,
        ben,
        ben,
    )
    assert ways.steps_of(referral) == [("asked", "")]
    assert TrailEvent.objects.filter(verb="referral.made", patient_id=mary.pk).exists()


def test_nobody_took_it_in_where_the_person_asked(mary):
    made = referring.refer(patient=mary, route="self", by=build.TEST, now=build.NOW)
    assert (made.member, made.referred_by) == (None, None)


def test_one_is_open_at_a_time(referral, mary, ben):
    with pytest.raises(NotPossible, match="Mary has a referral that is open"):
        ways.referred(mary, ben)


@pytest.mark.care(15)
def test_somebody_too_young_is_sent_to_their_gp(elm, ben):
    young = build.a_patient(elm, birth_date=dt.date(2010, 1, 1))
    with pytest.raises(NotPossible, match="services for children"):
        ways.referred(young, ben)


def test_a_need_that_is_not_on_the_list_is_refused(mary, ben):
    with pytest.raises(NotPossible, match="from the list"):
        ways.referred(mary, ben, needs=["nonsense"])


def test_what_is_known_better_now(referral, lena):
    now = changed(referral, lena)
    assert (now.urgency, now.sensitive, now.reason) == ("soon", True, "Fell out with her sister")
    with pytest.raises(Stale):
        changed(referral, lena)


def test_entered_in_error_stays_and_lets_a_new_one_begin(referral, mary, ben):
    struck = referring.strike(referral=referral, version=1, because="Wrong Mary", by=ben, now=build.NOW)
    assert struck.stands == "in_error" and ways.steps_of(referral)[-1] == ("in_error", "Wrong Mary")
    assert ways.referred(mary, ben).stands == "asked"
    with pytest.raises(NotPossible, match="already"):
        referring.strike(referral=struck, version=struck.version, because="Again", by=ben, now=build.NOW)


def test_a_referral_that_is_over_is_not_changed(referral, ben):
    struck = referring.strike(referral=referral, version=1, because="Wrong Mary", by=ben, now=build.NOW)
    with pytest.raises(NotPossible, match="is over"):
        changed(struck, ben)


def test_they_know_of_it_now(mary, ben, lena):
    made = ways.referred(mary, ben, knows_of_it=False)
    assert referring.tell(referral=made, by=lena, now=build.NOW).knows_of_it
