"""A text file as numbered lines of cells: comma, semicolon, tab or bar, mended where one line is broken."""

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import BinaryIO, Final

from .limits import Limits
from .sniff import Text
from .words import Broken

Line = tuple[int, list[str] | Broken]

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_DIRECTIVE: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_HEAD: Final = 60

# A cell that is too long is refused here, with its line's number, and must not stop the reader at 131,072.
csv.field_size_limit(max(csv.field_size_limit(), 1024**3))

_TOO_LONG: Final = (
    "A cell in this line is longer than {:,} characters. "
    "Shorten it, or look for a quotation mark that is not closed."
)
_QUOTES: Final = (
    "A quotation mark in this line is opened and not closed, or text follows a closing one. "
    "Put it right in the first file."
)
_NUL: Final = "This line has a character that no text can hold (NUL). Remove it, or export the list again."
_SPOILT: Final = (
    "A letter in this line could not be read: it is shown as \ufffd. Put the right letter in its place."
)


class TextTable:
    """Reads the stream anew each time; numbers are those a spreadsheet shows, blank lines counted."""

    sheet = ""
    epoch_1904 = False
    is_workbook = False

    def __init__(self, stream: BinaryIO, text: Text, delimiter: str, limits: Limits) -> None:
        self._stream = stream
        self._text = text
        self._limits = limits
        self.delimiter = delimiter

    @property
    def encoding(self) -> str:
        return self._text.encoding

    @property
    def is_whole(self) -> bool:
        """False when the last line lacks its line end: the file may have been cut off."""
        return self._text.is_whole

    def rows(self) -> Iterator[Line]:
        """Each line with its number; a line that cannot be trusted comes as Broken."""
        text, done = self._text, 0
        if not (text.has_nul or text.is_broken or text.longest > self._limits.cell):
            with suppress(csv.Error):  # the careful way starts again and reads on from here
                for number, cells in self._quickly():
                    done = number
                    yield number, cells
                return
        yield from self._carefully(done)

    def _quickly(self) -> Iterator[Line]:
        """All in one go; a cell may still be too long where a quoted one runs over many lines."""
        with as_text(self._stream, self._text) as whole:
            reader = csv.reader(whole, delimiter=self.delimiter, strict=True)
            last = 0
            for number, cells in enumerate(reader, start=1):
                now = reader.line_num
                yield number, cells if now == last + 1 else self._in_bounds(cells)
                last = now

    def _carefully(self, done: int) -> Iterator[Line]:
        """Line by line, leaving one that cannot be read; gives those after the first `done`."""
        lines = _Lines(text_lines(self._stream, self._text))
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        number = 0
        while True:
            lines.record.clear()
            number += 1
            try:
                cells: list[str] | Broken = self._checked(next(reader))
            except StopIteration:
                return
            except csv.Error:
                cells = self._broken(lines)
            if number > done:
                yield number, cells

    def _broken(self, lines: "_Lines") -> Broken:
        lines.give_back()
        return Broken(_QUOTES, [])

    def _checked(self, cells: list[str]) -> list[str] | Broken:
        if self._text.has_nul and any("\0" in cell for cell in cells):
            return Broken(_NUL, [cell.replace("\0", "\ufffd") for cell in cells])
        if self._text.is_broken and any("\ufffd" in cell for cell in cells):
            return Broken(_SPOILT, cells)
        return self._in_bounds(cells)

    def _in_bounds(self, cells: list[str]) -> list[str] | Broken:
        room = self._limits.cell
        if any(len(cell) > room for cell in cells):
            return Broken(_TOO_LONG.format(room), ["" if len(cell) > room else cell for cell in cells])
        return cells


class _Lines:
    """Feeds the reader line by line and keeps those of the record in hand, so that a broken one can be left."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.record: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.record.append(line)
        return line

    def give_back(self) -> None:
        """An open quotation mark has swallowed the lines after the first: they are read again."""
        self._again.extendleft(reversed(self.record[1:]))


def text_lines(stream: BinaryIO, text: Text) -> Iterator[str]:
    """The lines with their ends, from the beginning; the stream stays open."""
    with as_text(stream, text) as whole:
        while line := whole.readline():  # `yield from` would close the stream together with the generator
            yield line


@contextmanager
def as_text(stream: BinaryIO, text: Text) -> Iterator[io.TextIOWrapper]:
    """From the beginning, with the ends of its lines; the stream stays open."""
    stream.seek(0)
    wrapper = io.TextIOWrapper(stream, text.encoding, errors="replace", newline="")
    try:
        yield wrapper
    finally:
        if not stream.closed:  # a walk that was left half-way may end after its file
            wrapper.detach()


def open_text(
    stream: BinaryIO, text: Text, limits: Limits, score: Callable[[list[list[str]]], int]
) -> TextTable:
    """The delimiter under which the first lines look most like a list (`score` knows headings)."""
    head = [line[: limits.cell] for line in islice(text_lines(stream, text), _HEAD)]
    if head and (told := _DIRECTIVE.fullmatch(head[0])) and told[1] in DELIMITERS:
        return TextTable(stream, text, told[1], limits)
    best = max(DELIMITERS, key=lambda delimiter: _worth(head, delimiter, score))
    return TextTable(stream, text, best, limits)


def _worth(head: list[str], delimiter: str, score: Callable[[list[list[str]]], int]) -> tuple[int, int]:
    try:
        rows = list(csv.reader(head, delimiter=delimiter))
    except csv.Error:
        return 0, 0
    widths = sorted(len(row) for row in rows if row)
    return score(rows), widths[len(widths) // 2] if widths else 0
