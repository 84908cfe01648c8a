"""What came from outside: kept as sent, matched by a person only, settled once."""

import pytest
from django.db import DatabaseError, transaction

from practice.actions import NotPossible
from practice.models import TrailEvent
from practice.public import VISITOR
from prescribing.actions import arriving, referring
from prescribing.models import Arrival
from tests import build
from tests.prescribing import ways


@pytest.fixture
def arrival(elm):
    return ways.arrived(elm)


def match(arrival, patient, by):
    said = {"reason": "On her own", "needs": [], "urgency": "usual"}
    return arriving.match(arrival=arrival, patient=patient, **said, by=by, now=build.NOW)


def test_it_is_kept_and_due_the_same_day(arrival):
    assert (arrival.settled_at, arrival.referral) == (None, None)
    assert arrival.due_at.hour == 18


def test_the_same_words_twice_are_one(elm, arrival):
    assert ways.arrived(elm) == arrival
    assert ways.arrived(elm, words="And I cannot sleep") != arrival


@pytest.mark.care(11)
@pytest.mark.parametrize("said", [{"needs": ["abuse"]}, {"words": "I am not safe at home"}])
def test_harm_is_looked_at_at_once(elm, said):
    arrival = ways.arrived(elm, **said)
    assert arrival.names_harm
    assert arrival.due_at == arrival.received_at


def test_what_was_sent_is_not_changed(arrival):
    with pytest.raises(DatabaseError), transaction.atomic():
        Arrival.objects.filter(pk=arrival.pk).update(words="Other words")


def test_a_person_found_the_record(arrival, mary, lena):
    made = match(arrival, mary, lena)
    assert (made.route, made.best_times, made.member) == ("self", "Mornings", lena)
    arrival.refresh_from_db()
    assert (arrival.settled, arrival.referral, arrival.settled_by) == ("matched", made, lena)
    with pytest.raises(NotPossible, match="settled this already"):
        match(arrival, mary, lena)


def test_who_has_an_open_referral_goes_on_with_it(arrival, referral, mary, lena):
    assert match(arrival, mary, lena) == referral
    referral.refresh_from_db()
    assert referral.next_words == "Asked again from the public page"


def test_for_somebody_else_it_says_who_asked(elm, mary, lena):
    told = {"who": "other", "sender_name": "Jo Hall", "sender_from": "Neighbour", "they_know": False}
    made = match(ways.arrived(elm, **told), mary, lena)
    assert (made.route, made.referred_by_words, made.knows_of_it) == ("outside", "Jo Hall, Neighbour", False)


def test_settled_without_a_referral_and_taken_back(arrival, lena):
    done = arriving.settle(arrival=arrival, settled="spam", words="An advert", by=lena, now=build.NOW)
    assert (done.settled, done.referral) == ("spam", None)
    assert arriving.hold_again(arrival=done, by=lena, now=build.NOW).settled_at is None


def test_a_match_is_taken_back_after_the_referral_was_struck(arrival, mary, lena):
    made = match(arrival, mary, lena)
    with pytest.raises(NotPossible, match="entered in error first"):
        arriving.hold_again(arrival=arrival, by=lena, now=build.NOW)
    referring.strike(referral=made, version=made.version, because="Wrong Mary", by=lena, now=build.NOW)
    assert arriving.hold_again(arrival=arrival, by=lena, now=build.NOW).referral is None


def test_a_visitor_is_who_sends(arrival):
    event = TrailEvent.objects.get(verb="arrival.received")
    assert (event.system, event.patient_id) == (VISITOR.name, None)
