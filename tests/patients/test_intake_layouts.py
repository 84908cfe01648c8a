"""The shapes of list that EMIS Web, SystmOne and Vision export."""

import datetime as dt

import pytest

from patients.intake import Condition, TooLittle, Unreadable
from patients.intake.layout import VISION

from .intake_lists import HEADINGS, OMAR, OMAR_CELLS, PAT, PAT_CELLS, RUTH, book, opened, read, text

EMIS = ["EMIS Number", "NHS Number", "Family Name", "Calling Name", "Date of Birth"]
GROUPS = [
    "NHS Number",
    "Full Name",
    "Date of Birth",
    "Practice",
    "Date",
    "Code Term",
    "Date",
    "Type of Consultation",
]
ASTHMA = Condition("", "Asthma", dt.date(2020, 1, 2))
COPD = Condition("", "COPD", dt.date(2021, 5, 30))


def anchor(number, name, *rest):
    return [number, name, "25-Mar-1950", "Elm", *rest]


def detail(*rest):
    return ["", "", "", "", *rest]


def test_an_emis_list_takes_the_calling_name_where_there_is_no_first_name():
    reading, rows = read(text(EMIS, ["20", "999 000 0018", "ELLERLEY", "PAT", "25-Mar-1950"]))
    assert (reading.kind, reading.kind_in_words) == ("emis_report", "EMIS Web report")
    assert rows[0].values == {
        "source_id": "20",
        "nhs_number": PAT,
        "family_name": "Ellerley",
        "given_name": "Pat",
        "birth_date": dt.date(1950, 3, 25),
    }


def test_preamble_and_blank_lines_stand_before_the_headings():
    preamble = [["Report: COPD review"], ["Run on", "02-Mar-2026"], [""], []]
    reading, rows = read(text(*preamble, HEADINGS, PAT_CELLS))
    assert (reading.header_row, rows[0].number) == (5, 6)


def test_lines_below_a_person_add_conditions_to_them():
    first = anchor(PAT, "ELLERLEY, Pat (Ms)", "02-Jan-2020", "Asthma", "01-Feb-2026", "Surgery")
    second = detail("30-May-2021", "COPD", "03-Feb-2026", "Telephone")
    only_contact = detail("", "", "04-Feb-2026", "Telephone")
    reading, rows = read(
        text(GROUPS, first, second, only_contact, anchor(OMAR, "HADDAD, Omar", "", "", "", ""))
    )
    assert [row.values["conditions"] for row in rows] == [[ASTHMA, COPD], []]
    assert (reading.counts.people, reading.counts.details, reading.counts.conditions) == (2, 2, 2)


def test_confidential_patients_are_blank_lines_and_what_is_below_them_is_nobodys():
    lines = [anchor(PAT, "ELLERLEY, Pat", "", "", "", ""), [""] * 8, detail("30-May-2021", "COPD", "", "")]
    reading, rows = read(text(GROUPS, *lines, anchor(OMAR, "HADDAD, Omar", "", "", "", "")))
    assert rows[0].values["conditions"] == []
    assert "confidential patient" in rows[1].reason
    assert (reading.counts.blank, [row.number for row in rows]) == (1, [2, 4, 5])
    assert "EMIS leaves confidential patients blank" in reading.remarks()[0]


def test_blank_lines_at_the_end_are_nobody():
    reading, rows = read(text(HEADINGS, PAT_CELLS, ["", " ", "", ""], [""] * 4))
    assert (len(rows), reading.counts.people) == (1, 1)


def test_a_line_below_that_is_wrong_is_refused_with_its_person_filled_in():
    lines = [anchor(PAT, "ELLERLEY, Pat", "", "Asthma", "", ""), detail("31-Feb-2021", "COPD", "", "")]
    _, rows = read(text(GROUPS, *lines, detail("30-May-2021", "COPD", "", "")))
    assert rows[1].reason == "Date: There is no such date."
    assert (rows[1].raw["NHS Number"], rows[1].raw["Full Name"]) == (PAT, "ELLERLEY, Pat")
    assert (rows[2].repeat_of, rows[2].values["conditions"]) == (2, [COPD])


def test_lines_below_a_refused_person_are_refused_with_them():
    wrong = anchor("9990000019", "ELLERLEY, Pat", "", "Asthma", "", "")
    reading, rows = read(text(GROUPS, wrong, detail("30-May-2021", "COPD", "", "")))
    assert "belongs to line 2, which was refused" in rows[1].reason
    assert rows[1].raw["NHS Number"] == ""
    assert reading.counts.refused == 2


def test_headings_printed_again_on_each_page_are_passed_over():
    first = anchor(PAT, "ELLERLEY, Pat", "02-Jan-2020", "Asthma", "", "")
    _, rows = read(text(GROUPS, first, GROUPS, detail("30-May-2021", "COPD", "", "")))
    assert [row.values["conditions"] for row in rows] == [[ASTHMA, COPD]]


@pytest.mark.parametrize("make", [text, book])
def test_a_row_of_record_groups_stands_over_the_headings(make):
    groups = ["Patient Details", "", "", "Asthma register", "", "COPD register", ""]
    fields = ["NHS Number", "Age", "Postcode", "Code Term", "Date", "Code Term", "Date"]
    cells = [PAT, "75", "M33 6GQ", "Asthma", "02-Jan-2020", "COPD", "30-May-2021"]
    reading, rows = read(make([""] * 7, groups, fields, cells))
    assert reading.headings[3:5] == ("Asthma register - Code Term", "Asthma register - Date")
    assert rows[0].values == {"nhs_number": PAT, "postcode": "M33 6GQ", "conditions": [ASTHMA, COPD]}
    assert not reading.can_add_people
    assert "only add to people already on your list" in reading.remarks()[0]


def test_a_systmone_breakdown_ends_with_a_total():
    headings = ["NHS number", "First name", "Surname", "Date of birth", "Patient Count"]
    lines = [[PAT, "Pat", "Ellerley", "19500325", "1"], [OMAR, "Omar", "Haddad", "19611114", "1"]]
    reading, rows = read(text(headings, *lines, ["", "", "", "", "2"]))
    assert (reading.kind, len(rows), reading.counts.totals, reading.counts.stated) == (
        "systmone_report",
        2,
        1,
        2,
    )
    assert reading.remarks() == []


def test_a_total_that_does_not_fit_is_told():
    headings = ["NHS number", "First name", "Surname", "Date of birth", "Patient Count"]
    reading, rows = read(text(headings, [PAT, "Pat", "Ellerley", "19500325", ""], ["Total", "", "", "", "3"]))
    assert [row.is_refused for row in rows] == [False]
    assert reading.remarks() == ["The list states 3 patients, and we found 1."]


def test_srpatient_of_systmone_leaves_out_deleted_and_test_patients():
    headings = "RowIdentifier IDOrganisationVisibleTo FirstName Surname NHSNumber DateBirth Gender "
    headings += "TestPatient RemovedData"
    lines = [["1", "A81001", "Pat", "Ellerley", PAT, "25 Mar 1950 00:00:00", "F", "0", "0"]]
    lines += [["2", "A81001", "Test", "Test", OMAR, "01 Jan 1980", "M", "1", "0"]]
    lines += [["3", "A81001", "Ruth", "Gone", RUTH, "01 Jan 1980", "F", "", "1"]]
    reading, rows = read(text(headings.split(), *lines))
    assert (reading.kind, [row.values["birth_date"] for row in rows]) == (
        "systmone_extract",
        [dt.date(1950, 3, 25)],
    )
    assert reading.counts.left_out == {"deleted in the clinical system": 1, "test patients": 1}
    assert "1 line left out: test patients." in reading.remarks()


def test_admin_patient_of_emis_knows_the_restricted():
    headings = (
        "PatientGuid OrganisationGuid GivenName Surname DateOfBirth NhsNumber SpineSensitive IsConfidential"
    )
    lines = [["{a}", "{o}", "Pat", "Ellerley", "1950-03-25", PAT, "false", "false"]]
    lines += [["{b}", "{o}", "Omar", "Haddad", "1961-11-14", OMAR, "false", "true"]]
    reading, rows = read(text(headings.split(), *lines))
    assert (reading.kind, rows[0].values["source_id"]) == ("emis_extract", "{a}")
    assert [row.values.get("restricted", False) for row in rows] == [False, True]


def test_vision_has_no_headings():
    cells = dict.fromkeys(VISION, "")
    cells |= {"PID": "7", "DATE_OF_BIRTH": "19500325", "SEX": "F", "SURNAME": "Ellerley", "FORENAME": "Pat"}
    cells |= {"NHS_NUMBER": PAT, "ADDRESS_1": "1 High Road", "ACTIVE": "R", "REGISTERED_DATE": "20010203"}
    reading, rows = read(text(list(cells.values())))
    assert (reading.kind, reading.header_row, rows[0].number) == ("vision", 0, 1)
    assert rows[0].values["address"] == "1 High Road"
    assert rows[0].values["registered_on"] == dt.date(2001, 2, 3)


@pytest.mark.parametrize(
    "headings",
    [
        ["ObservationGuid", "PatientGuid", "CodeId", "NHS Number", "Surname"],
        ["RowIdentifier", "SNOMEDCode", "IDEvent", "IDPatient", "NHSNumber"],
    ],
)
def test_files_without_people_are_named(headings):
    with pytest.raises(Unreadable, match="holds entries of records, not people"):
        opened(text(headings, ["x"] * 5))


def test_headings_in_other_words_can_be_chosen():
    content = text(["Krankenkasse", "Nachname", "Vorname", "Geboren"], OMAR_CELLS)
    with pytest.raises(TooLittle, match="cannot tell who is who") as told:
        opened(content)
    mapping = told.value.mapping
    for heading, name in zip(
        mapping.columns, ("nhs_number", "family_name", "given_name", "birth_date"), strict=True
    ):
        mapping = mapping.choose(heading.heading, name)
    assert read(content, mapping=mapping)[1][0].values["nhs_number"] == OMAR
    assert told.value.sample == [OMAR_CELLS]


def test_a_line_with_more_cells_than_headings_is_refused():
    _, rows = read(text(HEADINGS, [*PAT_CELLS, "left over"], OMAR_CELLS))
    assert "5 cells and there are 4 headings" in rows[0].reason
    assert not rows[1].is_refused


def test_a_spreadsheet_may_leave_out_empty_cells_at_the_end():
    content = text([*HEADINGS, "Postcode", "Mobile"], PAT_CELLS)
    assert not read(content)[1][0].is_refused


def test_a_file_that_stops_in_the_middle_of_a_line_says_so():
    content = text([*HEADINGS, "Postcode"], [*PAT_CELLS, "M33 6GQ"]) + ",".join(OMAR_CELLS).encode()
    assert "stops in the middle" in read(content)[1][-1].reason


def test_a_line_that_names_nobody_is_refused():
    content = text([*HEADINGS, "Postcode"], [*PAT_CELLS, ""], ["", "", "", "", "M33 6GQ"])
    assert "cannot tell whose it is" in read(content)[1][-1].reason


def test_the_way_to_the_end_is_known_from_the_start():
    reading = opened(text(HEADINGS, PAT_CELLS, [""] * 4, OMAR_CELLS, [""] * 4))
    assert (reading.lines, reading.last_line) == (2, 4)
