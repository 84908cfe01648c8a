"""What the answer is made of: sections, entries, cells; and the texts in them that somebody must read first."""

import dataclasses
import hashlib
from collections.abc import Iterator

Key = tuple[str, int, str]  # table, row, column; no column where the entry is read as one
PROTECTED = "Protected. It is not in this answer"


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One value in words. A free one is read by a clinician before it is given."""

    name: str
    heading: str
    words: str
    is_free: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One row. `note` is the sensitive note in which it stands, closed to all but those whom that names.

    As `one` it is read and given, or left out, as a whole: that it exists may itself do harm.
    """

    table: str
    row: int
    heading: str
    cells: tuple[Cell, ...]
    note: int | None = None
    one: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """What stands before a clinician."""

    key: Key
    heading: str
    words: str
    note: int | None

    @property
    def fingerprint(self) -> str:
        """Changes with every letter."""
        return hashlib.sha256(self.words.encode()).hexdigest()


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """Everything of one kind."""

    table: str
    title: str
    entries: tuple[Entry, ...]


def texts_of(entry: Entry) -> Iterator[Text]:
    if entry.one:
        told = "\n".join(f"{cell.heading}: {cell.words}" for cell in entry.cells)
        yield Text((entry.table, entry.row, ""), "All of it", told, entry.note)
        return
    for cell in entry.cells:
        if cell.is_free:
            yield Text((entry.table, entry.row, cell.name), cell.heading, cell.words, entry.note)


def texts(sections: list[Section]) -> dict[Key, Text]:
    """All that must be read, in the order of the answer."""
    return {text.key: text for section in sections for entry in section.entries for text in texts_of(entry)}
