"""What people type to find somebody, and how it is understood."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.query_words import Span, understand

TODAY = dt.date(2026, 3, 2)
BORN = dt.date(1970, 5, 4)


def read(text):
    return understand(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    ["9990000018", "999 000 0018", "999-000-0018", "99 9000 0018", " 999  000 0018 ", "webb 999 000 0018"],
)
def test_an_nhs_number_in_any_spacing(text):
    assert read(text).number == "9990000018"
    assert read(text).kind == "number"


@pytest.mark.parametrize(
    "text",
    [
        "4/5/1970", "04/05/1970", "4.5.70", "4-5-1970", "4 5 1970", "04051970", "040570", "19700504", "1970-05-04",
        "1970/5/4", "4 May 1970", "4th May 1970", "4th of May, 1970", "4may70", "04-MAY-1970", "May 4, 1970",
        "May 4th 1970", "4 Sept 1970".replace("Sept", "May"),
    ],
)  # fmt: skip
def test_a_birth_date_in_any_style(text):
    assert read(text).born == (Span(BORN, BORN),)
    assert read(text).has_full_date


def test_a_short_year_may_be_either_century():
    assert [span.first.year for span in read("3/10/10").born] == [1910, 2010]
    assert [span.first.year for span in read("3/10/70").born] == [1970]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("webb 1970", dt.date(1970, 1, 1), dt.date(1970, 12, 31)),
        ("webb may 1970", dt.date(1970, 5, 1), dt.date(1970, 5, 31)),
        ("february 1972 webb", dt.date(1972, 2, 1), dt.date(1972, 2, 29)),
    ],
)
def test_a_year_or_a_month_of_birth(text, first, last):
    query = read(text)
    assert (query.words, query.born) == (("webb",), (Span(first, last),))
    assert not query.has_full_date


def test_names_and_date_in_any_order():
    for text in ("webb mary 4 may 1970", "4 may 1970 Webb, Mary", "webb 4/5/1970 mary"):
        query = read(text)
        assert (set(query.words), query.born) == ({"webb", "mary"}, (Span(BORN, BORN),))
        assert query.kind == "name+birth_date"


@pytest.mark.parametrize("text", ["may webb", "April Jones", "June"])
def test_a_month_is_a_name_where_no_number_stands_beside_it(text):
    assert read(text).born == ()


def test_names_lose_case_accents_and_titles():
    assert read("Mrs O'NEILL").words == ("oneill",)
    assert read("Łukasz Nowak-Żak").words == ("lukasz", "nowakzak")
    assert read("dr").words == ("dr",)


def test_two_names_are_read_both_ways_and_as_one():
    assert read("mary webb").pairs == (("webb", "mary"), ("mary", "webb"), ("marywebb", ""), ("", "marywebb"))


def test_a_name_of_several_parts_and_a_middle_name():
    assert ("vanderberg", "jan") in read("van der berg jan").pairs
    assert ("webb", "mary") in read("mary jane webb").pairs
    assert ("webb", "mary") in read("webb mary jane").pairs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Type a name"),
        ("   ", "Type a name"),
        ("'", "Type a name"),
        ("9990000017", "a digit wrong"),
        ("QQ 12 34 56 C", "National Insurance number"),
        ("31/2/1970", "“31/2/1970” is neither"),
        ("webb 4 may", "“4” is neither"),
        ("4/5/2030", "neither"),
        ("999000", "neither"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(text, words):
    assert words in read(text).problem


@given(st.text(max_size=300))
def test_anything_typed_is_understood_or_refused(text):
    query = read(text)
    assert bool(query.problem) != bool(query.number or query.words or query.born)
    assert all(query.words) and len(query.words) <= 4
