"""Reads a practice's list: `read_list` says what a file is, and its Reading gives the people line by line."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import BinaryIO, Final

from . import layout as layouts
from .counts import Counts
from .layout import KINDS, Layout, Table
from .limits import Limits, megabytes
from .line import LinePlan, Row
from .mapping import Mapping, recognise
from .people import People
from .sniff import is_zip, text_of
from .survey import Survey, walk
from .text_table import open_text
from .words import Broken, Unreadable

Remembered = Callable[[str], Mapping | None]

_NO_HEADINGS: Final = (
    "We found no row of headings such as “NHS Number”, “Family Name” and “Date of Birth”. "
    "Export the list with its headings, as CSV or XLSX."
)
_TOO_LITTLE: Final = (
    "We cannot tell who is who in this list: it needs the NHS number, or the number in the clinical system, or names "
    "and dates of birth. Choose which column is which, or export the list again with them."
)
_ONLY_KNOWN: Final = (
    "This list has no names or no dates of birth, so it can only add to people already on your list."
)
_SAMPLE: Final = 5
_PIECE: Final = 1024 * 1024


class TooLittle(Unreadable):
    """Headings were found, but no columns that tell people apart; the user may choose them in `mapping`."""

    def __init__(self, mapping: Mapping, sample: list[list[str]]) -> None:
        super().__init__(_TOO_LITTLE)
        self.mapping = mapping
        self.sample = sample


@dataclass(frozen=True)
class _Opened:
    """A list as it was understood, and what holds it open."""

    table: Table
    layout: Layout
    mapping: Mapping
    survey: Survey
    plan: LinePlan
    stack: ExitStack


class Reading:
    """A list that can be read; walk it with `rows()`, as often as needed, one walk at a time.

    Close it, or use it with `with`.
    """

    def __init__(self, name: str, opened: _Opened) -> None:
        table, layout = opened.table, opened.layout
        self.name = name
        self.kind = layout.kind
        self.header_row = layout.header_row
        self.headings = layout.headings
        self.mapping = opened.mapping
        self.encoding = table.encoding
        self.delimiter = table.delimiter
        self.sheet = table.sheet
        self.lines = opened.survey.lines
        self.last_line = opened.survey.last_line
        self.sample = _sample(table, layout)
        self.counts = Counts()
        self._opened = opened

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file; a stream that was handed in stays open."""
        self._opened.stack.close()

    @property
    def kind_in_words(self) -> str:
        return KINDS[self.kind]

    @property
    def can_add_people(self) -> bool:
        """False for a list without names or birth dates: it can only add to people who are known already."""
        return self.mapping.has("birth_date") and (
            self.mapping.has("full_name") or self.mapping.has("family_name", "given_name")
        )

    @property
    def date_questions(self) -> tuple[str, ...]:
        """Columns whose dates do not show whether the day or the month comes first: to ask the user."""
        return tuple(
            self.headings[place]
            for place, style in self._opened.survey.styles.items()
            if style.order in ("either", "mixed") and self.headings[place] not in self.mapping.date_orders
        )

    def rows(self) -> Iterator[Row]:
        """Every person and every refused line in the order of the file; `counts` is complete at the end."""
        opened = self._opened
        people = People(opened.table, opened.layout, opened.plan, opened.survey)
        self.counts = people.counts
        return iter(people)

    def cells_of(self, wanted: set[int]) -> dict[int, dict[str, str]]:
        """What these lines have in the columns that are kept, to give back; nothing is judged once more."""
        if not wanted:
            return {}
        opened, last = self._opened, max(wanted)
        below = takewhile(lambda line: line[0] <= last, layouts.lines(opened.table, opened.layout))
        return {number: opened.plan.raw(_given(cells)) for number, cells in below if number in wanted}

    def remarks(self) -> list[str]:
        """What to tell about the list as a whole, once its rows have been walked."""
        said = []
        if not self.can_add_people:
            said.append(_ONLY_KNOWN)
        said += [
            f"{heading}: day and month could be either way round in some lines. Say which comes first."
            for heading in self.date_questions
        ]
        return [*said, *self.counts.remarks()]


def read_list(
    source: str | Path | BinaryIO,
    *,
    name: str = "",
    today: dt.date,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    mapping: Mapping | Remembered | None = None,
    sensitive: frozenset[str] = frozenset(),
) -> Reading:
    """Walks through a list once and says how it is understood; raises Unreadable in words.

    `mapping`: the user's choice, or a function that finds a remembered one by its signature.
    `sensitive`: SNOMED CT codes and words that are dropped before anything is kept.
    """
    with ExitStack() as stack:
        stream = _open(source, limits, stack)
        table, layout = _table(stream, limits, stack)
        chosen = _mapping(layout, mapping)
        if not _is_enough(chosen):
            raise TooLittle(chosen, _sample(table, layout))
        survey = walk(table, layout, chosen, limits)
        if not survey.lines:
            raise Unreadable("This list has headings and no lines below them. Export the list again.")
        plan = LinePlan(layout, chosen, survey, table, today=today, sensitive=sensitive)
        return Reading(name, _Opened(table, layout, chosen, survey, plan, stack.pop_all()))


def _open(source: str | Path | BinaryIO, limits: Limits, stack: ExitStack) -> BinaryIO:
    """A stream that can be read again from its start, no larger than allowed."""
    stream: BinaryIO
    if isinstance(source, str | Path):
        stream = stack.enter_context(Path(source).open("rb"))  # noqa: SIM115 - the stack closes it
    elif source.seekable():
        stream = source
    else:
        stream = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        while (piece := source.read(_PIECE)) and stream.tell() <= limits.file_bytes:
            stream.write(piece)
    size = stream.seek(0, 2)
    if size > limits.file_bytes:
        raise Unreadable(f"This file is larger than {megabytes(limits.file_bytes)}. Send it in parts.")
    return stream


def _table(stream: BinaryIO, limits: Limits, stack: ExitStack) -> tuple[Table, Layout]:
    """The table of the file in which a list of people was found."""
    tables: list[Table] = []
    if is_zip(stream):
        from .workbook import Workbook  # noqa: PLC0415 - a spreadsheet library, which no CSV should wait for

        tables += Workbook(stream, limits, stack).tables()
    else:
        tables.append(open_text(stream, text_of(stream), limits, layouts.score))
    for find in (layouts.find, layouts.find_any):
        for table in tables:
            if layout := find(table, limits):
                return table, layout
    raise Unreadable(_NO_HEADINGS)


def _mapping(layout: Layout, given: Mapping | Remembered | None) -> Mapping:
    fresh = recognise(layout.headings)
    chosen = given(fresh.signature) if callable(given) else given
    return chosen.applied_to(layout.headings) if chosen else fresh


def _is_enough(mapping: Mapping) -> bool:
    is_named = mapping.has("full_name") or mapping.has("family_name", "given_name")
    return mapping.has("nhs_number") or mapping.has("source_id") or (is_named and mapping.has("birth_date"))


def _given(cells: list[str] | Broken) -> list[str]:
    return cells.cells if isinstance(cells, Broken) else cells


def _sample(table: Table, layout: Layout) -> list[list[str]]:
    """The first lines below the headings, to show while columns are chosen; never stored."""
    head = islice(layouts.lines(table, layout), _SAMPLE * 4)
    return [cells for _, cells in head if not isinstance(cells, Broken) and any(cells)][:_SAMPLE]
