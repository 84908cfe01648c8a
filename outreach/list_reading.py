"""Reads NHS numbers out of what somebody pasted or sent: one a line, or the column of a table. Plain values only."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import NamedTuple

from patients import nhs_number
from patients.intake import Limits, Unreadable, headings, layout
from patients.intake.sniff import is_zip, text_of
from patients.intake.text_table import open_text
from patients.intake.words import Broken
from patients.intake.workbook import Workbook

MOST = 50_000
LIMITS = Limits(file_bytes=10 * 1024 * 1024, rows=MOST)
SEARCHED = 60
TOO_MANY = f"There are more than {MOST:,} numbers in it. Send them in parts."
TOO_LARGE = "This file is larger than 10 MB. Send only the column of NHS numbers."
NO_COLUMN = (
    "We found no column called “NHS Number” and none that holds NHS numbers. "
    "Export the list with its NHS numbers, as CSV or XLSX."
)
_BETWEEN = re.compile(r"[,;|]")


class Numbered(NamedTuple):
    """What stood on one line where an NHS number is expected."""

    line: int
    text: str


def pasted(text: str) -> list[Numbered]:
    """One a line, or several with commas between them; a number may have spaces in it."""
    lines = enumerate(text.splitlines(), start=1)
    return few(
        Numbered(number, part.strip())
        for number, line in lines
        for part in _BETWEEN.split(line)
        if part.strip()
    )


def sent_in(content: bytes) -> list[Numbered]:
    """The column of NHS numbers of a CSV or XLSX file; raises Unreadable in words."""
    if len(content) > LIMITS.file_bytes:
        raise Unreadable(TOO_LARGE)
    stream = io.BytesIO(content)
    with ExitStack() as stack:
        for table in tables(stream, stack):
            place, after = column_of(table)
            if place is not None:
                return few(cells_of(table, place, after))
    raise Unreadable(NO_COLUMN)


def tables(stream: io.BytesIO, stack: ExitStack) -> Iterable[layout.Table]:
    if is_zip(stream):
        return Workbook(stream, LIMITS, stack).tables()
    return [open_text(stream, text_of(stream), LIMITS, layout.score)]


def column_of(table: layout.Table) -> tuple[int | None, int]:
    """Where the numbers stand, and after which line: under their heading, or where the first one is."""
    head = [(line, cells) for line, cells in islice(table.rows(), SEARCHED) if not isinstance(cells, Broken)]
    for line, cells in head:
        for place, cell in enumerate(cells):
            if headings.recognise(cell)[0] == "nhs_number":
                return place, line
    for line, cells in head:
        for place, cell in enumerate(cells):
            if cell.strip() and not nhs_number.problem(cell.strip()):
                return place, line - 1 if line > 1 else 0
    return None, 0


def cells_of(table: layout.Table, place: int, after: int) -> Iterator[Numbered]:
    for line, cells in table.rows():
        if line <= after:
            continue
        if isinstance(cells, Broken):
            yield Numbered(line, cells.reason)
        elif any(cell.strip() for cell in cells):
            yield Numbered(line, cells[place].strip() if place < len(cells) else "")


def few(found: Iterable[Numbered]) -> list[Numbered]:
    """All of them, unless they are more than any list has."""
    kept = list(islice(found, MOST + 1))
    if len(kept) > MOST:
        raise Unreadable(TOO_MANY)
    return kept
