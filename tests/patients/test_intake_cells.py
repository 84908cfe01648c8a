"""Names, telephones and the other cells: readable, or left out and told."""

import pytest

from patients.intake.names import FullName, readable_family, readable_given, take_apart

from .intake_lists import HEADINGS, PAT_CELLS, one, read, text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("MCLAUGHLIN", "McLaughlin"),
        ("O'NEILL", "O'Neill"),
        ("O’BRIEN-SMITH", "O’Brien-Smith"),
        ("VAN DER BERG", "van der Berg"),
        ("D'SOUZA", "D'Souza"),
        ("MACDONALD", "Macdonald"),
        ("'T HOOFT", "'t Hooft"),
        ("AVILÉS", "Avilés"),
        ("NG", "Ng"),
        ("ST JOHN", "St John"),
        ("DE", "De"),
        ("McLaughlin", "McLaughlin"),
        ("de Souza", "de Souza"),
        ("mckay", "mckay"),
        ("<B>HART</B>", "<B>Hart</B>"),
    ],
)
def test_only_a_last_name_wholly_in_capitals_is_changed(name, shown):
    assert readable_family(name) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("MARY-JANE", "Mary-Jane"), ("MARY ANN", "Mary Ann"), ("AJ", "AJ"), ("Pat", "Pat")]
)
def test_first_names_keep_their_initials(name, shown):
    assert readable_given(name) == shown


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        ("SMITH, John Paul (Mr)", FullName("Smith", "John", "Paul")),
        ("Mr John SMITH", FullName("Smith", "John")),
        ("John Smith", FullName("Smith", "John")),
        ("Jan van der Berg", FullName("van der Berg", "Jan")),
        ("Juan GARCÍA MÁRQUEZ", FullName("García Márquez", "Juan")),
        ("", None),
    ],
)
def test_a_full_name_is_taken_apart(name, apart):
    assert take_apart(name) == apart


@pytest.mark.parametrize("name", ["Mary Ann Smith", "Cher"])
def test_a_full_name_that_could_be_apart_otherwise_is_to_be_checked(name):
    assert take_apart(name).doubt


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123",
        "7700900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "'+447700900123",
        "07700-900-123",
    ],
)
def test_a_telephone_number_has_one_form(number):
    assert one(Mobile=number).values["mobile"] == "+447700900123"


@pytest.mark.parametrize("number", ["900123", "07700 900123 (daughter)", "ask her daughter", "0770090012345"])
def test_another_telephone_number_is_left_out_and_told(number):
    row = one(Mobile=number)
    assert "mobile" not in row.values
    assert [warning.column for warning in row.warnings] == ["Mobile"]
    assert not row.is_refused


def test_words_beside_a_number_ask_whose_it_is():
    assert "Check whose it is" in one(Mobile="07700 900123 daughter").warnings[0].reason


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Gender", "Female", "gender", "2"),
        ("Sex", "m", "gender", "1"),
        ("Gender", "Indeterminate", "gender", "9"),
        ("Gender", "Not known", "gender", "X"),
        ("Ethnicity", "White British", "ethnic_category", "A"),
        ("Postcode", "m336gq", "postcode", "M33 6GQ"),
        ("E-mail Address", "pat@example.org", "email", "pat@example.org"),
        ("Interpreter required", "Y", "interpreter", True),
        ("Interpreter required", "No", "interpreter", False),
        ("Main language", "  Polish ", "language", "Polish"),
        ("Registration Status", "Currently registered", "registration_status", "registered"),
        ("Patient Type", "Temporary", "registration_status", "temporary"),
        ("Spine Sensitive", "true", "restricted", True),
        ("Known as", "PATTY", "known_as", "Patty"),
        ("Middle names", "Rose", "middle_names", "Rose"),
    ],
)
def test_each_kind_of_column_is_read(heading, cell, field, value):
    row = one(**{heading: cell})
    assert row.values[field] == value
    assert row.warnings == []


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Gender", "Q", "gender", "X"),
        ("Ethnicity", "Martian", "ethnic_category", "99"),
        ("Registration Status", "Who knows", "registration_status", "other"),
        ("Spine Sensitive", "perhaps", "restricted", True),
        ("Postcode", "near the school", "postcode", None),
        ("Email", "none given", "email", None),
        ("Interpreter", "perhaps", "interpreter", None),
    ],
)
def test_what_is_not_understood_is_told_and_the_person_goes_in(heading, cell, field, value):
    row = one(**{heading: cell})
    assert row.values.get(field) == value
    assert (len(row.warnings), row.is_refused) == (1, False)


@pytest.mark.parametrize("cell", ["", " ", "n/a", "None", "-"])
def test_nothing_in_other_words_is_nothing(cell):
    row = one(Mobile=cell, Email=cell, Postcode=cell)
    assert not row.values.keys() & {"mobile", "email", "postcode"}
    assert row.warnings == []


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("#N/A", "shows an error"),
        ("########", "shows an error"),
        ("Eller\u202eley", "cannot be seen"),
        ("Eller\x07ley", "cannot be seen"),
        ("x" * 101, "longer than 100 characters"),
    ],
)
def test_a_name_that_cannot_be_kept_refuses_the_line(cell, words):
    row = one(**{"Family Name": cell})
    assert row.problems[0].column == "Family Name"
    assert words in row.reason


def test_odd_spaces_and_composed_letters_are_one():
    assert one(**{"Family Name": "  de\u00a0\u200bSouza\n"}).values["family_name"] == "de Souza"
    assert one(**{"Family Name": "Avile\u0301s"}).values["family_name"] == "Avilés"


def test_an_address_is_its_lines_in_their_order():
    row = one(
        **{
            "House Name / Flat Number": "Flat 2",
            "Number and Street": "1 High Road",
            "Town": "",
            "County": "Kent",
        }
    )
    assert row.values["address"] == "Flat 2, 1 High Road, Kent"


def test_an_address_longer_than_its_room_refuses_the_line():
    row = one(**{"Number and Street": "x" * 200, "Town": "y" * 200})
    assert "whole address is longer than 300" in row.reason


@pytest.mark.parametrize(
    ("heading", "words"), [("Date of Birth", "no date of birth"), ("Family Name", "no last name")]
)
def test_a_person_has_a_birth_date_and_a_last_name(heading, words):
    assert words in one(**{heading: ""}).reason


def test_a_person_may_lack_a_first_name_and_an_nhs_number():
    content = text(HEADINGS, ["", PAT_CELLS[1], "", PAT_CELLS[3]])
    row = read(content)[1][0]
    assert not row.is_refused
    assert row.warnings[0].reason == "There is no first name. Check it."
    assert "nhs_number" not in row.values
