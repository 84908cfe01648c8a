"""Conditions of a line: SNOMED CT codes checked, sensitive ones dropped before anything is kept (SAFETY 17)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

from .cells import text_reader
from .words import Bad, Doubt, Problem

# Verhoeff's check digit, as SNOMED CT uses it: the multiplication of the dihedral group, and its permutations.
_TIMES: Final = (
    *("0123456789", "1234067895", "2340178956", "3401289567", "4012395678"),
    *("5987604321", "6598710432", "7659821043", "8765932104", "9876543210"),
)
_TURNS: Final = (
    *("0123456789", "1576283094", "5803796142", "8916043527"),
    *("9453126870", "4286573901", "2793806415", "7046913258"),
)
_CONCEPTS: Final = frozenset({"00", "10"})
_MANGLED: Final = (
    "This is not a whole SNOMED CT code, perhaps because a spreadsheet rounded it, so the condition was left out. "
    "Export the column as text."
)
_NO_CONCEPT: Final = (
    "This is a SNOMED CT code of a description, not of a concept, so the condition was left out."
)


class Condition(NamedTuple):
    """What a person has: code or words (one may be empty), and since when."""

    code: str
    term: str
    on: dt.date | None


@dataclass
class Found:
    """The conditions of one line, and what was said about them."""

    conditions: list[Condition] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    sensitive: int = 0


@dataclass(frozen=True)
class Set:
    """The columns of one condition; -1 where the file has no such column."""

    code: int = -1
    term: int = -1
    date: int = -1
    read_date: Callable[[str], Any] = str

    def indexes(self) -> tuple[int, ...]:
        return tuple(index for index in (self.code, self.term, self.date) if index >= 0)


@lru_cache(maxsize=8192)
def code_problem(code: str) -> str:
    """What is wrong with this as a SNOMED CT concept; empty when nothing is."""
    if not (code.isascii() and code.isdigit() and 6 <= len(code) <= 18):
        return _MANGLED
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = int(_TIMES[check][int(_TURNS[place % 8][int(digit)])])
    if check:
        return _MANGLED
    return "" if code[-3:-1] in _CONCEPTS else _NO_CONCEPT


class ConditionReader:
    """Reads the conditions that stand in a line."""

    def __init__(self, sets: Sequence[Set], headings: Sequence[str], sensitive: frozenset[str]) -> None:
        self._sets = sets
        self._headings = headings
        self._sensitive = frozenset(_plain(word) for word in sensitive) - {""}
        self._term = text_reader("condition_term")

    def read(self, cells: Sequence[str]) -> Found:
        """Everything that may be kept, without what is sensitive."""
        found = Found()
        for columns in self._sets:
            code, term = self._words(cells, columns)
            if not code and not term:
                continue
            if self._is_sensitive(code, term):
                found.sensitive += 1
            else:
                self._one(found, cells, columns, code, term)
        return found

    def blanked(self, cells: list[str]) -> list[str]:
        """The cells as they may be given back: without conditions that are sensitive or that nobody can judge."""
        for columns in self._sets:
            code, term = self._words(cells, columns)
            if self._is_sensitive(code, term) or (code and code_problem(code)):
                for index in columns.indexes():
                    cells[index] = ""
        return cells

    def _words(self, cells: Sequence[str], columns: Set) -> tuple[str, str]:
        code = cells[columns.code].strip().lstrip("'") if columns.code >= 0 else ""
        return code, cells[columns.term].strip() if columns.term >= 0 else ""

    def _is_sensitive(self, code: str, term: str) -> bool:
        return code.casefold() in self._sensitive or _plain(term) in self._sensitive

    def _one(self, found: Found, cells: Sequence[str], columns: Set, code: str, term: str) -> None:
        if code and (wrong := code_problem(code)):
            found.warnings.append(Problem(self._headings[columns.code], wrong))
            return
        words = self._term(term) if term else ""
        if isinstance(words, Bad):
            found.problems.append(Problem(self._headings[columns.term], words))
            return
        on = columns.read_date(cells[columns.date]) if columns.date >= 0 else None
        if isinstance(on, Bad):
            found.problems.append(Problem(self._headings[columns.date], on))
            return
        if isinstance(on, Doubt):
            found.warnings.append(Problem(self._headings[columns.date], on.reason))
            on = on.value
        found.conditions.append(Condition(code, words or "", on))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
