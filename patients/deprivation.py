"""Reads the public files behind deprivation: which small area a postcode lies in, and how deprived that area is.

Postcodes come in the columns of the Office for National Statistics, the Index of Multiple Deprivation in those of
the Ministry of Housing, Communities and Local Government. Each edition of the index counts the small areas (LSOAs)
of one census: pairing it with those of another would give people the decile of somewhere else, so it is refused.
A fault names file, line and column but never repeats the cell: somebody may have chosen a list of patients.
"""

import csv
import math
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from patients.postcode import WrongPostcode
from patients.postcode import read as read_postcode

# Each edition's census year of areas, and how many areas England has in it (English Indices of Deprivation).
LSOAS_OF = {2015: 2011, 2019: 2011, 2025: 2021}
AREAS_OF = {2015: 32_844, 2019: 32_844, 2025: 33_755}

_POSTCODE_COLUMNS = ("pcds", "postcode", "pcd", "pcd2", "pcd8", "pcd7", "postcode3", "postcode2", "postcode1")
_DEGREES = {"latitude": ("lat", "latitude"), "longitude": ("long", "lon", "longitude")}
_BRITISH_ISLES = {"latitude": (49.0, 61.0), "longitude": (-9.0, 2.0)}
_AREA_COLUMN = re.compile(r"lsoa(?:cd|code)?(?:20)?(11|21)?(?:cd|code)?")
_INDEX_COLUMN = re.compile(
    r"(?:indexofmultipledeprivation)?(?:imd)?(?:(?:20)?(15|19|25))?(rank|decile)(?:where.*|(?:20)?(15|19|25))?"
)
_LONGEST_CELL = 10_000  # characters; no name of a place comes near
_ENGLISH_AREA = re.compile(r"E01[0-9]{6}")
_ELSEWHERE = re.compile(r"(?:[LMNSW][0-9]{8}|95[A-Z0-9]{5,6}|E99999999)?")  # Wales, Scotland, islands, none


class Unreadable(ValueError):
    """Why a file as a whole cannot be used, in words."""


class Fault(NamedTuple):
    """One row that was left out, and why."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.column}: {self.reason}"


class PostcodeRow(NamedTuple):
    """A postcode, the small area it lies in, the census year of that area, and its middle where the file says it."""

    postcode: str
    area: str
    area_edition: str
    latitude: float | None = None
    longitude: float | None = None


class AreaRow(NamedTuple):
    """A small area, its rank if the file has it, and its decile: 1 is the most deprived."""

    area: str
    rank: int | None
    deprivation: int
    edition: str


@contextmanager
def opened(path: Path) -> Iterator[Iterable[str]]:
    """The lines of a file; bytes that are not UTF-8 stand only in names of places, which nobody reads."""
    with path.open(newline="", encoding="utf-8-sig", errors="surrogateescape") as lines:
        yield lines


class _Table:
    """A CSV file with its heading read: cells by column, faults with their line."""

    def __init__(self, lines: Iterable[str], file: str) -> None:
        self.file = file
        self._reader = csv.reader(lines)
        self.headings = next(self._rows(), [])
        self.folded = [re.sub(r"[^a-z0-9]", "", heading.lower()) for heading in self.headings]

    def _rows(self) -> Iterator[list[str]]:
        try:
            for cells in self._reader:
                if any(len(cell) > _LONGEST_CELL for cell in cells):
                    raise csv.Error("a cell is far too long; perhaps a quotation mark is never closed")
                yield cells
        except csv.Error as wrong:
            raise Unreadable(f"{self.file}, line {self._reader.line_num}: {wrong}.") from wrong

    def records(self) -> Iterator[list[str]]:
        """The rows below the heading, without blank ones."""
        yield from (cells for cells in self._rows() if any(cell.strip() for cell in cells))

    def cell(self, cells: list[str], column: int) -> str:
        """The cell in this column; blank where the row ends early."""
        return cells[column].strip() if column < len(cells) else ""

    def fault(self, column: int, reason: str) -> Fault:
        """What is wrong in the row just read."""
        return Fault(self.file, self._reader.line_num, self.headings[column], reason)

    def areas(self) -> dict[int | None, int]:
        """The columns of small areas by census year; None where the heading does not say which."""
        found = [(_AREA_COLUMN.fullmatch(name), column) for column, name in enumerate(self.folded)]
        return {2000 + int(m[1]) if m[1] else None: column for m, column in reversed(found) if m}


class Postcodes:
    """A file of postcodes: which census years of areas it has, and its rows for one of them."""

    def __init__(self, lines: Iterable[str], *, file: str, lsoa_year: int | None = None) -> None:
        self._table = table = _Table(lines, file)
        self.file = file
        self.elsewhere = 0  # rows outside England or without an area, passed over so far
        columns = [table.folded.index(name) for name in _POSTCODE_COLUMNS if name in table.folded]
        if not columns:
            raise Unreadable(
                f"{file} has no column of postcodes. The heading should be pcds, pcd or postcode."
            )
        self._postcode = columns[0]
        self._degrees = {
            which: column
            for column, name in reversed(list(enumerate(table.folded)))
            for which, names in _DEGREES.items()
            if name in names
        }
        self._areas = self._with_years(table.areas(), lsoa_year)

    def _with_years(self, areas: dict[int | None, int], given: int | None) -> dict[int, int]:
        if None in areas and len(areas) == 1:
            year = given or _year_in_name(self.file)
            if year is None:
                raise Unreadable(f"{self.file} does not say whether its LSOAs are those of 2011 or of 2021.")
            return {year: areas[None]}
        known = {year: column for year, column in areas.items() if year and given in {None, year}}
        if not known:
            raise Unreadable(
                f"{self.file} has no column of LSOAs{f' of {given}' if given else ''}, such as lsoa21."
            )
        return known

    @property
    def lsoa_years(self) -> frozenset[int]:
        """The census years whose areas this file has."""
        return frozenset(self._areas)

    def rows(self, lsoa_year: int) -> Iterator[PostcodeRow | Fault]:
        """Each postcode in England with its area of that year; what cannot be read comes as a fault."""
        table, column = self._table, self._areas[lsoa_year]
        for cells in table.records():
            area = table.cell(cells, column).upper()
            if _ELSEWHERE.fullmatch(area) and column < len(cells):
                self.elsewhere += 1
            elif not _ENGLISH_AREA.fullmatch(area):
                yield table.fault(column, "This is not the code of a small area (LSOA), such as E01006195.")
            else:
                yield self._row(cells, area, str(lsoa_year))

    def _row(self, cells: list[str], area: str, year: str) -> PostcodeRow | Fault:
        try:
            postcode = read_postcode(self._table.cell(cells, self._postcode))
        except WrongPostcode as wrong:
            return self._table.fault(self._postcode, str(wrong))
        return PostcodeRow(postcode, area, year, *self._middle(cells))

    def _middle(self, cells: list[str]) -> tuple[float, float] | tuple[None, None]:
        """Both or neither; 99.999999 stands in those files for a place that nobody knows."""
        found = [
            _degrees(self._table.cell(cells, self._degrees[which]), *_BRITISH_ISLES[which])
            for which in _DEGREES
            if which in self._degrees
        ]
        return (found[0], found[1]) if len(found) == 2 and None not in found else (None, None)  # type: ignore[return-value]


class Index:
    """A file of the Index of Multiple Deprivation in one edition."""

    def __init__(self, lines: Iterable[str], *, file: str, edition: int | None = None) -> None:
        self._table = table = _Table(lines, file)
        self.file = file
        found = {m[2]: (column, m[1] or m[3]) for column, m in self._index_columns()}
        areas = table.areas()
        if not areas or not found:
            raise Unreadable(f"{file} needs a column of LSOA codes and one of IMD ranks or deciles.")
        self._rank, self._decile = (found.get(name, (None,))[0] for name in ("rank", "decile"))
        said = {2000 + int(year) for _, year in found.values() if year}
        self.edition = _edition(file, edition, said, set(areas))
        year = LSOAS_OF[self.edition]
        self._area = areas[year] if year in areas else areas[None]
        self._seen: set[str] = set()

    def _index_columns(self) -> Iterator[tuple[int, re.Match[str]]]:
        for column, name in reversed(list(enumerate(self._table.folded))):
            if match := _INDEX_COLUMN.fullmatch(name):
                yield column, match

    @property
    def lsoa_year(self) -> int:
        """The census year of the areas that this edition counts."""
        return LSOAS_OF[self.edition]

    def rows(self) -> Iterator[AreaRow | Fault]:
        """Each area with its decile; what cannot be read comes as a fault."""
        for cells in self._table.records():
            area = self._table.cell(cells, self._area).upper()
            if not _ENGLISH_AREA.fullmatch(area):
                yield self._table.fault(self._area, "This is not the code of a small area (LSOA) in England.")
            elif area in self._seen:
                yield self._table.fault(self._area, "This area stands in the file twice.")
            else:
                self._seen.add(area)
                yield self._row(cells, area)

    def _row(self, cells: list[str], area: str) -> AreaRow | Fault:
        count = AREAS_OF[self.edition]
        rank = _whole(self._table.cell(cells, self._rank)) if self._rank is not None else None
        if self._rank is not None and (rank is None or not 1 <= rank <= count):
            return self._table.fault(self._rank, f"A rank is a whole number from 1 to {count:,}.")
        by_rank = math.ceil(rank * 10 / count) if rank else None
        if self._decile is None:
            return AreaRow(area, rank, by_rank or 0, f"IMD {self.edition}")
        decile = _whole(self._table.cell(cells, self._decile))
        if decile is None or not 1 <= decile <= 10:
            return self._table.fault(self._decile, "A decile is a whole number from 1 to 10.")
        if by_rank and decile != by_rank:
            return self._table.fault(
                self._decile, f"The rank belongs to decile {by_rank}: 1 is the most deprived tenth."
            )
        return AreaRow(area, rank, decile, f"IMD {self.edition}")


def shared_year(postcodes: Postcodes, index: Index) -> int:
    """The census year of areas that both files speak of; raises Unreadable where there is none."""
    if index.lsoa_year in postcodes.lsoa_years:
        return index.lsoa_year
    years = " and ".join(str(year) for year in sorted(postcodes.lsoa_years))
    raise Unreadable(
        f"{index.file} is IMD {index.edition}, which counts the LSOAs of {index.lsoa_year}, but {postcodes.file} has "
        f"those of {years}. Many areas changed between the two, so people would get the decile of another place. "
        f"Load the edition of the index for {years}, or a postcode file with the LSOAs of {index.lsoa_year}."
    )


def _whole(text: str) -> int | None:
    digits = text.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None


def _degrees(text: str, least: float, most: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if least <= value <= most else None


def _year_in_name(file: str) -> int | None:
    match = re.search(r"lsoa[^0-9]?(?:20)?(11|21)(?![0-9])", file.lower())
    return 2000 + int(match[1]) if match else None


def _edition(file: str, given: int | None, said: set[int], years: set[int | None]) -> int:
    """The edition: as given, else as the headings say, else the file's name, else the only one that fits."""
    if given is not None and given not in LSOAS_OF:
        raise Unreadable(
            f"There is no IMD {given}. The editions known here are {', '.join(map(str, LSOAS_OF))}."
        )
    fitting = {edition for edition, year in LSOAS_OF.items() if year in years or None in years}
    named = {int(year) for year in re.findall(r"20(?:15|19|25)", file)} if len(said) != 1 else set()
    claimed = {given} if given else said or named
    candidates = fitting & claimed if claimed else fitting
    if len(candidates) == 1:
        return candidates.pop()
    if claimed and not candidates:
        words = " or ".join(f"IMD {edition}" for edition in sorted(claimed))
        raise Unreadable(f"{file} is said to be {words}, but its LSOAs are of another census year.")
    raise Unreadable(f"{file} does not say which edition of the index it is. Say 2015, 2019 or 2025.")
