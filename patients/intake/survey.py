"""The first walk through a list: what no single line can tell.

Which way round day and month stand in each column, which people stand there more than once, where the list
really ends. Only keys, birth dates and last names are held, and only while it runs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from .. import nhs_number
from . import dates
from .cells import is_nothing
from .layout import Layout, Table, lines
from .limits import Limits
from .mapping import DATE_FIELDS, Mapping
from .words import Broken, Unreadable

Key = str | tuple[str, ...]
KeyOf = Callable[[Sequence[str]], Key]

_SOURCE: Final = "source"


class Seen(NamedTuple):
    """Where a person stands in the list, with what would show that it is somebody else."""

    number: int
    birth: str
    family: str


@dataclass
class Survey:
    """What the whole list says."""

    styles: dict[int, dates.Style] = field(default_factory=dict)
    understood: dict[int, dict[str, dates.Understood]] = field(default_factory=dict)
    repeated: dict[Key, list[Seen]] = field(default_factory=dict)
    last_line: int = 0  # the last line with anything in it
    lines: int = 0  # how many lines of the list have anything in them
    stops_short: int = 0  # a last line with neither all its cells nor a line end


def columns_of(mapping: Mapping, *names: str) -> list[int]:
    """The places of the columns of these fields."""
    return [column.index for name in names for column in mapping.of(name)]


def key_of(mapping: Mapping) -> KeyOf:
    """What makes two lines the same person: NHS number, else the system's own, else name, birth date, postcode."""
    numbers = columns_of(mapping, "nhs_number")
    sources = columns_of(mapping, "source_id")
    rest = columns_of(mapping, "family_name", "given_name", "full_name", "birth_date", "postcode")
    number = numbers[0] if numbers else -1
    source = sources[0] if sources else -1

    def key(cells: Sequence[str]) -> Key:
        if number >= 0 and (text := cells[number]) and not is_nothing(text):
            digits = text.replace(" ", "")
            return digits if len(digits) == 10 and digits.isdigit() else _number(text)
        if source >= 0 and (text := cells[source].strip()):
            return _SOURCE, text
        words = tuple(cells[place].strip().casefold() for place in rest)
        return words if all(words[:2]) else ""

    return key


def _number(text: str) -> str:
    """The digits of an NHS number in any dress; nothing for a wrong one, whose line is refused for itself."""
    try:
        return nhs_number.read(text)
    except nhs_number.WrongNumber:
        return ""


def walk(table: Table, layout: Layout, mapping: Mapping, limits: Limits) -> Survey:
    """Reads the list once from end to end."""
    survey = Survey()
    seen_dates = {place: set[str]() for place in columns_of(mapping, *DATE_FIELDS)}
    meetings = _Meetings(mapping)
    last: list[str] = []
    for number, cells in lines(table, layout):
        if isinstance(cells, Broken):
            survey.lines += 1
            survey.last_line = number
        elif any(cells):
            survey.lines += 1
            survey.last_line = number
            for place, values in seen_dates.items():
                values.add(cells[place])
            meetings.meet(number, cells)
            last = cells
        if survey.lines > limits.rows:
            raise Unreadable(f"This list has more than {limits.rows:,} lines. Send it in parts.")
    _decide_dates(survey, seen_dates, table)
    survey.repeated = meetings.repeated
    if not table.is_whole and last and not last[-1]:
        survey.stops_short = _cut_line(table, survey.last_line, len(layout.headings))
    return survey


def _decide_dates(survey: Survey, seen: dict[int, set[str]], table: Table) -> None:
    """The order of day and month of each column, from all its values."""
    for place, values in seen.items():
        found = {text: dates.understand(text, epoch_1904=table.epoch_1904) for text in values}
        survey.understood[place] = found
        survey.styles[place] = dates.decide(found.values(), is_workbook=table.is_workbook)


def _cut_line(table: Table, number: int, width: int) -> int:
    """The last line when it has fewer cells than headings: the file stops in the middle of it."""
    for place, cells in table.rows():
        if place == number and not isinstance(cells, Broken) and len(cells) < width:
            return number
    return 0


class _Meetings:
    """Who was met where; remembers a person's lines once there are two."""

    def __init__(self, mapping: Mapping) -> None:
        self._key = key_of(mapping)
        births = columns_of(mapping, "birth_date")
        families = columns_of(mapping, "family_name") or columns_of(mapping, "full_name")
        self._birth = births[0] if births else -1
        self._family = families[0] if families else -1
        self._first: dict[Key, tuple[int, str, str]] = {}
        self._shared: dict[str, str] = {}
        self.repeated: dict[Key, list[Seen]] = {}

    def meet(self, number: int, cells: Sequence[str]) -> None:
        key = self._key(cells)
        if not key:
            return
        share = self._shared.setdefault
        birth = cells[self._birth] if self._birth >= 0 else ""
        family = cells[self._family] if self._family >= 0 else ""
        seen = number, share(birth, birth), share(family, family)
        first = self._first.setdefault(key, seen)
        if first is not seen:
            self.repeated.setdefault(key, [Seen(*first)]).append(Seen(*seen))


def conflicts(survey: Survey, who: Callable[[Seen], tuple[object, object]]) -> dict[Key, list[int]]:
    """The people whose lines tell of different birth dates or last names, with all their lines."""
    found = {}
    for key, seen in survey.repeated.items():
        told = [who(one) for one in seen]
        births = {birth for birth, _ in told if birth}
        families = {family for _, family in told if family}
        if len(births) > 1 or len(families) > 1:
            found[key] = [one.number for one in seen]
    return found


def numbers(found: Sequence[int], but: int) -> str:
    """`line 4`, `lines 4 and 9`, for words."""
    others = [f"{number:,}" for number in found if number != but]
    shown: Iterator[str] = iter(others[:5])
    if len(others) == 1:
        return f"line {next(shown)}"
    if len(others) > 5:
        return f"lines {', '.join(shown)} and {len(others) - 5:,} more"
    return f"lines {', '.join(others[:-1])} and {others[-1]}"
