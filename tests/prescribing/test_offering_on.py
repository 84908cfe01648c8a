"""Somebody moved within the network: their new practice hears what they agreed to, and nothing else crosses."""

import pytest

from patients.actions.leaving import mark_left
from patients.models import Patient
from practice.actions import NotPossible
from practice.tenancy import in_view
from prescribing.actions.offering_on import offer_on
from prescribing.models import Referral
from tests import build
from tests.prescribing import ways


@pytest.fixture
def moved(referral, mary, lena) -> Referral:
    mark_left(patient=mary, left_on=build.NOW.date(), left_for="Oak Surgery", by=lena, now=build.NOW)
    return Referral.objects.get(pk=referral.pk)


@pytest.fixture
def offer(moved, at, browser, oak):
    def press(**typed):
        said = {"to": oak.pk, "telephone": "07700 900123", "words": "Likes to sing", "agrees": "on"} | typed
        return browser.post(at("offer-on", moved), said)

    return press


def waiting_at(oak):
    with in_view([oak], build.TEST):
        return list(oak.arrivals.held())


@pytest.mark.care(22)
def test_the_new_practice_finds_it_under_from_outside(offer, moved, oak, browser):
    assert offer().status_code == 302
    (arrival,) = waiting_at(oak)
    assert (arrival.name, arrival.words, arrival.sender_from) == ("Mary Webb", "Likes to sing", "Elm Surgery")
    assert ways.steps_of(moved)[-1] == ("closed", "Offered to Oak Surgery")
    assert "Likes to sing" in browser.get(f"/A81002/arrivals/{arrival.pk}").text


@pytest.mark.care(22)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"agrees": ""}, "Ask them first"),
        ({"words": ""}, "Write what it hears"),
        ({"to": "0"}, "Choose their new practice"),
    ],
)
def test_nothing_goes_without_their_yes(offer, oak, typed, words):
    answer = offer(**typed)
    assert (answer.status_code, words in answer.text, waiting_at(oak)) == (422, True, [])


def test_it_is_offered_once(offer, oak):
    assert [offer().status_code, offer().status_code] == [302, 422]
    assert len(waiting_at(oak)) == 1


def test_only_of_who_moved_and_not_of_who_is_protected(referral, mary, lena, oak, moved):
    said = {"to": oak, "telephone": "", "words": "Likes to sing", "by": lena, "now": build.NOW}
    Patient.objects.filter(pk=mary.pk).update(restricted=True)
    with pytest.raises(NotPossible, match="protected"):
        offer_on(referral=moved, **said)
    Referral.objects.filter(pk=moved.pk).update(outcome="declined")
    with pytest.raises(NotPossible, match="has moved"):
        offer_on(referral=moved, **said)
