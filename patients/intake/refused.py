"""Refused lines as a CSV that can be mended and sent again; no cell of it runs in a spreadsheet.

The headings are those of the first file and two more in front. Cells of columns that are not kept stay empty.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

LINE: Final = "Line in the first file"
REASON: Final = "What to put right"
_RUNS: Final = re.compile(r"'*[=+\-@\t\r\n|%\uff0b\uff0d\uff1d\uff20]")


class Returned(Protocol):
    """A line to be given back: a refused Row, or a RefusedLine that was stored."""

    @property
    def number(self) -> int: ...

    @property
    def reason(self) -> str: ...

    @property
    def raw(self) -> Mapping[str, str]: ...


class RefusedLine(NamedTuple):
    """What is given back of one line: its number, the reasons as one text, and the cells by heading."""

    number: int
    reason: str
    raw: Mapping[str, str]


def neutral(cell: str) -> str:
    """With an apostrophe in front where a spreadsheet would take the cell for a formula."""
    cell = cell.replace("\0", "\ufffd")
    return f"'{cell}" if _RUNS.match(cell) else cell


def plain(cell: str) -> str:
    """The cell as it was before `neutral`."""
    return cell[1:] if cell[:1] == "'" and _RUNS.match(cell) else cell


def as_csv(headings: Sequence[str], lines: Iterable[Returned]) -> Iterator[str]:
    """Pieces of the file, to stream; begins with the mark that makes Excel show accents."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    names = [heading for heading in headings if heading not in (LINE, REASON)]
    buffer.write("\ufeff")
    writer.writerow([LINE, REASON, *map(neutral, names)])
    for line in lines:
        yield _emptied(buffer)
        cells = (neutral(line.raw.get(name, "")) for name in names)
        writer.writerow([line.number, neutral(line.reason), *cells])
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
