"""Made-up lists as bytes, for the tests that read them."""

import csv
import datetime as dt
import io
import zipfile

from openpyxl import Workbook

from patients.intake import Reading, Row, read_list

TODAY = dt.date(2026, 3, 2)
PAT, OMAR, RUTH = "9990000018", "9990000026", "9990000034"
HEADINGS = ["NHS Number", "Family Name", "First Name", "Date of Birth"]
PAT_CELLS = [PAT, "Ellerley", "Pat", "25/03/1950"]
OMAR_CELLS = [OMAR, "Haddad", "Omar", "14/11/1961"]


def text(*rows: list[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a text file."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def book(
    *rows: list[object], sheets: tuple[str, ...] = ("Report",), change: dict[str, str] | None = None
) -> bytes:
    """Rows as an XLSX file, in the last of its sheets; `change` replaces whole parts of it."""
    made = Workbook()
    made.remove(made.active)
    for name in sheets:
        made.create_sheet(name)
    for row in rows:
        made[sheets[-1]].append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return changed(buffer.getvalue(), change) if change else buffer.getvalue()


def changed(content: bytes, parts: dict[str, str]) -> bytes:
    """A zip file with some parts replaced or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return buffer.getvalue()


def opened(content: bytes, **how: object) -> Reading:
    return read_list(io.BytesIO(content), **{"today": TODAY, **how})


def read(content: bytes, **how: object) -> tuple[Reading, list[Row]]:
    """The reading, walked to its end, and its rows."""
    reading = opened(content, **how)
    return reading, list(reading.rows())


def one(**cells: str) -> Row:
    """The only row of a list with Pat's number and these columns."""
    cells = {"NHS Number": PAT, "Family Name": "Ellerley", "Date of Birth": "25-Mar-1950", **cells}
    return read(text(list(cells), list(cells.values())))[1][0]
