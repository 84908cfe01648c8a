"""Which letters our typeface can draw, read from its own table; what has no shape there is said in words or refused.

Text that turns itself round or hides (direction marks, control letters) is never drawn: it could show one thing to
whoever checks a page and another to whoever reads it.
"""

import functools
import struct
import unicodedata
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REGULAR = FONTS / "DejaVuSans.ttf"
# Kept of the invisible letters: joins that Arabic and Indian scripts are written with.
JOINS = ("\u200c", "\u200d")


class CannotDraw(ValueError):
    """Letters that no drawing of ours shows: a page in a browser can."""

    def __init__(self, letters: str) -> None:
        super().__init__(f"no shape for {letters}")
        self.letters = letters


def drawable(text: str) -> str:
    """The text with line ends as they are; pictures become their name in brackets. Raises CannotDraw for the rest."""
    shapes = known(REGULAR)
    letters = [shown(letter, shapes) for letter in unicodedata.normalize("NFC", text.replace("\r\n", "\n"))]
    missing = [letter for letter, drawn in letters if drawn is None]
    if missing:
        raise CannotDraw("".join(dict.fromkeys(missing)))
    return "".join(drawn or "" for _letter, drawn in letters)


def shown(letter: str, shapes: frozenset[int]) -> tuple[str, str | None]:
    """The letter and what is drawn for it; None where nothing can be."""
    kind = unicodedata.category(letter)
    if letter == "\n" or letter.isspace():
        return letter, "\n" if letter in "\n\u2028\u2029\x85\x0b\x0c" else " "
    if kind in ("Cc", "Cf", "Cs", "Co", "Cn") or unicodedata.name(letter, "").startswith(
        "VARIATION SELECTOR"
    ):
        return letter, letter if letter in JOINS and ord(letter) in shapes else ""
    if ord(letter) in shapes:
        return letter, letter
    if kind == "Sk":  # the colour of a hand or a face
        return letter, ""
    if kind == "So":
        return letter, f"({unicodedata.name(letter, 'picture').lower()})"
    return letter, None


@functools.cache
def known(font: Path) -> frozenset[int]:
    """Every letter that this TrueType file has a shape for (its table `cmap`, OpenType 1.9, formats 4 and 12)."""
    data = font.read_bytes()
    start = table(data, b"cmap")
    count = struct.unpack_from(">H", data, start + 2)[0]
    found: set[int] = set()
    for at in range(count):
        offset = start + struct.unpack_from(">I", data, start + 4 + 8 * at + 4)[0]
        kind = struct.unpack_from(">H", data, offset)[0]
        if kind == 12:
            found |= groups(data, offset)
        elif kind == 4:
            found |= segments(data, offset)
    return frozenset(found)


def table(data: bytes, name: bytes) -> int:
    """Where a table of the font begins."""
    count = struct.unpack_from(">H", data, 4)[0]
    for at in range(count):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * at)
        if tag == name:
            return int(offset)
    raise ValueError(f"this font has no table {name!r}")


def groups(data: bytes, offset: int) -> set[int]:
    count = struct.unpack_from(">I", data, offset + 12)[0]
    rows = (struct.unpack_from(">III", data, offset + 16 + 12 * at) for at in range(count))
    return {letter for first, last, _glyph in rows for letter in range(first, last + 1)}


def segments(data: bytes, offset: int) -> set[int]:
    """Format 4: shapes by segment; a segment may skip letters inside it, which a shape of nought says."""
    twice = struct.unpack_from(">H", data, offset + 6)[0]
    ends, starts = offset + 14, offset + 16 + twice
    deltas, ranges = starts + twice, starts + 2 * twice
    found = set()
    for at in range(0, twice, 2):
        first, last = (struct.unpack_from(">H", data, place + at)[0] for place in (starts, ends))
        delta, skip = (struct.unpack_from(">H", data, place + at)[0] for place in (deltas, ranges))
        for letter in range(first, min(last, 0xFFFE) + 1):
            place = ranges + at + skip + 2 * (letter - first)
            glyph = struct.unpack_from(">H", data, place)[0] if skip else (letter + delta) & 0xFFFF
            if glyph:
                found.add(letter)
    return found
