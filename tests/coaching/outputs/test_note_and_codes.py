"""The whole note in the order of the conversation; and only codes that somebody confirmed."""

import dataclasses

from coaching.outputs.codes import codes
from coaching.outputs.note import note
from tests.coaching.outputs.notes import CODE, a_note


def test_the_order_is_that_of_the_conversation():
    assert [
        part.heading for part in note(a_note(importance=9, teach_back="Said back in their own words"))
    ] == [
        *("What matters to them", "Chosen today", "Goal", "Why it matters in their life", "Importance"),
        *("How things are", "Next step", "Confidence", "What would make them more sure", "Teach-back"),
        *("Connect", "Notes", "Follow-up"),
    ]


def test_both_scores_are_kept():
    parts = {part.heading: part.lines for part in note(a_note())}
    assert parts["Confidence"] == ("5 out of 10", "Asked again: 8 out of 10")


def test_marked_parts_stand_in_it_with_their_mark():
    marked = {"goal_words": ["third_party"], "next_step": ["not_for_patient"]}
    parts = {part.heading: part.marks for part in note(a_note(marks=marked))}
    assert parts["Goal"] == ("marked: third party",)
    assert parts["Next step"] == ("marked: not for the patient",)


def test_no_step_and_no_follow_up_are_said():
    parts = {p.heading: p.lines for p in note(a_note(next_step="", next=None, no_follow_up_because="Well"))}
    assert (parts["Next step"], parts["Follow-up"]) == (("No step agreed",), ("None, because: Well",))


def test_only_confirmed_codes_and_the_missing_ones_named():
    made = codes(a_note(codes=(CODE,)))
    assert made.lines == ("871731000000106 Seen by a coach",)
    assert made.missing == ("No confirmed code for care and support plan agreed",)


def test_a_code_that_nobody_confirmed_is_missing():
    made = codes(a_note(next_step="", codes=(dataclasses.replace(CODE, confirmed=False),)))
    assert (made.lines, made.missing) == ((), ("No confirmed code for coaching attended",))
