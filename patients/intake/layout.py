"""Finds where a list begins: the row of headings, a row of record groups above it, or neither (Vision)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

from . import headings as known
from .limits import Limits
from .refused import plain
from .text_table import Line
from .words import Broken, Unreadable

SEARCHED: Final = 60

# A patient extract of Vision has no headings; its columns always stand in this order.
VISION: Final = (
    *("PID", "REFERENCE", "DATE_OF_BIRTH", "SEX", "POSTCODE", "MARITAL_STATUS", "GP", "GP_USUAL", "ACTIVE"),
    *(
        "REGISTERED_DATE",
        "REMOVED_DATE",
        "HA",
        "PCG",
        "SURGERY",
        "MILEAGE",
        "DISPENSING",
        "ETHNIC",
        "DATE_OF_DEATH",
    ),
    *(
        "PRACTICE",
        "SURNAME",
        "FORENAME",
        "TITLE",
        "NHS_NUMBER",
        "ADDRESS",
        "ADDRESS_1",
        "ADDRESS_2",
        "ADDRESS_3",
    ),
    *(
        "ADDRESS_4",
        "ADDRESS_5",
        "PRACT_NUMBER",
        "SERVICE_ID",
        "ACTION",
        "PHONE_NUMBER",
        "MOBILE_NUMBER",
        "EMAIL",
    ),
)

KINDS: Final = {
    "emis_report": "EMIS Web report",
    "emis_extract": "EMIS extract",
    "systmone_report": "SystmOne report",
    "systmone_extract": "SystmOne extract",
    "vision": "Vision extract",
    "refused_lines": "Refused lines sent again",
    "other": "List with headings",
}

_MARKS: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("refused_lines", frozenset({"lineinthefirstfile", "whattoputright"})),
    ("emis_extract", frozenset({"patientguid", "organisationguid"})),
    ("systmone_extract", frozenset({"rowidentifier", "idorganisationvisibleto"})),
    ("systmone_report", frozenset({"patientcount"})),
    ("vision", frozenset({"pid", "mileage"})),
    ("emis_report", frozenset({"emisnumber"})),
    ("emis_report", frozenset({"usualgpsfullname"})),
    ("emis_report", frozenset({"codeterm"})),
    ("emis_report", frozenset({"callingname"})),
)
_NO_PEOPLE: Final = frozenset(
    {"observationguid", "idevent", "consultationguid", "drugrecordguid", "idconsultation"}
)
_STRONG: Final = frozenset({"nhs_number", "birth_date", "family_name", "full_name", "source_id"})


class Table(Protocol):
    """Numbered lines that can be read any number of times."""

    sheet: str
    delimiter: str
    epoch_1904: bool
    is_workbook: bool

    @property
    def encoding(self) -> str: ...

    @property
    def is_whole(self) -> bool: ...

    def rows(self) -> Iterator[Line]: ...


@dataclass(frozen=True)
class Layout:
    """Where the headings are (0: there are none) and what they say."""

    kind: str
    header_row: int
    headings: tuple[str, ...]

    @property
    def is_mended(self) -> bool:
        """A file of refused lines that comes back."""
        return any(known.is_ours(heading) for heading in self.headings)


def score(rows: Sequence[Sequence[str]]) -> int:
    """How much the best of these rows looks like headings of a list of people."""
    return max((_worth(row) for row in rows), default=0)


def find(table: Table, limits: Limits) -> Layout | None:
    """The layout of a table; None when nothing in it looks like a list of people."""
    head = [(number, _cells(line)) for number, line in islice(table.rows(), SEARCHED)]
    best = max(head, key=lambda row: _worth(row[1]), default=(0, []))
    if _worth(best[1]) >= 2:
        return _with_headings(head, best[0], best[1], limits)
    filled = [cells for _, cells in head if any(cell.strip() for cell in cells)]
    if filled and all(_is_vision(cells) for cells in filled):
        return Layout("vision", 0, VISION)
    return None


def find_any(table: Table, limits: Limits) -> Layout | None:
    """The first row that could be headings in words we do not know: the user may say which column is which."""
    head = [(number, _cells(line)) for number, line in islice(table.rows(), SEARCHED)]
    for number, cells in head:
        words = [cell.strip() for cell in cells if cell.strip()]
        if len(words) > 2 and len(set(words)) == len(words) and all(_is_word(word) for word in words):
            return _with_headings(head, number, cells, limits)
    return None


def _is_word(text: str) -> bool:
    return len(text) < 100 and text[0].isalpha()


def _cells(line: list[str] | Broken) -> list[str]:
    return [] if isinstance(line, Broken) else line


def _worth(row: Sequence[str]) -> int:
    """The number of different fields its headings name; nothing without one that tells people apart."""
    fields = {known.recognise(cell)[0] for cell in row if cell and len(cell) < 100} - {""}
    return len(fields) if fields & _STRONG else 0


def _with_headings(
    head: list[tuple[int, list[str]]], number: int, cells: list[str], limits: Limits
) -> Layout:
    if len(cells) > limits.columns:
        raise Unreadable(
            f"This list has more than {limits.columns:,} columns. Export only those that are needed."
        )
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    above = next((row for place, row in reversed(head) if place < number and any(c.strip() for c in row)), [])
    names = _grouped(above, cells) if _is_group_row(above, cells) else cells
    headings = known.unique(list(names))
    return Layout(_kind(headings), number, headings)


def _is_group_row(above: list[str], cells: list[str]) -> bool:
    """Labels with gaps between them over several columns each; a preamble has its cells side by side at the left."""
    places = [place for place, cell in enumerate(above) if cell.strip()]
    if not places or len(above) > len(cells) or len(places) >= len([c for c in cells if c.strip()]):
        return False
    side_by_side = places == list(range(len(places)))
    return not side_by_side or (places == [0] and _names_the_patient(above[0]))


def _names_the_patient(label: str) -> bool:
    return known.key(label) in {"patientdetails", "patient", "patients", "demographics"}


def _grouped(above: list[str], cells: list[str]) -> list[str]:
    """`COPD Diagnosis - Date`: a label holds for the columns up to the next one."""
    label = ""
    names = []
    for place, cell in enumerate(cells):
        label = (above[place].strip() if place < len(above) else "") or label
        names.append(f"{label} - {cell.strip()}" if label and cell.strip() else cell)
    return names


def _kind(headings: tuple[str, ...]) -> str:
    keys = {known.key(heading) for heading in headings}
    keys |= {known.key(heading.rpartition(" - ")[2]) for heading in headings}
    if keys & _NO_PEOPLE:
        raise Unreadable(
            "This file holds entries of records, not people. Send the list of patients "
            "(EMIS: Admin_Patient; SystmOne: SRPatient)."
        )
    return next((kind for kind, marks in _MARKS if marks <= keys), "other")


def _is_vision(cells: list[str]) -> bool:
    """35 cells with a birth date of eight digits and a sex where Vision has them."""
    if len(cells) != len(VISION):
        return False
    born, sex = cells[2].strip(), cells[3].strip().upper()
    return len(born) == 8 and born.isdigit() and sex in {"M", "F", "I", "U", "1", "2", "9", ""}


def lines(table: Table, layout: Layout) -> Iterator[Line]:
    """The lines below the headings, each with as many cells as there are headings."""
    width = len(layout.headings)
    is_mended = layout.is_mended
    header_row = layout.header_row
    for number, cells in table.rows():
        if number <= header_row:
            continue
        if cells.__class__ is list and len(cells) == width and not is_mended:
            yield number, cells
        elif isinstance(cells, Broken):
            yield number, Broken(cells.reason, [*cells.cells, *[""] * width][:width])
        else:
            yield number, _fitted([plain(cell) for cell in cells] if is_mended else cells, width)


def _fitted(cells: list[str], width: int) -> list[str] | Broken:
    """Spreadsheets leave out empty cells at the end; cells beyond the last heading mean a shifted line."""
    if len(cells) <= width:
        return cells + [""] * (width - len(cells))
    if any(cell.strip() for cell in cells[width:]):
        reason = (
            f"This line has {len(cells)} cells and there are {width} headings. "
            "A comma inside a cell may lack its quotation marks."
        )
        return Broken(reason, cells[:width])
    return cells[:width]
