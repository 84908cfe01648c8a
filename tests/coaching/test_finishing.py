"""Finish is pressed too early: everything that is missing is said at once, at the top and in the title."""

import pytest

from coaching.models import Session
from tests.coaching import made
from tests.coaching.test_pages import post

WORDS = ("what_matters", "notes", "next_step")
EMPTY = "a note without words cannot be signed"
NO_STEP = "There is no next step. Write it"


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in made.TYPED.items() if not name.startswith(names)}


def summary(text: str) -> str:
    """What is said at the top of the page."""
    assert "<title>Error: Session" in text
    start = text.index("There is a problem")
    return text[start : text.index("</ul>", start)]


def test_a_wholly_empty_note_is_not_signed(browser, started, at):
    reasoned = {"mode": "phone", "no_follow_up_because": "All is well", "no_step": "1"}
    answer = post(browser, at("finish", started), reasoned)
    assert answer.status_code == 422
    assert EMPTY in summary(answer.text)
    assert Session.objects.get(pk=started.pk).finished_at is None


@pytest.mark.parametrize("name", WORDS)
def test_any_one_of_the_three_is_enough(browser, started, at, name):
    said = without(*WORDS) | {name: made.TYPED[name], "no_step": "1"}
    assert post(browser, at("finish", started), said).status_code == 302
    assert Session.objects.get(pk=started.pk).finished_at


def test_spaces_are_not_words(browser, started, at):
    answer = post(browser, at("finish", started), without(*WORDS) | {"notes": "  \n ", "no_step": "1"})
    assert EMPTY in summary(answer.text)


def test_everything_that_is_missing_is_said_at_once(browser, started, at):
    said = summary(post(browser, at("finish", started), {}).text)
    wanted = [EMPTY, NO_STEP, "Enter a follow-up date", "Choose how to be in touch, if", "Choose how you met"]
    places = [said.index(words) for words in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("day", ["", "45"])
def test_a_wrong_date_does_not_hide_a_missing_way(browser, started, at, day):
    said = summary(post(browser, at("finish", started), without("channel") | {"follow_up_on_day": day}).text)
    assert "follow-up date must" in said
    assert "Choose how to be in touch" in said


def test_a_missing_next_step_is_asked_at_the_top(browser, started, at):
    answer = post(browser, at("finish", started), without("next_step"))
    assert NO_STEP in summary(answer.text)
    assert "Finish: no step agreed" in answer.text


def test_the_answer_is_remembered_while_the_rest_is_mended(browser, started, at):
    answer = post(browser, at("finish", started), without("next_step", "channel") | {"no_step": "1"})
    assert NO_STEP not in summary(answer.text)
    assert '<input type="hidden" name="no_step" value="1">' in answer.text


def test_a_reason_for_none_asks_for_no_way(browser, started, at):
    said = without("follow_up_on", "channel") | {"no_follow_up_because": "All is well"}
    assert post(browser, at("finish", started), said).status_code == 302
