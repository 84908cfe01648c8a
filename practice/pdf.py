"""PDF files that screen readers can read (PDF/UA-1): tagged, titled, in British English, with their typeface inside.

A page is a list of blocks, and all words go to the typesetter as data: nothing that somebody typed is ever read as
its markup. The typesetter is a process of its own with limits, so that no page can hold up or fell the one that
serves people.
"""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from practice.letters import drawable

TYPESETTER = Path(__file__).with_name("typesetting.py")
SECONDS = 20
LONGEST = 60_000  # characters of all blocks together
SIZE, LARGE_PRINT = 12, 18  # points; large print is 16 and more


class NotMade(RuntimeError):
    """The typesetter did not answer in time, or not with a file."""


class TooLong(ValueError):
    """More words than a page or two can hold."""


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page. A drawing (SVG) stands beside its words and, like a rule, is decoration.

    Of a `figure` the drawing is all that is seen, and its words are said to those who do not see it. A letter begins
    with `sender` and `address`, which stand where an envelope has its window. `page` begins a new one.
    """

    text: str
    kind: Literal[
        "heading",
        "subheading",
        "text",
        "large",
        "small",
        "line",
        "rule",
        "sender",
        "address",
        "square",
        "figure",
        "page",
    ] = "text"
    drawing: str = ""
    size: int = 0  # points; the document's own where it is nought


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """What is on the page, in the order in which it is read."""

    title: str
    blocks: tuple[Block, ...]
    author: str
    large_print: bool = False
    is_letter: bool = False  # then its title and the numbers of its pages are not on the paper
    language: str = "en"
    region: str = "GB"
    one_page: bool = False  # then its letters are smaller, as far as they can be read, where there are many

    @property
    def as_data(self) -> str:
        """What the typesetter reads. Raises CannotDraw for letters that our typeface does not have."""
        blocks = [
            {
                "kind": block.kind,
                "lines": drawable(block.text).split("\n"),
                "drawing": block.drawing,
                "size": block.size or self.size,
            }
            for block in self.blocks
        ]
        page: dict[str, Any] = {
            "title": drawable(self.title),
            "author": drawable(self.author),
            "blocks": blocks,
        }
        page |= {"size": self.size, "letter": self.is_letter, "one-page": self.one_page}
        return json.dumps(page | {"language": self.language, "region": self.region})

    @property
    def size(self) -> int:
        return LARGE_PRINT if self.large_print else SIZE


def pdf_of(document: Document) -> bytes:
    """The file. The same document gives the same words; its date is left out, so it gives the same file."""
    if sum(len(block.text) for block in document.blocks) > LONGEST:
        raise TooLong
    command = [sys.executable, "-I", str(TYPESETTER)]
    data = document.as_data.encode()
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise NotMade("the typesetter took too long") from None
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise NotMade(done.stderr.decode(errors="replace")[-500:])
    return done.stdout
