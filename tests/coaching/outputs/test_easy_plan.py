"""Easy read: short sentences, one a line, a drawing beside what it belongs to."""

from hypothesis import given

from coaching.outputs.drawings import DRAWINGS
from coaching.outputs.easy_plan import easy_plan
from tests.coaching.outputs.notes import a_note, notes


def test_one_sentence_a_line_with_its_drawing():
    lines = [(line.picture, line.words) for line in easy_plan(a_note()).lines]
    assert lines[:7] == [
        ("heart", "This matters to me."),
        ("", "Playing with the grandchildren"),
        ("flag", "This is what I want."),
        ("", "Walk to the park without stopping"),
        ("", "So that I can take the little ones"),
        ("foot", "This is my next step."),
        ("", "Walk to the shop and back"),
    ]


def test_when_where_and_how_often_have_a_drawing_each():
    pictures = {line.words.split(":")[0]: line.picture for line in easy_plan(a_note()).lines}
    assert (pictures["When"], pictures["Where"], pictures["How often"]) == ("clock", "place", "again")


def test_long_words_are_cut_where_a_sentence_ends():
    lines = [line.words for line in easy_plan(a_note(next_step="Put shoes on. Walk out!\nCome back")).lines]
    assert lines[6:9] == ["Put shoes on.", "Walk out!", "Come back"]


def test_how_sure_is_a_sentence():
    assert "I am 8 out of 10 sure." in [line.words for line in easy_plan(a_note()).lines]


def test_only_the_step_is_large():
    assert [line.words for line in easy_plan(a_note()).lines if line.large] == ["Walk to the shop and back"]


@given(notes())
def test_it_says_what_the_plan_says_and_every_drawing_is_there(facts):
    made = easy_plan(facts)
    assert {line.picture for line in made.lines} - {""} <= DRAWINGS.keys()
    assert all(line.words.strip() for line in made.lines)
    said = "".join(w for section in made.plan.sections for w in section.lines)
    assert "This matters to me." not in [line.words for line in made.lines] or said
