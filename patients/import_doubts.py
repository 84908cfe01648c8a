"""Whether a file looks like a list of patients at all, in words: asked before anything of it is brought in."""

import re
from typing import Final

from patients.intake import LABELS, Mapping

FEW: Final = 4
_CONDITION: Final = {"condition_code", "condition_term", "condition_date"}
_EVENT: Final = re.compile(
    r"vaccin|immunis|batch|\bdose|appointment|\bslot|\bclinic\b|\bevent|attend|\bdna\b|invoice|prescri|medicat|\bdrug|"
    r"test result|specimen|referral|consultation|school|parent",
)
# Known, harmless, and in many lists of patients.
_USUAL: Final = re.compile(r"title|age|organisation|practice|patient count|status|guid|processing")


def doubts(mapping: Mapping, *, lines: int, repeated: int) -> list[str]:
    """Sentences; none for what looks like a list. A file of conditions has many lines and columns of its own kind."""
    fields = {column.field for column in mapping.kept}
    about_conditions = bool(fields & _CONDITION)
    said = few_columns(fields - _CONDITION)
    if not about_conditions:
        said += other_columns(mapping, len(fields)) + repeats(lines, repeated)
    return said


def few_columns(fields: set[str]) -> list[str]:
    if len(fields) >= FEW:
        return []
    known = ", ".join(LABELS[field] for field in LABELS if field in fields)
    return [f"We found few columns about a person: only {known}."]


def other_columns(mapping: Mapping, known: int) -> list[str]:
    """Columns that tell of events, or more columns that we do not know than columns that we do."""
    plain = [column.heading for column in mapping.dropped if not _USUAL.search(as_words(column.heading))]
    events = [heading for heading in plain if _EVENT.search(as_words(heading))]
    if len(events) > 1:
        shown = quoted(events)
        return [f"Columns such as {shown} are about something that happened, not about who is on your list."]
    if len(plain) > known:
        return [
            f"We do not know {len(plain)} of its {len(mapping.columns)} columns, such as {quoted(plain)}."
        ]
    return []


def repeats(lines: int, repeated: int) -> list[str]:
    if repeated * 10 <= lines:
        return []
    return [f"{repeated:,} of its {lines:,} lines are about somebody who stands on another line already."]


def as_words(heading: str) -> str:
    return heading.replace("_", " ").casefold()


def quoted(headings: list[str]) -> str:
    return " and ".join(f"“{heading}”" for heading in headings[:2])
