"""Columns: recognised by whole headings, corrected by the user, remembered for the next file."""

import json

import pytest

from patients.intake import FIELDS, LABELS, Mapping
from patients.intake.headings import unique
from patients.intake.mapping import recognise

from .intake_lists import HEADINGS, OMAR, PAT, PAT_CELLS, opened, read, text


def fields(*headings):
    return [column.field for column in recognise(unique(list(headings))).columns]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NHS Number", "nhs_number"),
        ("NHS_NUMBER", "nhs_number"),
        ("CHILD_NHS_NUMBER", "nhs_number"),
        ("Patient Details - NHS Number", "nhs_number"),
        ("DateOfBirth", "birth_date"),
        ("Date of birth (dd/mm/yyyy)", "birth_date"),
        ("Usual GP's Full Name", "usual_gp"),
        ("ExternalUsusalGP", "usual_gp"),
        ("E-mail Address", "email"),
        ("Ethnic Category", "ethnic_category"),
        ("SpineSensitive", "restricted"),
    ],
)
def test_a_heading_is_known_however_it_is_written(heading, field):
    assert fields(heading) == [field]


@pytest.mark.parametrize(
    "heading",
    [
        "Carer's telephone",
        "Next of kin - Mobile Telephone",
        "Emergency contact - Telephone",
        "PARENT_1_EMAIL",
        "Practice Postcode",
        "PreviousSurname",
        "User Details' Surname",
        "Medication - Name",
        "Organisation Name",
        "Title",
        "Age",
        "",
    ],
)
def test_what_is_somebody_elses_or_not_used_is_not_taken(heading):
    assert fields(heading) == [""]


def test_each_field_has_a_label_for_people():
    assert set(LABELS) == set(FIELDS)


def test_one_column_feeds_a_field_and_the_other_says_why_not():
    mapping = recognise(("PatientGuid", "PatientNumber", "Surname", "Surname (2)"))
    assert [column.field for column in mapping.columns] == ["", "source_id", "family_name", ""]
    assert mapping.columns[0].reason == "Number in the clinical system is read from PatientNumber."


def test_certain_and_likely_columns_are_told_apart():
    mapping = recognise(("NHS Number", "Patient Surname", "Calling Name", "Shoe size"))
    assert [column.confidence for column in mapping.columns] == ["certain", "likely", "likely", ""]
    assert [column.label for column in mapping.dropped] == ["Not kept"]


@pytest.mark.parametrize(
    ("headings", "groups"),
    [
        (["Date", "Code Term", "Date", "Code Term"], [1, 1, 2, 2]),
        (["Code Term", "Date", "Code Term", "Date"], [1, 1, 2, 2]),
        (["SNOMED code", "Code Term", "Date"], [1, 1, 1]),
        (["A - Date", "A - Code Term", "B - Code Term", "B - Date"], [1, 1, 2, 2]),
        (["Date", "Type of Consultation", "Code Term"], [0, 0, 1]),
    ],
)
def test_code_words_and_date_of_one_condition_belong_together(headings, groups):
    assert [column.group for column in recognise(unique(headings)).columns] == groups


def test_repeated_and_empty_headings_get_names_of_their_own():
    assert unique(["Date", "", "Date", "Date (2)"]) == ("Date", "Column 2", "Date (3)", "Date (2)")
    assert unique(list(unique(["Date", "Date", ""]))) == unique(["Date", "Date", ""])


def test_a_choice_survives_being_stored():
    chosen = opened(text(HEADINGS, PAT_CELLS)).mapping.choose("First Name", "known_as")
    chosen = chosen.with_date_order("Date of Birth", "dmy")
    stored = json.loads(json.dumps(chosen.to_dict()))
    assert Mapping.from_dict(stored).to_dict() == chosen.to_dict()
    assert "Ellerley" not in json.dumps(stored)


def test_a_choice_takes_the_field_from_the_column_that_had_it():
    mapping = recognise(("Phone", "Telephone at night")).choose("Telephone at night", "home_phone")
    assert [column.field for column in mapping.columns] == ["", "home_phone"]
    assert mapping.columns[0].reason == "Telephone at night was chosen instead."


def test_a_dropped_column_is_not_read():
    mapping = opened(text(HEADINGS, PAT_CELLS)).mapping.choose("First Name", "")
    row = read(text(HEADINGS, PAT_CELLS), mapping=mapping)[1][0]
    assert "given_name" not in row.values
    assert "First Name" not in row.raw


def test_an_unknown_field_or_order_is_a_mistake_of_ours():
    mapping = recognise(("Phone",))
    with pytest.raises(ValueError, match="no such field"):
        mapping.choose("Phone", "shoe_size")
    with pytest.raises(ValueError, match="no such order"):
        mapping.with_date_order("Phone", "ymd")


def test_a_remembered_choice_is_found_by_the_headings():
    known = {}
    content = text([*HEADINGS, "Ring at"], [*PAT_CELLS, "07700 900123"])
    mapping = opened(content).mapping.choose("Ring at", "mobile")
    known[mapping.signature] = mapping
    assert read(content, mapping=known.get)[1][0].values["mobile"] == "+447700900123"
    assert "mobile" not in read(content, mapping={}.get)[1][0].values


def test_a_choice_follows_a_column_that_moved():
    mapping = opened(text(HEADINGS, PAT_CELLS)).mapping.choose("First Name", "known_as")
    moved = text([*HEADINGS[::-1], "Postcode"], [*PAT_CELLS[::-1], "M33 6GQ"])
    values = read(moved, mapping=mapping)[1][0].values
    assert (values["known_as"], values["nhs_number"], values["postcode"]) == ("Pat", PAT, "M33 6GQ")


def test_the_signature_tells_headings_apart_and_nothing_else():
    first = opened(text(HEADINGS, PAT_CELLS)).mapping.signature
    second = opened(
        text(HEADINGS, [OMAR, "Haddad", "Omar", "14/11/1961"], encoding="utf-16")
    ).mapping.signature
    assert first == second != opened(text([*HEADINGS, "Sex"], [*PAT_CELLS, "F"])).mapping.signature
