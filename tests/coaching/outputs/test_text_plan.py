"""The text message: one message, practice and day alone unless the person agreed to more."""

import dataclasses

import pytest
from hypothesis import given

from coaching.outputs.text_plan import text_plan
from practice import gsm7
from tests.coaching.outputs.notes import NEXT, a_note, notes

AGREED = {"agreed_to_more_words": True}


@pytest.mark.care(9)
def test_without_agreement_only_practice_and_day():
    assert text_plan(a_note()).words == (
        "Mary: your plan is ready at Elm Surgery. Ask us for it. We speak next on Mon 16 March."
    )


@pytest.mark.care(9)
def test_with_agreement_the_step():
    made = text_plan(a_note(**AGREED))
    assert made.words == (
        "Mary, your next step: Walk to the shop and back. We speak next on Mon 16 March. Elm Surgery"
    )
    assert made.says_more


def test_a_long_step_is_cut_between_words():
    made = text_plan(a_note(next_step="Walk to the shop and back again " * 9, **AGREED))
    assert "..." in made.words
    assert gsm7.length(made.words) <= gsm7.LIMIT


def test_who_rings_whom():
    theirs = a_note(next=dataclasses.replace(NEXT, they_contact_us=True))
    assert text_plan(theirs).words.endswith("Please ring us by Mon 16 March.")
    assert text_plan(a_note(next=None)).words == "Mary: your plan is ready at Elm Surgery. Ask us for it."


def test_a_delicate_note_never_says_more():
    for delicate in ({"sensitive": True}, {"risk": True}, {"marks": {"notes": ["third_party"]}}):
        assert not text_plan(a_note(**delicate, **AGREED)).says_more


def test_a_step_that_no_message_can_carry_is_not_there():
    assert not text_plan(a_note(next_step="去公园", **AGREED)).says_more


def test_nothing_for_whom_nothing_may_go_to():
    assert "restricted" in text_plan(a_note(restricted=True)).none_because
    assert "with care" in text_plan(a_note(contact_with_care=True)).none_because
    assert text_plan(a_note(restricted=True)).words == ""


@given(notes())
def test_it_is_always_one_message(facts):
    made = text_plan(facts)
    assert made.length <= gsm7.LIMIT
    assert bool(made.words) != bool(made.none_because)
    assert "\n" not in made.words
