"""Refused lines go back as a CSV that is mended and sent again, and that no spreadsheet runs."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.intake import RefusedLine, as_csv
from patients.intake.refused import neutral, plain
from tests.house import SHARED

from .intake_lists import HEADINGS, OMAR, OMAR_CELLS, PAT, PAT_CELLS, read, text

WRONG = "9990000019"
RUNS = ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1", "'=1", "''+1", "|x", "%0A"]


def refused(content, **how):
    """The file of refused lines of a list, as bytes."""
    reading, rows = read(content, **how)
    return "".join(as_csv(reading.headings, [row for row in rows if row.is_refused])).encode()


def cells_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_has_the_line_the_reason_and_the_first_headings():
    rows = cells_of(refused(text(HEADINGS, OMAR_CELLS, [WRONG, *PAT_CELLS[1:]])))
    assert rows[0] == ["Line in the first file", "What to put right", *HEADINGS]
    assert (rows[1][0], rows[1][2:]) == ("3", [WRONG, "Ellerley", "Pat", "1950-03-25"])
    assert "has a digit wrong" in rows[1][1]


def test_excel_sees_its_accents():
    assert refused(text(HEADINGS, [WRONG, "Avilés", "Zoë", "25/03/1950"])).startswith(b"\xef\xbb\xbf")


def test_mended_it_goes_in():
    back = refused(text(HEADINGS, OMAR_CELLS, [WRONG, *PAT_CELLS[1:]]))
    reading, rows = read(back.replace(WRONG.encode(), PAT.encode()))
    assert (reading.kind, rows[0].values["nhs_number"]) == ("refused_lines", PAT)
    assert [column.field for column in reading.mapping.columns[:2]] == ["", ""]


def test_a_date_that_was_understood_needs_no_second_answer():
    back = refused(text(HEADINGS, OMAR_CELLS, [WRONG, "Ellerley", "Pat", "05/03/1950"]))
    assert cells_of(back)[1][-1] == "1950-03-05"


def test_choices_made_for_the_first_file_hold_for_the_second():
    headings = [*HEADINGS, "Ring at"]
    content = text(headings, [WRONG, *PAT_CELLS[1:], "07700 900123"])
    mapping = read(content)[0].mapping.choose("Ring at", "mobile")
    back = refused(content, mapping=mapping).replace(WRONG.encode(), PAT.encode())
    known = {mapping.signature: mapping}
    assert read(back, mapping=known.get)[1][0].values["mobile"] == "+447700900123"


def test_columns_that_are_not_kept_come_back_empty():
    rows = cells_of(refused(text([*HEADINGS, "Notes"], [WRONG, *PAT_CELLS[1:], "a secret"])))
    assert rows[0][-1] == "Notes"
    assert rows[1][-1] == ""


def test_repeated_headings_are_understood_again():
    headings = ["NHS Number", "Full Name", "Date of Birth", "Date", "Code Term", "Date", "Code Term"]
    cells = [WRONG, "ELLERLEY, Pat", "25-Mar-1950", "02-Jan-2020", "Asthma", "30-May-2021", "COPD"]
    back = refused(text(headings, cells)).replace(WRONG.encode(), PAT.encode())
    assert [condition.term for condition in read(back)[1][0].values["conditions"]] == ["Asthma", "COPD"]


def test_lines_below_a_refused_person_come_back_with_them():
    headings = ["NHS Number", "Full Name", "Date of Birth", "Date", "Code Term"]
    lines = [[WRONG, "ELLERLEY, Pat", "25-Mar-1950", "", "Asthma"], ["", "", "", "02-Jan-2020", "COPD"]]
    back = refused(text(headings, *lines)).replace(WRONG.encode(), PAT.encode())
    _, rows = read(back)
    assert [condition.term for condition in rows[0].values["conditions"]] == ["Asthma", "COPD"]


def test_a_line_that_could_not_be_taken_apart_comes_back_by_number_alone():
    rows = cells_of(refused(text(HEADINGS, OMAR_CELLS) + b'9990000018,"Ellerley"x,Pat,25/03/1950\r\n'))
    assert rows[1][0] == "3"
    assert rows[1][2:] == ["", "", "", ""]


@pytest.mark.parametrize("cell", RUNS)
def test_what_a_spreadsheet_would_run_has_an_apostrophe_in_front(cell):
    assert neutral(cell) == f"'{cell}"
    assert plain(neutral(cell)) == cell


@pytest.mark.parametrize("cell", ["O'Neill", "'t Hooft", "", "a=b", "07700 900123", "<b>Hart</b>"])
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == plain(cell) == cell


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside this project")
def test_no_known_payload_runs():
    lines = (SHARED / "hostile" / "csv_injection_payloads.txt").read_text(encoding="utf-8").splitlines()
    given_back = cells_of(
        "".join(as_csv(["Name"], [RefusedLine(2, line, {"Name": line}) for line in lines])).encode()
    )
    assert all(cell[:1] not in "=+-@" for row in given_back for cell in row if cell)


def test_a_formula_in_a_heading_is_neutral_too():
    assert cells_of("".join(as_csv(["=1+1"], [])).encode())[0][-1] == "'=1+1"


CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
def test_any_cells_come_back_as_they_were(pairs):
    lines = [
        RefusedLine(number, "x", {"A": first, "B": second}) for number, (first, second) in enumerate(pairs)
    ]
    rows = cells_of("".join(as_csv(["A", "B"], lines)).encode())
    assert [tuple(map(plain, row[2:])) for row in rows[1:]] == pairs


def looks_like_words(name: str) -> bool:
    """A list of which so much cannot be read that it may be anything is refused as a whole."""
    return sum(letter < " " and letter not in "\t\r\n" for letter in name) < 3


@given(st.text(max_size=40).filter(looks_like_words))
def test_no_name_becomes_a_formula_on_its_way_out_and_in(name):
    back = refused(text(HEADINGS, [WRONG, name, "Pat", "25/03/1950"]))
    assert all(cell[:1] not in set("=+-@\t\r") for row in cells_of(back) for cell in row if cell)
    reading, rows = read(back)
    assert reading.kind == "refused_lines"
    assert len(rows) == 1


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside this project")
def test_every_naughty_string_goes_out_and_in():
    naughty = json.loads((SHARED / "hostile" / "blns.json").read_text(encoding="utf-8"))
    content = text(HEADINGS, *([WRONG, name, "Pat", "25/03/1950"] for name in naughty))
    reading, rows = read(content)
    assert (reading.counts.refused, reading.counts.people) == (len(naughty), 0)
    again = read("".join(as_csv(reading.headings, rows)).replace(WRONG, OMAR).encode())[1]
    assert len(again) == len(naughty)
