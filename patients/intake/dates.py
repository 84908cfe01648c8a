"""Dates in every style that practice systems and spreadsheets write; never a guess between day and month.

The order of a column is decided once, from all its values in the file; a date that can be read both ways
in a column that shows neither is refused.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from .words import Bad, Doubt

OLDEST: Final = 120
_LONGEST: Final = 60

_TIME = r"(?:[T ,]+\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?\s*(?:[AaPp][Mm])?)?"
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT: Final = re.compile(rf"(\d{{4}})(0[1-9]|1[0-2])(\d\d){_TIME}", re.ASCII)
_NUMERIC: Final = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d\d){_TIME}", re.ASCII)
_RUN_TOGETHER: Final = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)", re.ASCII)
_DAY_NAME: Final = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[-/. ]*([A-Za-z]{{3,9}})\.?[-/. ,]*(\d{{4}}|\d\d){_TIME}", re.ASCII
)
_NAME_DAY: Final = re.compile(rf"([A-Za-z]{{3,9}})\.?[- ](\d{{1,2}}),?[- ](\d{{4}}){_TIME}", re.ASCII)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_PARTIAL: Final = re.compile(r"(?:[A-Za-z]{3,9}[-/. ]|\d{1,2}[-/.])?(?:19|20)\d\d", re.ASCII)
_ZONED: Final = re.compile(r"\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$", re.ASCII)
_NOTHING: Final = frozenset({"", "-", "--", "n/a", "na", "none", "nil", "null", "not known", "unknown"})
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *(("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",)),
            *(("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september")),
            *(("oct", "october"), ("nov", "november"), ("dec", "december")),
        ),
        start=1,
    )
    for name in names
}

NO_SUCH: Final = Bad("There is no such date.")
UNKNOWN: Final = Bad("This is not a date we can read. Write it as 31/12/1950 or 31-Dec-1950.")
LOST: Final = Bad(
    "The column was too narrow when the list was saved, so the date is lost. Export the list again."
)
PARTIAL: Final = Bad("Only part of a date is given. Write day, month and year.")
ZONED: Final = Bad(
    "This date is a moment in another time zone and could be a day out. Export dates without times."
)
EITHER: Final = Bad(
    "Day and month could be either way round, and nothing else in this column shows which. "
    "Say which comes first, or write the month as a word."
)
MIXED: Final = Bad(
    "Some dates in this column have the day first and others the month, and this one could be either. "
    "Write the month as a word."
)
TURNED: Final = Bad(
    "The spreadsheet may have exchanged day and month here: other dates of this column stayed text. "
    "Export the list again with this column as text."
)


class Numeric(NamedTuple):
    """Day and month in an order that the value alone may not tell."""

    first: int
    second: int
    year: str


class Short(NamedTuple):
    """Day and month are sure; the year has two digits."""

    day: int
    month: int
    year: str


Understood = dt.date | Numeric | Short | Bad | None


def understand(text: str, *, epoch_1904: bool = False) -> Understood:
    """What one value says by itself; None for an empty one."""
    text = text.strip().lstrip("'")
    if text.casefold() in _NOTHING:
        return None
    if len(text) > _LONGEST:
        return UNKNOWN
    return _plainly(text) or _by_shape(text, epoch_1904)


def _by_shape(text: str, epoch_1904: bool) -> Understood:
    for shape, meaning in _SHAPES:
        if found := shape.fullmatch(text):
            return meaning(*found.groups())
    if serial := _SERIAL.fullmatch(text):
        return _from_serial(int(serial[1]), epoch_1904)
    if text.startswith("###"):
        return LOST
    return ZONED if _ZONED.search(text) else UNKNOWN


def _plainly(text: str) -> dt.date | Numeric | Bad | None:
    """31/12/1950 and 31-Dec-1950, as nearly all lists have them, without asking every shape in turn."""
    day, year = text[:2], text[-4:]
    if not (text.isascii() and day.isdigit() and year.isdigit()):
        return None
    if len(text) == 10 and text[2] in "/-." and text[5] in "/-." and text[3:5].isdigit():
        return Numeric(int(day), int(text[3:5]), year)
    if len(text) == 11 and text[2] == text[6] == "-" and (month := _MONTHS.get(text[3:6].lower())):
        return _day(int(year), month, int(day))
    return None


def _from_serial(days: int, epoch_1904: bool) -> dt.date | Bad:
    """A spreadsheet's day count; five digits, so from 1927 (or 1931) on: shorter ones could be anything."""
    if not 10_000 <= days <= 73_050:
        return UNKNOWN
    return (dt.date(1904, 1, 1) if epoch_1904 else dt.date(1899, 12, 30)) + dt.timedelta(days=days)


def _day(year: int, month: int, day: int) -> dt.date | Bad:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return NO_SUCH


def _named(day: str, month: str, year: str) -> Understood:
    number = _MONTHS.get(month.casefold())
    if number is None:
        return UNKNOWN
    return _day(int(year), number, int(day)) if len(year) == 4 else Short(int(day), number, year)


_SHAPES: Final[tuple[tuple[re.Pattern[str], Callable[..., Understood]], ...]] = (
    (_YEAR_FIRST, lambda y, m, d: _day(int(y), int(m), int(d))),
    (_COMPACT, lambda y, m, d: _day(int(y), int(m), int(d))),
    (_NUMERIC, lambda a, b, y: Numeric(int(a), int(b), y)),
    (_RUN_TOGETHER, lambda a, b, y: Numeric(int(a), int(b), y)),
    (_DAY_NAME, _named),
    (_NAME_DAY, lambda month, day, year: _named(day, month, year)),
    (_PARTIAL, lambda: PARTIAL),
)


@dataclass(frozen=True)
class Style:
    """What a whole column showed: `dmy`, `mdy`, `either` (it never shows), `mixed` (both), empty (no such dates)."""

    order: str = ""
    is_turned: bool = False  # a spreadsheet seems to have exchanged day and month in its real dates
    has_short_years: bool = False


def decide(values: Iterable[Understood], *, is_workbook: bool = False) -> Style:
    """The style of a column from all its different values."""
    day_first = month_first = undecided = turned = straight = short = 0
    for seen in values:
        if isinstance(seen, Numeric):
            short += len(seen.year) == 2
            day_first += 12 < seen.first <= 31 and seen.second <= 12
            month_first += 12 < seen.second <= 31 and seen.first <= 12
            undecided += seen.first <= 12 and seen.second <= 12 and seen.first != seen.second
        elif isinstance(seen, dt.date) and is_workbook:
            turned += seen.day <= 12
            straight += seen.day > 12
        elif isinstance(seen, Short):
            short += 1
    is_turned = turned > 2 and straight == 0 and day_first > 2 and undecided == 0
    return Style(_order(day_first, month_first, undecided), is_turned, short > 0)


def _order(day_first: int, month_first: int, undecided: int) -> str:
    if day_first and month_first:
        return "mixed"
    if day_first or month_first:
        return "dmy" if day_first else "mdy"
    return "either" if undecided else ""


@dataclass(frozen=True)
class DateReader:
    """Reads the values of one column; a birth date may not be partial."""

    style: Style
    today: dt.date
    is_birth: bool
    epoch_1904: bool = False
    is_workbook: bool = False

    def read(self, text: str) -> dt.date | Bad | Doubt | None:
        """The date, why not, or nothing for an empty cell."""
        return self.settle(understand(text, epoch_1904=self.epoch_1904))

    def settle(self, seen: Understood) -> dt.date | Bad | Doubt | None:
        """What a value that was understood by itself means in this column."""
        if isinstance(seen, Numeric):
            seen = self._ordered(seen)
        elif isinstance(seen, Short):
            seen = self._full_year(seen)
        elif self.is_workbook and self.style.is_turned and isinstance(seen, dt.date):
            return TURNED
        if isinstance(seen, dt.date):
            return self._in_time(seen)
        if seen is PARTIAL and not self.is_birth:
            return Doubt(None, "Only part of a date is given, so no date was kept.")
        return seen

    def _ordered(self, seen: Numeric) -> dt.date | Bad:
        both = {
            "dmy": self._full_year(Short(seen.first, seen.second, seen.year)),
            "mdy": self._full_year(Short(seen.second, seen.first, seen.year)),
        }
        if self.style.order in both:
            return both[self.style.order]
        days = {day for day in both.values() if not isinstance(day, Bad)}
        if len(days) == 1:
            return days.pop()
        if not days:
            return both["dmy"]
        return MIXED if self.style.order == "mixed" else EITHER

    def _full_year(self, seen: Short) -> dt.date | Bad:
        """Two digits are taken only where one century alone is possible for somebody alive or just born."""
        if len(seen.year) == 4:
            return _day(int(seen.year), seen.month, seen.day)
        found = [_day(century + int(seen.year), seen.month, seen.day) for century in (1900, 2000)]
        real = [day for day in found if not isinstance(day, Bad)]
        likely = [day for day in real if self._oldest <= day <= self.today]
        if len(likely) == 1:
            return likely[0]
        if not real:
            return NO_SUCH
        years = f"19{seen.year} or 20{seen.year}"
        return Bad(f"The year has two digits and could be {years}. Write all four.")

    @cached_property
    def _oldest(self) -> dt.date:
        return self.today.replace(year=self.today.year - OLDEST, day=min(self.today.day, 28))

    def _in_time(self, day: dt.date) -> dt.date | Bad | Doubt:
        if day > self.today:
            return Bad("This date is in the future.")
        if day >= self._oldest:
            return day
        if self.is_birth:
            return Bad(f"This date of birth is more than {OLDEST} years ago. Check it.")
        return Doubt(None, f"This date is more than {OLDEST} years ago, so it was not kept.")
