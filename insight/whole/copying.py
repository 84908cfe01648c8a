"""The answer as it goes out: what is given, with what a clinician left out taken away; and how much that was."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from insight.models import AccessText
from insight.whole.blacking import blacked
from insight.whole.parts import Entry, Key, Section, Text, texts_of

Decision = AccessText.Decision
Said = Mapping[Key, AccessText]
Content = dict[str, Any]
Instead = Callable[[Text, bool], str]


class NotRead(ValueError):
    """A text that nobody has read, or that is not what was read any more."""


def key_of(kept: AccessText) -> Key:
    return kept.model, kept.row_id, kept.field


def is_read(text: Text, said: Said) -> bool:
    """Decided on, in exactly these words."""
    kept = said.get(text.key)
    return bool(kept and kept.decision and kept.fingerprint == text.fingerprint)


def content(sections: list[Section], said: Said, instead: Instead | None = None) -> list[Content]:
    """Every section with what may be given of it; one of which nothing is left is not named either.

    `instead` says of a draft what stands in the place of texts that may not be shown yet; without it they raise.
    """
    made = [
        {"of": one.table, "title": one.title, "entries": list(entries(one, said, instead))}
        for one in sections
    ]
    return [section for section in made if section["entries"]]


def entries(section: Section, said: Said, instead: Instead | None) -> Iterator[Content]:
    for entry in section.entries:
        values = [cell for cell in cells(entry, said, instead) if cell["words"]]
        if values:
            yield {"number": entry.row, "heading": entry.heading, "values": values}


def cells(entry: Entry, said: Said, instead: Instead | None) -> Iterator[dict[str, str]]:
    read = {text.key: given(text, said, instead) for text in texts_of(entry)}
    if entry.one:
        words = read[entry.table, entry.row, ""]
        yield {"name": "", "heading": "What it says", "words": words}
        return
    for cell in entry.cells:
        words = read[entry.table, entry.row, cell.name] if cell.is_free else cell.words
        yield {"name": cell.name, "heading": cell.heading, "words": words}


def given(text: Text, said: Said, instead: Instead | None) -> str:
    """What of it may go; never a text that nobody has read."""
    if instead and (words := instead(text, is_read(text, said))):
        return words
    if not is_read(text, said):
        raise NotRead(text.key)
    kept = said[text.key]
    if kept.decision == Decision.WHOLE:
        return ""
    return blacked(text.words, kept.out) if kept.decision == Decision.PART else text.words


def left_out(said: Said) -> dict[str, int]:
    """How many texts were left out, or some words of them, by the reason that was given."""
    counted = Counter(kept.reason for kept in said.values() if kept.reason and kept.gone_at is None)
    return {str(reason): counted[str(reason)] for reason in AccessText.Reason if counted[str(reason)]}
