"""The answer on paper: in parts that are each made in a second or two, however long the record is."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

from insight.models import AccessText
from practice.letters import CannotDraw, drawable
from practice.pdf import Block, Document
from practice.wording import long_date, spaced_nhs_number

Content = dict[str, Any]
LETTERS = 24_000  # of one part, and never in the middle of an entry
LONGEST_TEXT = 12_000
HOLLOW = "\u25a1"
TITLE = "What is held about you"
SHORT = 4  # so many values stand in one line
ABOUT = (
    "This is everything that Skerry, the practice’s coaching and social prescribing record, holds about you. Your GP"
    " record is kept elsewhere, and the practice gives you that on request too. Who opened your record, and what was"
    " changed in it, stands at the end. The same comes as a file that another computer can read."
)
NOTHING_OUT = "Nothing was left out."
# Which of the reasons is not said: that somebody could come to harm may itself tell what must not be told.
OUT = "Left out, in whole or in part: {} about other people, and {} for another reason that the law allows."
OUT_SOME = "{} left out, in whole or in part, {}."
RIGHTS = (
    "If you think that something is missing or wrong, ask the practice. You may also complain to the Information"
    " Commissioner’s Office: 0303 123 1113, ico.org.uk."
)


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What stands on the first page besides the words themselves."""

    name: str
    nhs_number: str
    practice: str  # empty for somebody who must not be found
    made_on: dt.date
    left_out: dict[str, int]


def split(content: list[Content], letters: int = LETTERS) -> list[list[Content]]:
    """Into parts, each with the sections, or pieces of them, that have room in it."""
    parts: list[list[Content]] = [[]]
    room = letters
    for section in content:
        for entry in section["entries"]:
            long = length(entry)
            if long > room and parts[-1]:
                parts.append([])
                room = letters
            add(parts[-1], section, entry)
            room -= long
    return parts


def add(part: list[Content], section: Content, entry: Content) -> None:
    if not part or part[-1]["of"] != section["of"]:
        part.append({**section, "entries": []})
    part[-1]["entries"].append(entry)


def length(entry: Content) -> int:
    return len(entry["heading"]) + sum(len(one["heading"]) + len(one["words"]) + 4 for one in entry["values"])


def document(part: list[Content], number: int, of: int, facts: Facts) -> Document:
    """One part; the first says whose it is and what it is."""
    title = TITLE if of == 1 else f"{TITLE}, part {number} of {of}"
    blocks = [*first_page(facts)] if number == 1 else []
    for section in part:
        blocks.append(Block(shown(section["title"]), "heading"))
        for entry in section["entries"]:
            blocks += entry_blocks(entry)
    return Document(title, tuple(blocks), author=facts.practice)


def first_page(facts: Facts) -> Iterator[Block]:
    number = f"NHS number {spaced_nhs_number(facts.nhs_number)}" if facts.nhs_number else "No NHS number"
    who = [shown(facts.name), number, shown(facts.practice), f"As it stood on {long_date(facts.made_on)}"]
    yield Block("\n".join(line for line in who if line))
    yield Block(ABOUT)
    yield Block(what_was_left_out(facts.left_out))
    yield Block(RIGHTS)


def what_was_left_out(counted: dict[str, int]) -> str:
    others = counted.get(AccessText.Reason.SOMEBODY_ELSE, 0)
    rest = sum(counted.values()) - others
    if not others and not rest:
        return NOTHING_OUT
    if others and rest:
        return OUT.format(passages(others).lower(), passages(rest).lower())
    why = "because they are about other people" if others else "for a reason that the law allows"
    were = "was" if others + rest == 1 else "were"
    return OUT_SOME.format(f"{passages(others + rest)} {were}", why)


def passages(count: int) -> str:
    return "One passage" if count == 1 else f"{count} passages"


def entry_blocks(entry: Content) -> Iterator[Block]:
    """A short one in a line; a long one under its own heading, value by value."""
    values = entry["values"]
    if len(values) <= SHORT and all("\n" not in one["words"] and len(one["words"]) < 200 for one in values):
        told = ". ".join(f"{one['heading']}: {one['words']}" for one in values)
        heading = "" if values[0]["words"] == entry["heading"] else f"{entry['heading']}. "
        yield Block(shown(heading + told))
        return
    yield Block(shown(entry["heading"]), "subheading")
    for one in values:
        told = f"{one['heading']}: {one['words']}"
        for start in range(0, len(told), LONGEST_TEXT):
            yield Block(shown(told[start : start + LONGEST_TEXT]))


def shown(text: str) -> str:
    """Letters for which the typeface has no shape become hollow squares; the other file has them."""
    try:
        return drawable(text)
    except CannotDraw as cannot:
        return drawable("".join(HOLLOW if letter in cannot.letters else letter for letter in text))
