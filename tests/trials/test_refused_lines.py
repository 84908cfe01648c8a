"""Trial 37: the file of refused lines runs in no spreadsheet, and says what the first file said."""

import csv
import io

import pytest

from patients.import_pages import refused_lines
from tests import house
from tests.patients import lists

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "a,b",
    'say "yes"',
    "two\nlines",
    "'=1",
    "=cmd|'/C calc'!A0",
]
PAYLOADS = house.SHARED / "hostile" / "csv_injection_payloads.txt"


def payloads() -> list[str]:
    found = PAYLOADS.read_text(encoding="utf-8", errors="replace").splitlines() if PAYLOADS.exists() else []
    return [line for line in found if line.strip()] + FORMULAS


def refused_file(elm, browser_of, names: list[str]) -> str:
    """A list in which every NHS number is wrong, brought to its refused lines."""
    rows = [("999 000 0019", str(n), name, name, *lists.MARY[4:]) for n, name in enumerate(names)]
    run = lists.checked(elm, lists.as_list(*rows))
    return browser_of("asha").get(f"/A81001/imports/{run.pk}/refused.csv").content.decode("utf-8-sig")


@pytest.fixture
def back(elm, browser_of) -> list[list[str]]:
    return list(csv.reader(io.StringIO(refused_file(elm, browser_of, payloads()), newline="")))


def test_37_no_cell_begins_as_a_formula(back):
    cells = [cell for row in back for cell in row]
    assert len(back) == len(payloads()) + 1
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and cell] == []


def test_37_sent_again_it_says_the_same(elm, browser_of):
    names = [name for name in FORMULAS if name == name.strip()]
    text = refused_file(elm, browser_of, names)
    again = refused_lines(lists.checked(elm, text.encode()))
    assert [line.raw["Family Name"] for line in again] == names


def test_37_it_is_sent_as_a_file_and_leaves_an_event(elm, browser_of):
    run = lists.checked(elm, lists.as_list(("999 000 0019", *lists.MARY[1:])))
    response = browser_of("asha").get(f"/A81001/imports/{run.pk}/refused.csv")
    assert response["Content-Disposition"] == f'attachment; filename="refused-lines-{run.pk}.csv"'
    assert elm.trail.latest("pk").verb == "import.refused_taken"
