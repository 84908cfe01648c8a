"""For the GP: five lines at most, marks honoured, and what they must know about hiding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.outputs.gp_summary import HIDE, PARTS_LEFT_OUT, WORRIED, gp_summary
from tests.coaching.outputs.notes import CODE, FREE, a_note, flags, notes, secret


def test_five_lines():
    assert gp_summary(a_note()).lines == (
        "Health coaching on 2 March 2026, face to face, with Asha Rao (coach).",
        "What matters: Playing with the grandchildren. Goal: Walk to the park without stopping.",
        "Next step: Walk to the shop and back, Tuesday after breakfast, The corner shop, Twice a week."
        " Confidence: 8 out of 10.",
        "Follow-up: 16 March 2026, phone call, Asha Rao.",
        "Referral to a group or service (agreed): Walking group.",
    )


def test_a_bare_note():
    bare = a_note(what_matters="", goal_words="", next_step="", connect="", next=None)
    assert gp_summary(bare).lines[1:] == (
        "No next step agreed.",
        "No follow-up planned.",
        "Nothing is asked of the GP.",
    )


def test_neither_asks_nothing_and_agreement_is_said():
    assert gp_summary(a_note(connect="neither")).lines[-1] == "Nothing is asked of the GP."
    unsure = gp_summary(a_note(connect_agreed=False, connect_words=""))
    assert unsure.lines[-1] == "Referral to a group or service (agreement not recorded)."


@pytest.mark.care(19)
def test_third_party_parts_are_left_out_and_that_is_said():
    made = gp_summary(a_note(marks={"what_matters": ["third_party"]}))
    assert "grandchildren" not in made.text
    assert made.lines[-1].endswith(f"{PARTS_LEFT_OUT} {HIDE}")
    assert [one.part for one in made.left_out] == ["what_matters"]


def test_what_is_not_for_the_patient_goes_to_the_gp_and_should_be_hidden():
    made = gp_summary(a_note(marks={"what_matters": ["not_for_patient"]}))
    assert "grandchildren" in made.text
    assert HIDE in made.text


@pytest.mark.care(19)
@pytest.mark.parametrize("delicate", ["sensitive", "risk"])
def test_sensitive_and_safeguarding_carry_the_advice(delicate):
    assert HIDE in gp_summary(a_note(**{delicate: True})).text
    assert HIDE not in gp_summary(a_note()).text


def test_a_worry_about_safety_is_said_and_nothing_speaks_against_it():
    line = gp_summary(a_note(risk=True, connect="neither")).lines[-1]
    assert line == f"{WORRIED} {HIDE}"
    assert gp_summary(a_note(risk=True)).lines[-1].startswith(f"{WORRIED} Referral to a group")


def test_not_to_the_gp_prepares_nothing_and_says_so():
    made = gp_summary(a_note(not_to_gp=True, codes_only=True, codes=(CODE,)))
    assert (made.lines, made.none_because[:22]) == ((), "The note is marked: do")


@pytest.mark.care(19)
def test_codes_only():
    made = gp_summary(a_note(codes_only=True, codes=(CODE,)))
    assert made.lines == ("871731000000106 Seen by a coach",)
    assert "no code" in gp_summary(a_note(codes_only=True)).none_because


def test_long_words_are_cut_and_that_is_said():
    made = gp_summary(a_note(what_matters="walk " * 200))
    assert "… (shortened)" in made.lines[1]


@given(notes())
def test_never_more_than_five_lines(facts):
    made = gp_summary(facts)
    assert len(made.lines) <= 5
    assert len(made.text.splitlines()) == len(made.lines)
    assert bool(made.lines) != bool(made.none_because)


@given(st.sampled_from(FREE), flags)
def test_a_third_party_part_is_never_in_it(part, said):
    facts = a_note(marks={part: ["third_party"]}, **said, **{name: secret(name) for name in FREE})
    assert secret(part) not in gp_summary(facts).text
