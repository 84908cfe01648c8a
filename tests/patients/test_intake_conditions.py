"""Conditions: SNOMED CT codes that are whole, and nothing that is sensitive (SAFETY 17)."""

import datetime as dt

import pytest

from patients.intake import Condition
from patients.intake.conditions import code_problem

from .intake_lists import HEADINGS, PAT, PAT_CELLS, read, text

CODED = [*HEADINGS, "SNOMED code", "Code Term", "Date"]
DIABETES, HIV = "44054006", "86406008"


def conditions(code, term, date="02-Jan-2020", **how):
    """What is kept of one condition."""
    return read(text(CODED, [*PAT_CELLS, code, term, date]), **how)


@pytest.mark.parametrize("code", [DIABETES, "871731000000106", "368581000119106", "195967001"])
def test_a_whole_concept_code_is_known(code):
    assert code_problem(code) == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("44054007", "not a whole SNOMED CT code"),
        ("3.69E+14", "not a whole SNOMED CT code"),
        ("12345", "not a whole SNOMED CT code"),
        ("C10F.", "not a whole SNOMED CT code"),
        ("754931000006119", "not a whole|of a description"),
        ("100014", "of a description"),
    ],
)
def test_other_codes_are_refused_in_words(code, words):
    assert any(part in code_problem(code) for part in words.split("|"))


def test_code_words_and_date_are_kept_together():
    _, rows = conditions(DIABETES, "Diabetes")
    assert rows[0].values["conditions"] == [Condition(DIABETES, "Diabetes", dt.date(2020, 1, 2))]


def test_a_code_that_a_spreadsheet_rounded_is_left_out_whole():
    reading, rows = conditions("3.69E+14", "Neuropathy")
    assert rows[0].values["conditions"] == []
    assert "Export the column as text" in rows[0].warnings[0].reason
    assert reading.counts.conditions == 0


@pytest.mark.care(17)
@pytest.mark.parametrize(
    ("code", "term", "sensitive"),
    [
        (HIV, "HIV", {HIV}),
        ("", "HIV  Positive", {"hiv positive"}),
        (HIV, "Other words", {HIV}),
        ("", "hiv", {"HIV"}),
    ],
)
def test_what_is_sensitive_is_dropped_and_counted(code, term, sensitive):
    reading, rows = conditions(code, term, sensitive=frozenset(sensitive))
    assert rows[0].values["conditions"] == []
    assert reading.counts.sensitive == 1
    assert "1 entry on the list of sensitive codes was dropped" in reading.remarks()[0]


def test_what_is_sensitive_is_not_given_back_either():
    content = text(CODED, ["9990000019", *PAT_CELLS[1:], HIV, "HIV", "02-Jan-2020"])
    row = read(content, sensitive=frozenset({HIV}))[1][0]
    assert row.is_refused
    assert [row.raw[name] for name in ("SNOMED code", "Code Term", "Date")] == ["", "", ""]


def test_a_code_nobody_can_judge_is_not_given_back():
    content = text(CODED, ["9990000019", *PAT_CELLS[1:], "8.64E+07", "HIV", ""])
    assert read(content)[1][0].raw["Code Term"] == ""


def test_a_wrong_date_of_a_condition_refuses_its_line():
    _, rows = conditions(DIABETES, "Diabetes", "31-Feb-2020")
    assert rows[0].reason == "Date: There is no such date."


def test_half_a_date_of_a_condition_is_told_and_the_condition_kept():
    _, rows = conditions(DIABETES, "Diabetes", "2019")
    assert rows[0].values["conditions"] == [Condition(DIABETES, "Diabetes", None)]
    assert rows[0].warnings[0].column == "Date"


def test_a_wrong_date_of_a_sensitive_entry_says_nothing():
    _, rows = conditions(HIV, "HIV", "31-Feb-2020", sensitive=frozenset({HIV}))
    assert (rows[0].problems, rows[0].warnings) == ([], [])


@pytest.mark.care(17)
def test_columns_that_are_not_kept_are_in_nothing_that_is_handed_on():
    content = text([*HEADINGS, "Consultation notes"], ["9990000019", *PAT_CELLS[1:], "a secret"])
    reading, rows = read(content)
    assert "a secret" not in f"{rows[0].raw} {rows[0].values} {rows[0].reason}"
    assert [column.heading for column in reading.mapping.dropped] == ["Consultation notes"]
    assert rows[0].raw["NHS Number"] != PAT
