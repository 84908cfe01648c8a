"""The whole conversation, field by field: kept as a draft, signed, read again, put side by side."""

import re

import pytest

from coaching.models import Goal, Session, SessionDraft
from coaching.note import TEXTS
from coaching.words import INPUTS, PARTS, typed
from tests.coaching import made
from tests.coaching.test_drafts import BACKGROUND, hidden
from tests.coaching.test_pages import post

SAID = {name: f"Words of {name}" for name in TEXTS}
PICKED = {
    "seen_alone": "yes",
    "interpreter": "family",
    "asked_permission": "on",
    "importance": "6",
    "confidence": "5",
    "confidence_after": "8",
    "teach_back": "own_words",
    "connect": "signpost",
    "connect_agreed": "on",
    "not_to_gp": "on",
    "codes_only": "on",
}
AFTER = {
    name: value for name, value in made.TYPED.items() if name.startswith(("follow_up", "channel", "mode"))
}
MORE = {
    "they_contact_us": "on",
    "if_it_goes_wrong": "Ring the desk",
    "third_party": ["reality", "notes"],
    "not_for_patient": "reality",
    "scale_hoped": "Up the hill in one go",
    "scale_more": "And down again",
    "goal_attained": "-1",
    "shown_as": "words",
}
ALL = SAID | PICKED | AFTER | MORE


@pytest.fixture
def signed(browser, started, at) -> Session:
    assert post(browser, at("finish", started), ALL).status_code == 302
    return Session.objects.get(pk=started.pk)


def test_every_input_of_the_page_is_known_to_drafts(browser, started, at):
    """A field that words.PARTS does not know would be typed and lost."""
    text = browser.get(at("session", started)).text
    form = text[text.index('id="note"') : text.index("</form>", text.index('id="note"'))]
    found = set(re.findall(r'<(?:input|textarea|select)[^>]* name="(\w+)"', form))
    beside = {"csrfmiddlewaretoken", "form_key", "draft_version", "whose"}
    assert found - beside <= set(INPUTS)
    assert set(INPUTS) - found <= {"over_pace_because", "goal", "readers"}


def test_everything_is_kept_as_it_was_typed(browser, started, at):
    browser.post(at("draft", started), ALL, **BACKGROUND)
    page = browser.get(at("session", started)).text
    for words in SAID.values():
        assert words in page
    kept = SessionDraft.objects.get().fields
    assert kept["third_party"] == ["reality", "notes"]
    assert kept.keys() == ALL.keys()


@pytest.mark.care(12)
def test_everything_is_signed(signed):
    assert {name: getattr(signed, name) for name in TEXTS} == SAID
    numbers = (signed.importance, signed.confidence, signed.confidence_after)
    assert numbers == (6, 5, 8)
    assert (signed.interpreter, signed.teach_back, signed.connect) == ("family", "own_words", "signpost")
    assert signed.asked_permission and signed.connect_agreed and signed.not_to_gp and signed.codes_only
    assert signed.marks == {"reality": ["third_party", "not_for_patient"], "notes": ["third_party"]}


def test_the_follow_up_says_who_rings_whom(signed):
    agreed = signed.follow_ups.get()
    assert (agreed.they_contact_us, agreed.if_it_goes_wrong) == (True, "Ring the desk")


def test_everything_can_be_read_again(browser, signed, at):
    page = browser.get(at("session", signed)).text
    for name in set(TEXTS) - {"confidence_help"}:
        assert SAID[name] in page
    assert "6 out of 10" in page and "5 out of 10" in page and "Asked again: 8 out of 10" in page


def test_every_part_is_put_side_by_side(browser, started, at):
    browser.post(at("draft", started), ALL, **BACKGROUND)
    other = dict.fromkeys(TEXTS, "Other") | {"importance": "9", "mode": "video"}
    both = post(browser, at("draft", started), other)
    assert both.status_code == 409
    for words in SAID.values():
        assert words in both.text
    keep = {f"keep_{part}": "theirs" for part in PARTS} | {"draft_version": hidden(both, "draft_version")}
    post(browser, at("draft", started), other | keep)
    assert SessionDraft.objects.get().fields["reality"] == [SAID["reality"]]


def test_words_that_end_elsewhere_are_there_as_an_addendum(browser, browser_of, started, at):
    browser.post(at("draft", started), ALL, **BACKGROUND)
    post(browser_of("ben"), at("finish", started), made.TYPED)
    page = browser.get(at("session", started)).text
    for words in SAID.values():
        assert words in page
    assert "Family" in page


def test_a_goal_with_its_scale_begins(signed):
    goal = signed.goals_set.get()
    assert (goal.words, goal.why) == (SAID["goal_words"], SAID["goal_why"])
    assert goal.scale == {"0": "Up the hill in one go", "1": "And down again"}
    assert goal.ratings.get().attained == -1


def test_a_scale_without_a_goal_is_asked_about(browser, started, at):
    answer = post(browser, at("finish", started), made.TYPED | {"scale_hoped": "Up the hill"})
    assert answer.status_code == 422
    assert "Write the goal that this scale belongs to" in answer.text
    assert not Goal.objects.exists()


def test_only_so_many_rows_are_read(rf):
    sent = rf.post("/", {f"learned_{number}": "x" for number in range(1, 200)}).POST
    assert len(typed(sent)) == 60


@pytest.mark.parametrize("name", ["learned_0", "learned_", "learned_x", "learned_٣", "password"])
def test_other_names_are_not_kept(rf, name):
    assert typed(rf.post("/", {name: "x"}).POST) == {}


def test_an_open_goal_that_was_chosen_stands_in_the_note(browser, mary, asha, at):
    made.a_finished(mary, asha, goal_words="Up the hill", goal_why="The boys run ahead")
    goal = mary.goals.get()
    session = made.a_started(mary, asha)
    page = browser.get(at("session", session)).text
    assert f'value="{goal.pk}"' in page and "Up the hill" in page
    post(browser, at("finish", session), made.TYPED | {"goal": str(goal.pk), f"attained_{goal.pk}": "1"})
    stored = Session.objects.get(pk=session.pk)
    assert (stored.goal_words, stored.goal_why) == ("Up the hill", "The boys run ahead")
    assert stored.steps_agreed.get().goal == goal
    assert goal.ratings.get().attained == 1
    assert mary.goals.count() == 1
