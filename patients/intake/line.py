"""One line of the list: its cells turned into values by a plan that is made once for the file."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, Final

from . import dates
from .cells import READERS, Read
from .conditions import ConditionReader, Found, Set
from .headings import CONDITION
from .layout import Layout, Table
from .mapping import DATE_FIELDS, Column, Mapping
from .names import FullName, take_apart
from .survey import Seen, Survey
from .words import Bad, Doubt, Problem

_UNLIKE: Final = frozenset(
    {"nhs_number", "source_id", "mobile", "home_phone", "work_phone", "email", "full_name"}
)
_FLAGS: Final = frozenset({"restricted", "deleted", "test_patient"})
_GOOD: Final = frozenset({str, bool, dt.date})
_REMEMBERED: Final = 20_000
ADDRESS_ROOM: Final = 300
_APOSTROPHES: Final = re.compile("[’‘`]")


@dataclass(slots=True)
class Row:
    """What a line says. `values` holds only what could be read; a row with problems is refused whole.

    With `repeat_of` it is a person already given under that line: only its conditions are new.
    """

    number: int
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    repeat_of: int | None = None
    _raw: Callable[[], dict[str, str]] = dict

    @property
    def is_refused(self) -> bool:
        return bool(self.problems)

    @property
    def reason(self) -> str:
        """All that is wrong, in one text."""
        return " ".join(f"{column}: {reason}" if column else reason for column, reason in self.problems)

    @property
    def raw(self) -> dict[str, str]:
        """The kept cells by heading, to give back; dates that were understood are written YYYY-MM-DD."""
        return self._raw()


class _Remembered(dict[str, Any]):
    """Reads each different text once; most columns hold few."""

    def __init__(self, read: Read, known: AnyMapping[str, Any] | None = None) -> None:
        super().__init__(known or {})
        self._read = read

    def __missing__(self, text: str) -> Any:
        value = self._read(text)
        if len(self) < _REMEMBERED:
            self[text] = value
        return value


def _only_yes(read: Read) -> Read:
    """A flag is set or absent: of two columns for one flag, either sets it."""
    return lambda text: read(text) or None


class LinePlan:
    """How to read any line of one file."""

    def __init__(
        self,
        layout: Layout,
        mapping: Mapping,
        survey: Survey,
        table: Table,
        *,
        today: dt.date,
        sensitive: frozenset[str],
    ) -> None:
        self.headings = layout.headings
        self.mapping = mapping
        self._table = table
        self._today = today
        self._survey = survey
        kept = mapping.kept
        dated = [column for column in kept if column.field in DATE_FIELDS]
        self._dates = {column.index: self._date_reader(column) for column in dated}
        self._address = tuple((column.index, self._reader(column)) for column in mapping.of("address"))
        single = [column for column in kept if column.field not in CONDITION | {"address"}]
        self._plan = tuple((column.index, column.field, self._reader(column)) for column in single)
        self._conditions = ConditionReader(self._condition_sets(), self.headings, sensitive)
        self.has_conditions = mapping.has("condition_code") or mapping.has("condition_term")
        self.person_places = tuple(column.index for column in kept if column.field not in CONDITION)

    def _reader(self, column: Column) -> Read:
        if column.field in DATE_FIELDS:
            return self._dates[column.index]
        read = READERS[column.field]
        if column.field in _FLAGS:
            read = _only_yes(read)
        return read if column.field in _UNLIKE else _Remembered(read).__getitem__

    def _date_reader(self, column: Column) -> Read:
        style = self._survey.styles.get(column.index, dates.Style())
        if answer := self.mapping.date_orders.get(column.heading):
            style = dates.Style(answer, style.is_turned, style.has_short_years)
        is_birth = column.field == "birth_date"
        table = self._table
        reader = dates.DateReader(style, self._today, is_birth, table.epoch_1904, table.is_workbook)
        known = {
            text: reader.settle(seen) for text, seen in self._survey.understood.get(column.index, {}).items()
        }
        return _Remembered(reader.read, known).__getitem__

    def _condition_sets(self) -> list[Set]:
        places: dict[int, dict[str, int]] = {}
        for column in self.mapping.kept:
            if column.field.startswith("condition_"):
                places.setdefault(column.group, {})[column.field.removeprefix("condition_")] = column.index
        return [
            Set(**place, read_date=self._dates.get(place.get("date", -1), str))
            for place in places.values()
            if "code" in place or "term" in place
        ]

    def person(self, number: int, cells: Sequence[str]) -> Row:
        """The patient's own cells; conditions come from `conditions`."""
        values: dict[str, Any] = {}
        row = Row(number, values, [], [], None, lambda: self.raw(cells))
        for place, name, read in self._plan:
            text = cells[place]
            if text:
                value = read(text)
                if value.__class__ in _GOOD:
                    values[name] = value
                elif value is not None:
                    self._odd(row, place, name, value)
        if self._address:
            self._read_address(row, cells)
        return row

    def _odd(self, row: Row, place: int, name: str, value: Any) -> None:
        """A refusal, a doubt, or a full name in its parts."""
        heading = self.headings[place]
        if isinstance(value, Bad):
            row.problems.append(Problem(heading, str(value)))
        elif isinstance(value, Doubt):
            row.warnings.append(Problem(heading, value.reason))
            if value.value is not None:
                row.values[name] = value.value
        elif isinstance(value, FullName):
            parts = {"family_name": value.family, "given_name": value.given, "middle_names": value.middle}
            row.values.update({part: text for part, text in parts.items() if text and part not in row.values})
            if value.doubt:
                row.warnings.append(Problem(heading, value.doubt))

    def _read_address(self, row: Row, cells: Sequence[str]) -> None:
        found = []
        for place, read in self._address:
            text = cells[place]
            if text:
                value = read(text)
                if value.__class__ is str:
                    found.append(value)
                elif value is not None:
                    row.problems.append(Problem(self.headings[place], str(value)))
        if found:
            address = ", ".join(found)
            if len(address) > ADDRESS_ROOM:
                reason = f"The whole address is longer than {ADDRESS_ROOM} characters. Shorten it."
                row.problems.append(Problem(self.headings[self._address[0][0]], reason))
            row.values["address"] = address

    def conditions(self, cells: Sequence[str]) -> Found:
        return self._conditions.read(cells)

    def who(self, seen: Seen) -> tuple[object, object]:
        """Birth date and last name of a line, however they are written: to tell two people apart."""
        births = self.mapping.of("birth_date")
        birth = self._dates[births[0].index](seen.birth) if births and seen.birth.strip() else None
        family = seen.family
        if not self.mapping.of("family_name") and (apart := take_apart(family)):
            family = apart.family
        return birth, _APOSTROPHES.sub("'", " ".join(family.split())).casefold()

    def raw(self, cells: Sequence[str]) -> dict[str, str]:
        """The kept cells to give back: no sensitive condition, and each date so that it can be read alone."""
        mine = self._conditions.blanked(list(cells))
        for place, read in self._dates.items():
            if mine[place] and isinstance(day := read(mine[place]), dt.date):
                mine[place] = day.isoformat()
        return {column.heading: mine[column.index] for column in self.mapping.kept}
