"""The same person twice in one list: joined when it is the same, refused when it is not."""

import datetime as dt

import pytest

from patients.intake import Condition

from .intake_lists import HEADINGS, OMAR_CELLS, PAT, PAT_CELLS, RUTH, read, text

CODED = [*HEADINGS, "Code Term"]


def names(rows):
    return [(row.number, row.repeat_of, row.is_refused) for row in rows]


@pytest.mark.parametrize("other", [["Ellerley", "Pat", "26/03/1950"], ["Hart", "Pat", "25/03/1950"]])
def test_one_number_with_two_people_is_refused_on_both_lines(other):
    _, rows = read(text(HEADINGS, PAT_CELLS, OMAR_CELLS, [PAT, *other]))
    assert names(rows) == [(2, None, True), (3, None, False), (4, None, True)]
    assert "on line 4 with another date of birth or last name" in rows[0].reason
    assert "on line 2 with" in rows[2].reason


def test_however_number_name_and_date_are_written():
    again = ["999 000 0018", "ELLERLEY", "Pat", "25-Mar-1950"]
    reading, rows = read(text(HEADINGS, PAT_CELLS, again, OMAR_CELLS))
    assert names(rows) == [(2, None, False), (4, None, False)]
    assert (reading.counts.people, reading.counts.repeated, reading.counts.refused) == (2, 1, 0)
    assert "1 line repeats a person on another line." in reading.remarks()


def test_lines_that_follow_add_their_conditions():
    lines = [[*PAT_CELLS, "Asthma"], [*PAT_CELLS, "COPD"], [*PAT_CELLS, "Asthma"]]
    _, rows = read(text(CODED, *lines))
    assert rows[0].values["conditions"] == [Condition("", "Asthma", None), Condition("", "COPD", None)]
    assert len(rows) == 1


def test_a_line_further_down_is_given_for_its_conditions_alone():
    lines = [[*PAT_CELLS, "Asthma"], [*OMAR_CELLS, ""], [*PAT_CELLS, "COPD"]]
    reading, rows = read(text(CODED, *lines))
    assert names(rows) == [(2, None, False), (3, None, False), (4, 2, False)]
    assert rows[2].values == {
        "nhs_number": PAT,
        "birth_date": dt.date(1950, 3, 25),
        "family_name": "Ellerley",
        "given_name": "Pat",
        "conditions": [Condition("", "COPD", None)],
    }
    assert reading.counts.conditions == 2


def test_what_differs_further_down_is_told_and_the_first_line_holds():
    headings = [*HEADINGS, "Mobile"]
    _, rows = read(text(headings, [*PAT_CELLS, "07700 900123"], [*PAT_CELLS, "07700 900456"]))
    assert rows[0].values["mobile"] == "+447700900123"
    assert rows[0].warnings == [("Mobile", "Line 3: This differs from line 2, which was taken.")]


def test_a_number_alone_on_the_lines_below_is_the_same_person():
    _, rows = read(text(CODED, [*PAT_CELLS, "Asthma"], [PAT, "", "", "", "COPD"]))
    assert len(rows[0].values["conditions"]) == 2
    assert names(rows) == [(2, None, False)]


def test_when_the_first_line_was_refused_the_next_good_one_is_taken():
    headings = [*HEADINGS, "Registration Date"]
    _, rows = read(text(headings, [*PAT_CELLS, "31-Feb-2001"], [*PAT_CELLS, "01-Feb-2001"]))
    assert names(rows) == [(2, None, True), (3, None, False)]


def test_the_number_of_the_system_tells_people_apart_where_there_is_no_nhs_number():
    headings = ["Patient ID", *HEADINGS[1:]]
    _, rows = read(text(headings, ["7", *PAT_CELLS[1:]], ["7", *OMAR_CELLS[1:]], ["8", *OMAR_CELLS[1:]]))
    assert names(rows) == [(2, None, True), (3, None, True), (4, None, False)]


def test_names_birth_date_and_postcode_do_where_there_is_no_number():
    headings = [*HEADINGS[1:], "Postcode"]
    lines = [[*PAT_CELLS[1:], "M33 6GQ"], [*OMAR_CELLS[1:], "M33 6GQ"], [*PAT_CELLS[1:], "M33 6GQ"]]
    reading, _ = read(text(headings, *lines))
    assert (reading.counts.people, reading.counts.repeated) == (2, 1)


@pytest.mark.parametrize("filler", ["", "n/a", "not known"])
def test_people_without_a_number_are_not_one_person(filler):
    _, rows = read(text(HEADINGS, [filler, *PAT_CELLS[1:]], [filler, *OMAR_CELLS[1:]]))
    assert names(rows) == [(2, None, False), (3, None, False)]


def test_many_lines_are_named_only_so_far():
    lines = [[PAT, f"Name{n}", "Pat", "25/03/1950"] for n in range(9)]
    _, rows = read(text(HEADINGS, *lines))
    assert "on lines 3, 4, 5, 6, 7 and 3 more with" in rows[0].reason


def test_wrong_numbers_do_not_meet_each_other():
    wrong = [
        ["1.00E+10", *PAT_CELLS[1:]],
        ["1.00E+10", *OMAR_CELLS[1:]],
        [RUTH, "Hart", "Ruth", "01/01/1980"],
    ]
    _, rows = read(text(HEADINGS, *wrong))
    assert ["same person" in row.reason for row in rows] == [False, False, False]
    assert [row.is_refused for row in rows] == [True, True, False]
