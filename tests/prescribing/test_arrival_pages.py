"""What came from outside, in a colleague's hands."""

import pytest

from prescribing.models import Arrival, Referral
from tests import build
from tests.coaching.test_pages import post
from tests.prescribing import ways


@pytest.fixture
def arrival(elm) -> Arrival:
    return ways.arrived(elm, needs=["money"])


def test_the_list_says_what_waits(browser_of, arrival, at, clock):
    assert "Mary Webb" in browser_of("cara").get(at("arrivals")).text
    clock.move(days=1)
    assert "Overdue" in browser_of("cara").get(at("arrivals")).text
    assert browser_of("mo").get(at("arrivals")).status_code == 403


def test_nothing_is_looked_for_before_somebody_presses(browser, arrival, mary, at):
    text = browser.get(at("arrival", arrival)).text
    assert "I am on my own a lot" in text and "999 000 0034" not in text
    found = post(browser, at("arrival", arrival), {"press": "look", "text": "Mary Webb 4/5/1970"})
    assert at("match-arrival", arrival, mary) in found.text
    assert "Nobody found" in post(browser, at("arrival", arrival), {"press": "look", "text": "Zzyzx"}).text


def test_both_stand_side_by_side_before_anything_is_written(browser, arrival, elm, at):
    other = build.a_patient(elm, birth_date=build.NOW.date().replace(year=1971))
    text = browser.get(at("match-arrival", arrival, other)).text
    assert "The dates of birth differ" in text and "I am on my own a lot" in text
    assert not Referral.objects.exists()


def test_a_press_makes_the_referral(browser, arrival, mary, lena, at):
    typed = {"reason": "On her own a lot", "needs": ["money"], "urgency": "usual"}
    answer = post(browser, at("match-arrival", arrival, mary), typed)
    made = Referral.objects.get()
    assert answer["Location"] == at("referral", made)
    assert "Sent from the public page" in browser.get(at("referral", made)).text
    again = post(browser, at("match-arrival", arrival, mary), typed)
    assert again.status_code == 422 and "settled this already" in again.text


def test_it_is_settled_without_a_referral_and_taken_back(browser, arrival, at):
    assert post(browser, at("arrival", arrival), {"press": "settle"}).status_code == 422
    post(browser, at("arrival", arrival), {"settled": "not_ours", "settled_words": "Rang: registered at Oak"})
    assert Arrival.objects.get().settled == "not_ours"
    post(browser, at("hold-arrival", arrival))
    assert Arrival.objects.get().settled_at is None
    answer = post(browser, at("hold-arrival", arrival), follow=True)
    assert "waits for somebody already" in answer.text


def test_another_practices_is_not_there(browser_of, arrival, at):
    assert browser_of("dev").get(f"/A81002/arrivals/{arrival.pk}").status_code == 404


def test_somebody_in_danger_stands_first(browser_of, elm, arrival, at):
    hurt = ways.arrived(elm, needs=["abuse"])
    listed = browser_of("lena").get(at("arrivals")).content.decode()
    assert listed.index(f"/arrivals/{hurt.pk}") < listed.index(f"/arrivals/{arrival.pk}")
    assert "Look at this first" in listed
    assert "may be in danger" in browser_of("lena").get(at("arrival", hurt)).content.decode()
