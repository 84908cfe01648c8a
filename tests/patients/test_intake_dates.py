"""Dates: every style in use is read, and what can be read two ways is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.intake.dates import DateReader, Style, decide, understand
from patients.intake.words import Bad, Doubt

from .intake_lists import HEADINGS, OMAR, PAT, RUTH, TODAY, book, opened, read, text

BIRTH = DateReader(Style("dmy"), TODAY, is_birth=True)
SINCE = DateReader(Style("dmy"), TODAY, is_birth=False)


def births(*dates, make=text):
    """A list of people born on these days."""
    numbers = (PAT, OMAR, RUTH, "", "", "", "", "")
    return make(
        HEADINGS,
        *(
            [number, f"Name{n}", "Pat", day]
            for n, (number, day) in enumerate(zip(numbers, dates, strict=False))
        ),
    )


@pytest.mark.parametrize(
    "day",
    [
        "05-Mar-1950",
        "5-MAR-1950",
        "05/03/1950",
        "5.3.1950",
        "05 03 1950",
        "1950-03-05",
        "1950/3/5",
        "19500305",
        "05 Mar 1950 00:00:00",
        "05 March 1950",
        "5th March 1950",
        "Mar 5, 1950",
        "1950-03-05T00:00:00",
        "05/03/1950 00:00",
        "05031950",
        "18327",
        "18327.0",
        "'05/03/1950",
        " 05-Mar-1950 ",
        "05-Mar-50",
        "05/03/50",
    ],
)
def test_every_style_gives_the_same_day(day):
    assert BIRTH.read(day) == dt.date(1950, 3, 5)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("31/02/1950", "no such date"),
        ("29-Feb-1951", "no such date"),
        ("19501305", "no such date|not a date"),
        ("03-Mar-2026", "in the future"),
        ("01-Mar-1906", "more than 120 years ago"),
        ("05/03/20", "could be 1920 or 2020"),
        ("05-Mar-06", "could be 1906 or 2006"),
        ("1950", "Only part"),
        ("Mar 1950", "Only part"),
        ("03/1950", "Only part"),
        ("yesterday", "not a date"),
        ("05-Foo-1950", "not a date"),
        ("1827", "not a date"),
        ("1.83E+04", "not a date"),
        ("########", "too narrow"),
        ("1950-03-04T23:00:00Z", "time zone"),
        ("٠٥/٠٣/١٩٥٠", "not a date"),
    ],
)
def test_a_wrong_birth_date_is_refused_in_words(day, words):
    assert isinstance(BIRTH.read(day), Bad)
    assert any(part in BIRTH.read(day) for part in words.split("|"))


@pytest.mark.parametrize("day", ["", " ", "-", "n/a", "Unknown"])
def test_an_empty_date_is_none(day):
    assert BIRTH.read(day) is None


@pytest.mark.parametrize("day", ["1950", "Mar 1950", "01-Jan-1900"])
def test_half_a_date_of_something_else_is_left_out_and_told(day):
    assert isinstance(SINCE.read(day), Doubt)


def test_one_day_above_twelve_settles_the_column():
    _, rows = read(births("05/03/1950", "25/03/1950"))
    assert [row.values["birth_date"] for row in rows] == [dt.date(1950, 3, 5), dt.date(1950, 3, 25)]


def test_one_month_in_second_place_settles_it_too():
    _, rows = read(births("05/03/1950", "03/25/1950"))
    assert [row.values["birth_date"] for row in rows] == [dt.date(1950, 5, 3), dt.date(1950, 3, 25)]


def test_a_column_that_never_shows_is_refused_but_for_what_is_the_same_both_ways():
    reading, rows = read(births("05/03/1950", "04/04/1950", "05-Mar-1950"))
    assert [row.is_refused for row in rows] == [True, False, False]
    assert "Day and month could be either way round" in rows[0].reason
    assert reading.date_questions == ("Date of Birth",)


@pytest.mark.parametrize(("order", "day"), [("dmy", dt.date(1950, 3, 5)), ("mdy", dt.date(1950, 5, 3))])
def test_the_answer_settles_it(order, day):
    content = births("05/03/1950")
    mapping = opened(content).mapping.with_date_order("Date of Birth", order)
    reading, rows = read(content, mapping=mapping)
    assert rows[0].values["birth_date"] == day
    assert reading.date_questions == ()


def test_where_both_orders_stand_only_sure_dates_are_read():
    reading, rows = read(births("25/03/1950", "03/25/1950", "05/03/1950"))
    assert [row.is_refused for row in rows] == [False, False, True]
    assert "Some dates in this column have the day first" in rows[2].reason
    assert reading.date_questions == ("Date of Birth",)


def test_each_column_has_its_own_order():
    headings = [*HEADINGS, "Registration Date"]
    content = text(
        headings, [PAT, "A", "B", "25/03/1950", "03/25/2001"], [OMAR, "C", "D", "05/03/1950", "05/03/2001"]
    )
    values = read(content)[1][1].values
    assert (values["birth_date"], values["registered_on"]) == (dt.date(1950, 3, 5), dt.date(2001, 5, 3))


def test_dates_that_a_spreadsheet_may_have_turned_are_refused():
    turned = [dt.date(1950, month, 5) for month in (1, 2, 3)]
    straight = ["25/03/1950", "26/03/1950", "27/03/1950"]
    _, rows = read(births(*turned, *straight, make=book))
    assert ["exchanged day and month" in row.reason for row in rows] == [True] * 3 + [False] * 3


def test_somebody_cannot_have_died_before_being_born():
    content = text([*HEADINGS, "Date of Death"], [PAT, "A", "B", "25-Mar-1950", "24-Mar-1950"])
    assert "before the date of birth" in read(content)[1][0].reason


@given(
    st.dates(dt.date(1930, 1, 1), TODAY),
    st.sampled_from(["%d/%m/%Y", "%d-%b-%Y", "%Y%m%d", "%d %b %Y", "%Y-%m-%d"]),
)
def test_any_day_in_any_style_comes_back(day, style):
    assert BIRTH.read(day.strftime(style)) == day


@given(st.dates(dt.date(1930, 1, 1), TODAY))
def test_without_an_answer_a_day_is_never_guessed(day):
    either = DateReader(Style("either"), TODAY, is_birth=True)
    found = either.read(day.strftime("%d/%m/%Y"))
    assert found == day or isinstance(found, Bad)


@given(st.text(max_size=30))
def test_no_text_makes_it_stumble(words):
    style = decide([understand(words)])
    assert BIRTH.read(words) is None or style is not None
