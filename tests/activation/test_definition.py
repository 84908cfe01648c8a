"""A questionnaire's file: what it means, and that every problem is said with its place, all at once."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activation.definition import (
    MOST_BYTES,
    NoWording,
    WrongAnswer,
    WrongFile,
    definition_of,
    parse,
    read,
    refuse_wrong,
)
from tests.activation.files import SMALL, bent, shipped, small


def problems(raw) -> dict[str, str]:
    with pytest.raises(WrongFile) as wrong:
        read(raw)
    return {problem.place: problem.words for problem in wrong.value.problems}


def test_a_file_becomes_values():
    read_in = read(SMALL)
    assert (read_in.key, read_in.version, read_in.languages) == ("our-three", "1", ("en", "pl"))
    assert [item.id for item in read_in.items] == ["a", "b", "c"]
    assert read_in.scoring.table == {0: 0, 1: 30.5, 2: 60, 3: 100}
    assert (read_in.maximum_raw, read_in.band("2").upper) == (3, 100)


def test_each_statement_is_said_in_the_language_asked_for():
    definition = read(SMALL)
    assert definition.says(definition.item("a"), "pl", easy=False) == "Pierwsze"
    with pytest.raises(NoWording):
        definition.says(definition.item("a"), "cy", easy=False)


def test_easy_words_where_there_are_some_else_the_plain_ones():
    definition = read(shipped("skerry-13"))
    statement = definition.item("part-say")
    assert definition.says(statement, "en", easy=True) == "I want to help decide about my health."
    assert definition.says(statement, "en", easy=False) == "I want a say in what happens about my health."
    small_one = read(SMALL)
    assert small_one.says(small_one.item("a"), "en", easy=True) == "First"


BROKEN = [
    (bent("items", 2, "text", "en", to=" "), "items[2].text.en", "there is no wording"),
    (bent("items", 2, "text", "pl", drop=True), "items[2].text.pl", "there is no wording"),
    (bent("items", 1, "text", "cy", to="Dau"), "items[1].text.cy", "not among the languages"),
    (bent("items", 1, "id", to="a"), "items[1].id", "second time"),
    (bent("items", 0, "stage", to="two"), "items[0].stage", "not among the stages"),
    (bent("items", 0, "text", to="First"), "items[0].text", "must name its language"),
    (bent("items", 0, to="First"), "items[0]", "must be an object"),
    (bent("items", 0, "txet", to={"en": "x"}), "items[0].txet", "is it “text”?"),
    (bent("items", 0, "text", "en", to="<b>First</b>"), "items[0].text.en", "markup"),
    (bent("items", 0, "text", "en", to="Fi\u202erst"), "items[0].text.en", "nobody can see"),
    (bent("items", 0, "text", "en", to="x" * 601), "items[0].text.en", "longer than 600"),
    (bent("items", 0, "kind", to="slider"), "items[0].kind", "options, scale, words"),
    (bent("items", 0, "kind", to="scale"), "items[0].kind", "cannot be part of a total"),
    (bent("items", 0, "look_at", to=[1]), "items[0].kind", "only a scale"),
    (bent("options", 1, "value", to=2), "options[1].value", "0, 1, 2"),
    (bent("options", 1, "value", to=True), "options[1].value", "whole number"),
    (bent("options", 1, drop=True), "options", "one answer is no choice"),
    (bent("options", to=[]), "items[0].options", "has no answers"),
    (bent("bands", 0, "upper", to=100), "bands[1].upper", "must be above 100"),
    (bent("bands", 1, "upper", to=90), "bands[1].upper", "must reach the end, 100"),
    (bent("bands", 0, "upper", to=30.55), "bands[0].upper", "one decimal"),
    (bent("bands", 0, "source", drop=True), "bands[0].source", "missing"),
    (bent("scoring", "table", "2", drop=True), "scoring.table.2", "no row for the total 2"),
    (bent("scoring", "table", "4", to=100), "scoring.table.4", "largest total"),
    (bent("scoring", "table", "2", to=30.5), "scoring.table.2", "scores rise"),
    (bent("scoring", "table", "x", to=1), "scoring.table.x", "must be a total"),
    (bent("scoring", "table", "3", to=101), "scoring.table", "between 0 and 100"),
    (bent("scoring", "standard_errors", to={"0": 1}), "scoring.standard_errors.1", "no row"),
    (bent("scoring", "minimum_answered", to=4), "scoring.minimum_answered", "4 of 3"),
    (bent("scoring", "minimum_answered", drop=True), "scoring.minimum_answered", "missing"),
    (bent("scoring", "kind", to="sum"), "scoring.kind", "rasch, table, each, entry"),
    (bent("scoring", "design", to={"model": "rsm"}), "scoring.design.locations", "missing"),
    (bent("scoring", drop=True), "scoring", "missing"),
    (bent("licence", to="free"), "licence", "open, permission, licensed"),
    (bent("owner", drop=True), "owner", "missing"),
    (bent("key", to="Our Three"), "key", "small letters"),
    (bent("format", to=2), "format", "this is format 1"),
    (bent("languages", to=["en", "English"]), "languages[1]", "not a language code"),
    (bent("cutset", to={"id": "A"}), "cutset.rule", "missing"),
    (bent("change", to={"source": "x"}), "change", "minimal_important"),
    (bent("repeat_after_days", to=0), "repeat_after_days", "between 1 and 3660"),
    (small(items=[{"id": "a", "text": {}}] * 201), "items", "at most 200"),
    (["a"], "", "one object"),
]


@pytest.mark.parametrize(("raw", "place", "words"), BROKEN, ids=[f"{p}-{w}" for _r, p, w in BROKEN])
def test_each_fault_is_said_with_its_place(raw, place, words):
    assert words in problems(raw)[place]


def test_all_that_is_wrong_is_said_at_once():
    raw = bent("items", 0, "stage", to="two") | {"licence": "free", "lang": []}
    assert set(problems(raw)) >= {"items[0].stage", "licence", "lang"}


def test_nothing_but_the_fault_itself_is_said():
    assert set(problems(bent("items", 2, "text", "en", to=""))) == {"items[2].text.en"}


def rasch(**design):
    return bent("scoring", to={"kind": "rasch", "minimum_answered": 2, "design": design})


DESIGNS = [
    ({"model": "rsm", "locations": {"a": 0, "b": 1}, "thresholds": [0]}, "locations.c", "missing"),
    ({"model": "rsm", "locations": {"a": 0, "b": 1, "c": 1}, "thresholds": [0]}, "locations", "2.00"),
    (
        {"model": "rsm", "locations": {"a": 0, "b": 0, "c": 0}, "thresholds": [0, 0]},
        "thresholds",
        "must be 1",
    ),
    ({"model": "pcm", "items": {"a": [0, 0], "b": [0], "c": [0]}}, "items.a", "must be 1"),
    ({"model": "pcm", "items": {"a": [0], "b": [0], "c": [0], "d": [0]}}, "items.d", "no such item"),
    ({"model": "2pl"}, "model", "rsm, pcm"),
]


@pytest.mark.parametrize(("design", "place", "words"), DESIGNS, ids=[place for _d, place, _w in DESIGNS])
def test_a_design_fits_its_items(design, place, words):
    assert words in problems(rasch(**design))[f"scoring.design.{place}"]


def test_a_score_that_is_typed_in_has_no_items():
    assert "no items" in problems(bent("scoring", to={"kind": "entry"}))["items"]


def test_two_sets_of_bands_name_the_same_bands():
    raw = shipped("pam")
    raw["other_cutsets"][0]["bands"].pop(0)
    assert "same bands" in problems(raw)["other_cutsets[0].bands"]


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"{" + b" " * MOST_BYTES, "", "larger than 1 MB"),
        (b"\xff\xfe{", "", "not text in UTF-8"),
        (b'{"key": }', "line 1, column 9", "stops being JSON"),
        (b'{"key": "a", "key": "b"}', "key", "twice"),
        (b'{"key": NaN}', "", "not a number"),
        (b"[" * 100_000, "", "nested"),
        (b'{"repeat_after_days": ' + b"9" * 5000 + b"}", "", "not a number"),
    ],
)
def test_a_file_that_is_not_json_is_refused(data, place, words):
    with pytest.raises(WrongFile) as wrong:
        parse(data)
    assert (wrong.value.problems[0].place, words in wrong.value.problems[0].words) == (place, True)


def test_a_number_out_of_all_range_is_refused():
    assert (
        "out of all range"
        in problems(
            parse(json.dumps(bent("bands", 0, "upper", to=1e999)).replace("Infinity", "1e999").encode())
        )["bands[0].upper"]
    )


@pytest.mark.parametrize("value", [2, -1, True, 1.0, "1", None, "no", {"words": "x"}])
def test_an_answer_that_the_item_does_not_have_is_refused(value):
    with pytest.raises(WrongAnswer, match="answers go from 0 to 1"):
        refuse_wrong(read(SMALL), "a", value)


def test_an_item_that_does_not_exist_is_refused():
    with pytest.raises(WrongAnswer, match="“x”"):
        refuse_wrong(read(SMALL), "x", 1)


def test_answers_that_exist_pass():
    for value in (0, 1, "na"):
        assert refuse_wrong(read(SMALL), "a", value) is None
    goal = read(shipped("goal"))
    assert refuse_wrong(goal, "goal", {"words": "Walk to the shop"}) is None
    with pytest.raises(WrongAnswer, match="words"):
        refuse_wrong(goal, "goal", {"words": " "})


def test_what_is_loaded_is_read_once():
    class Row:
        pk = -1
        definition = small()

    first = definition_of(Row())
    assert definition_of(Row()) is first
    Row.definition = small(version="2")
    assert definition_of(Row()).version == "2"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(SMALL)), VALUES)
def test_whatever_stands_in_a_field_it_is_read_or_refused(field, value):
    try:
        assert read(small(**{field: value})).key
    except WrongFile as wrong:
        assert wrong.problems


def test_a_hopeless_file_is_refused_at_once():
    found = problems(small(**{f"field{number}": 1 for number in range(20_000)}))
    assert (len(found), "first 100" in found[""]) == (101, True)
