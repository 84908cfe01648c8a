"""Streams the cells of an XLSX sheet as text: little memory, and no formula worked out.

openpyxl read 4,000 lines a second here and shows a formula without a stored result as an empty cell; this reads
many times as many and says so. Expat is told to refuse any document type, so no entity can be declared.
"""

import datetime as dt
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final
from xml.parsers import expat
from zipfile import BadZipFile

from openpyxl.utils.escape import unescape

from .limits import Limits
from .words import Broken, Unreadable

DAMAGED: Final = (
    "This spreadsheet is damaged and cannot be opened. Open it in the spreadsheet program, save it again as XLSX "
    "and send that."
)
_NO_RESULT: Final = "A cell in this line is a formula without a result. Put the value itself in the cell."
_TOO_LONG: Final = "A cell in this line is longer than {:,} characters. Shorten it."
_TOO_WIDE: Final = "This line has more than {:,} cells. Check the sheet."
_CHUNK: Final = 256 * 1024
_TOKEN: Final = 4 * 1024 * 1024
_LAST_ROW: Final = 1_048_576
_DIGITS: Final = "0123456789"
_EXACT: Final = 10**15


class _Hurt(str):
    """In place of a cell that cannot be kept: why."""

    __slots__ = ()


@dataclass(frozen=True)
class Meaning:
    """What the numbers in the cells stand for."""

    strings: list[str]
    date_styles: frozenset[str]
    epoch_1904: bool
    limits: Limits


def local(name: str) -> str:
    """An XML name without its namespace or prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]


def from_serial(days: float, epoch_1904: bool) -> str:
    """A spreadsheet's day count as text: `1950-03-05`, with the time if it has one."""
    start = dt.datetime(1904, 1, 1) if epoch_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 - local by nature
    moment = start + dt.timedelta(days=days)
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(" ", "seconds")


class _Xml(ABC):
    """Feeds one part through expat; a subclass takes what it needs from the elements."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._text: list[str] = []
        self._size = 0
        self._is_wanted = False

    def _parse(self, stream: IO[bytes]) -> Iterator[None]:
        """Parses piece by piece, stopping after each so that what was found can be passed on."""
        parser = self._parser()
        fed = 0
        try:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > _TOKEN:
                    raise Unreadable(DAMAGED)
                yield
            parser.Parse(b"", True)
            yield
        except (
            expat.ExpatError,
            BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            IndexError,
            OverflowError,
        ) as error:
            raise Unreadable(DAMAGED) from error

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse
        return parser

    @abstractmethod
    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    @abstractmethod
    def _end(self, name: str) -> None:
        """An element ends."""

    def _characters(self, data: str) -> None:
        if self._is_wanted:
            self._size += len(data)
            if self._size <= self._limits.cell or not self._text:
                self._text.append(data)

    def _taken(self) -> str:
        """The text collected since the last time."""
        if not self._text:
            return ""
        text: str = self._text[0] if len(self._text) == 1 else "".join(self._text)
        if self._size > self._limits.cell:
            text = _Hurt(_TOO_LONG.format(self._limits.cell))
        elif "_x" in text:
            text = unescape(text)
        self._text.clear()
        self._size = 0
        return text


def _refuse(*_: Any) -> None:
    raise Unreadable("This spreadsheet holds parts that are never opened. Export the list again.")


class SharedStrings(_Xml):
    """The texts that cells point at by number."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._found: list[str] = []
        self._is_phonetic = False

    def read(self, stream: IO[bytes]) -> list[str]:
        for _ in self._parse(stream):
            pass
        return self._found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "rPh":
            self._is_phonetic = True
        elif name == "t":
            self._is_wanted = not self._is_phonetic

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "t":
            self._is_wanted = False
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "si":
            self._found.append(self._taken())


class SheetReader(_Xml):
    """The lines of one sheet; those that the file leaves out come as empty ones."""

    def __init__(self, meaning: Meaning, stream: IO[bytes]) -> None:
        super().__init__(meaning.limits)
        self._meaning = meaning
        self._stream = stream
        self._done: list[tuple[int, list[str] | Broken]] = []
        self._number = 0
        self._cells: list[str] = []
        self._hurt = ""
        self._columns: dict[str, int] = {}
        self._kind = self._style = ""
        self._place = 0
        self._has_formula = False

    def rows(self) -> Iterator[tuple[int, list[str] | Broken]]:
        for _ in self._parse(self._stream):
            yield from self._done
            self._done.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            self._cell(attributes)
        elif name in {"v", "t"}:
            self._is_wanted = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row(attributes)

    def _end(self, name: str) -> None:
        if ":" in name:
            name = local(name)
        if name in {"v", "t"}:
            self._is_wanted = False
        elif name == "c":
            self._put()
        elif name == "row":
            line = Broken(self._hurt, self._cells) if self._hurt else self._cells
            self._done.append((self._number, line))

    def _row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r") or self._number + 1)
        if not self._number < number <= _LAST_ROW:
            raise Unreadable(DAMAGED)
        self._done.extend((missing, []) for missing in range(self._number + 1, number))
        self._number = number
        self._cells = []
        self._hurt = ""

    def _cell(self, attributes: dict[str, str]) -> None:
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._has_formula = False
        letters = attributes.get("r", "").rstrip(_DIGITS)
        self._place = self._column(letters) if letters else len(self._cells)

    def _column(self, letters: str) -> int:
        place = self._columns.get(letters)
        if place is None:
            place = 0
            for letter in letters[:4]:
                place = place * 26 + ord(letter) - 64
            place = self._columns[letters] = place - 1
        return place

    def _put(self) -> None:
        """The cell is complete."""
        text, cells, place = self._meant(), self._cells, self._place
        if text.__class__ is _Hurt:
            self._hurt, text = str(text), ""
        if place == len(cells):
            cells.append(text)
        elif place >= self._limits.columns:
            if text:
                self._hurt = _TOO_WIDE.format(self._limits.columns)
        elif place > len(cells):
            cells += [""] * (place - len(cells))
            cells.append(text)
        else:
            cells[place] = text

    def _meant(self) -> str:
        """The cell as text: what the number, the style and the kind stand for together."""
        value, kind = self._taken(), self._kind
        if not value:
            return _Hurt(_NO_RESULT) if self._has_formula and kind != "str" else ""
        if kind == "s" and value.__class__ is str:
            return self._meaning.strings[int(value)]
        if kind == "n" and value.__class__ is str:
            return self._number_as_text(value)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return value.replace("T00:00:00", "") if kind == "d" else value

    def _number_as_text(self, value: str) -> str:
        if self._style in self._meaning.date_styles:
            return from_serial(float(value), self._meaning.epoch_1904)
        if value.isdigit():
            return value
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < _EXACT else value
