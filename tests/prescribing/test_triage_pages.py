"""Triage and sharing out, in a browser's hands."""

import pytest

from prescribing.actions import triaging
from prescribing.models import Referral, Workload
from tests import build
from tests.coaching.test_pages import post
from tests.prescribing import ways


def test_of_two_who_press_take_the_second_is_told_who_has_it(browser_of, referral, lena, at):
    post(browser_of("lena"), at("take-referral", referral), {"back": "board"})
    answer = post(browser_of("asha"), at("take-referral", referral), follow=True)
    assert f"{lena.name} has this referral since" in answer.text
    assert Referral.objects.get().worker == lena


def test_who_has_most_room_is_offered_first(browser, referral, asha, lena, at):
    taken = ways.referred(build.a_patient(referral.practice), lena)
    triaging.take(referral=taken, worker=lena, by=lena, now=build.NOW)
    triaging.set_workload(member=lena, people=1, by=lena, now=build.NOW)
    page = browser.get(at("triage", referral)).text
    assert f"{lena.name}, 1 of 1 open" in page
    assert f'<option value="{asha.pk}" selected>' in page


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ({"press": "wait", "because": "All full"}, ("waiting", "All full")),
        ({"press": "ask", "question": "Does she know?"}, ("asked", "Asked back: Does she know?")),
    ],
)
def test_it_waits_or_is_asked_back(browser, referral, at, typed, step):
    post(browser, at("triage", referral), typed)
    assert ways.steps_of(referral)[-1] == step


def test_it_is_given_to_a_colleague(browser, referral, asha, ben, at):
    assert post(browser, at("triage", referral), {"press": "give", "worker": ben.pk}).status_code == 422
    post(browser, at("triage", referral), {"press": "give", "worker": asha.pk})
    assert Referral.objects.get().worker == asha


@pytest.fixture
def lenas(referral, lena):
    return triaging.take(referral=referral, worker=lena, by=lena, now=build.NOW)


def test_one_goes_over_or_back(browser, lenas, asha, at):
    post(browser, at("hand-over-referral", lenas), {"worker": asha.pk})
    assert Referral.objects.get().worker == asha
    post(browser, at("hand-over-referral", lenas), {"press": "back"})
    assert Referral.objects.get().worker is None
    assert browser.get(at("hand-over-referral", lenas)).status_code == 302


def test_all_go_to_who_has_room(browser_of, lenas, lena, asha, at):
    page = browser_of("mo").get(at("hand-all-over", lena)).text
    assert "1 open referral" in page and "Mary" not in page.split("<main")[1]
    post(browser_of("mo"), at("hand-all-over", lena), {"takers": asha.pk})
    assert Referral.objects.get().worker == asha
    assert "nothing to hand over" in browser_of("mo").get(at("hand-all-over", lena)).text


def test_with_nobody_chosen_all_go_back(browser, lenas, lena, at):
    post(browser, at("hand-all-over", lena))
    assert Referral.objects.get().worker is None


def test_the_load_says_numbers_and_no_names(browser_of, lenas, lena, at):
    text = browser_of("mo").get(at("referral-load")).text
    assert f"{lena.name}</strong>: 1 open" in text and "Mary Webb" not in text


def test_how_much_is_ones_own_word(browser_of, lena, asha, at):
    post(browser_of("lena"), at("workload", lena), {"people": "40"})
    assert Workload.objects.get().people == 40
    assert browser_of("lena").get(at("workload", asha)).status_code == 403
    assert post(browser_of("mo"), at("workload", asha), {"people": "x"}).status_code == 422


def test_what_somebody_who_leaves_holds_is_said(lenas, lena):
    from prescribing.board_queries import open_work

    (work,) = open_work([lena])
    assert work.text == "1 referral is open" and work.url.endswith(f"/{lena.pk}/hand-over")
