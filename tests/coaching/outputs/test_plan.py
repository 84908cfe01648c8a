"""The person's plan: their words, in order, one step large, and nothing that must stay off paper."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.outputs.plan import islands, plan
from tests.coaching.outputs.notes import FREE, NEXT, a_note, flags, secret


def lines(facts) -> dict[str, tuple[str, ...]]:
    return {section.heading: section.lines for section in plan(facts).sections}


def all_words(facts) -> str:
    made = plan(facts)
    places = [place.words for place in islands(facts)]
    return "\n".join(
        [made.name, made.made, *(w for s in made.sections for w in s.lines), *made.small, *places]
    )


@pytest.mark.care(26)
def test_a_whole_plan_in_the_order_of_its_page():
    assert lines(a_note()) == {
        "What matters to me": ("Playing with the grandchildren",),
        "My goal": ("Walk to the park without stopping", "So that I can take the little ones"),
        "My next step": ("Walk to the shop and back",),
        "When and where": (
            "When: Tuesday after breakfast",
            "Where: The corner shop",
            "How often: Twice a week",
        ),
        "How sure I am": ("8 out of 10",),
        "What helps if it goes wrong": ("Do half of it, or ring Jean", "Jean comes along"),
        "When we speak next": ("Asha Rao will ring me on Monday 16 March 2026.",),
    }


def test_only_the_next_step_is_large():
    assert [section.key for section in plan(a_note()).sections if section.large] == ["step"]


def test_it_says_who_made_it_and_whom_to_ring():
    made = plan(a_note())
    assert (made.name, made.made) == ("Mary Webb", "Made with Asha Rao on 2 March 2026")
    assert made.small[-1] == "To talk about this plan, ring Elm Surgery: 020 7946 0101."
    assert "ring 111" in made.small[1]
    assert "ring 999" in made.small[2]


def test_without_a_number_the_practice_is_named():
    assert plan(a_note(telephone="")).small[-1] == "To talk about this plan, ring Elm Surgery."


def test_what_was_not_said_has_no_heading():
    bare = a_note(what_matters="", goal_words="", goal_why="", next_step="", confidence_help="", next=None)
    assert "My next step" not in lines(bare)
    assert "How sure I am" not in lines(bare)
    assert lines(bare)["When we speak next"] == ("We have not set a day.",)


def test_confidence_of_nought_is_a_score():
    assert lines(a_note(confidence=0, confidence_after=None))["How sure I am"] == ("0 out of 10",)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"channel": "text"}, "Asha Rao will text me on Monday 16 March 2026."),
        ({"channel": "face_to_face"}, "I will see Asha Rao on Monday 16 March 2026."),
        ({"channel": "letter"}, "Asha Rao will write to me by Monday 16 March 2026."),
        ({"channel": "video"}, "Asha Rao will be in touch on Monday 16 March 2026."),
        ({"they_contact_us": True}, "I will get in touch by Monday 16 March 2026."),
    ],
)
def test_who_speaks_with_whom_and_how(how, said):
    assert lines(a_note(next=dataclasses.replace(NEXT, **how)))["When we speak next"] == (said,)


def test_what_the_call_is_about_stays_off_the_paper():
    assert "How the walks went" not in all_words(a_note())


@pytest.mark.parametrize("mark", ["third_party", "not_for_patient"])
def test_a_marked_part_is_left_out_and_named(mark):
    made = plan(a_note(marks={"what_matters": [mark]}))
    assert made.section("matters") is None
    assert "what matters to them (marked:" in str(made.left_out[0])


def test_a_mark_on_the_step_covers_its_place_and_time():
    made = plan(a_note(marks={"next_step": ["third_party"]}))
    assert [made.section(key) for key in ("step", "when", "sure")] == [None, None, None]


def test_a_restricted_persons_plan_names_no_place():
    made = all_words(a_note(restricted=True))
    assert not [words for words in ("Elm Surgery", "020 7946 0101", "corner shop") if words in made]
    assert "ring your GP practice" in made
    assert {one.part for one in plan(a_note(restricted=True)).left_out} == {"step_where", "practice"}


def test_of_a_sensitive_note_only_what_was_agreed():
    headings = lines(a_note(sensitive=True))
    assert "What matters to me" not in headings
    assert headings["My goal"] == ("Walk to the park without stopping",)
    assert headings["What helps if it goes wrong"] == ("Do half of it, or ring Jean",)


@pytest.mark.care(25)
@pytest.mark.parametrize("word", ["level", "activation", "programme", "coaching", "score", "patient"])
def test_no_word_of_the_trade(word):
    words = all_words(a_note()) + " ".join(section.heading for section in plan(a_note()).sections)
    assert word not in words.lower()


@given(st.sampled_from(FREE), st.sampled_from(["third_party", "not_for_patient"]), flags)
def test_a_marked_part_is_never_in_it(part, mark, said):
    facts = a_note(marks={part: [mark]}, **said, **{name: secret(name) for name in FREE})
    assert secret(part) not in all_words(facts)


@given(flags)
def test_free_notes_are_never_in_it(said):
    facts = a_note(**said, **{name: secret(name) for name in FREE})
    for part in ("notes", "reality", "options", "teach_back_words", "connect_words", "our_topics"):
        assert secret(part) not in all_words(facts)


def test_the_islands_leave_a_line_for_what_nobody_said():
    found = {place.key: place.words for place in islands(a_note())}
    assert (found["now"], found["wrong"]) == ("", "")
    assert found["hop"] == "Walk to the shop and back"
    assert [place.key for place in islands(a_note()) if place.large] == ["hop"]
