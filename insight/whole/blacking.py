"""Words that are blacked out of a text, wherever they stand in it. The text itself is never changed."""

import re
from collections.abc import Sequence

MARK = "[left out]"


def phrases(typed: str) -> list[str]:
    """One a line, each once; the spaces between words do not matter."""
    found = (" ".join(line.split()) for line in typed.splitlines())
    return list(dict.fromkeys(line for line in found if line))


def pattern(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())


def missing(text: str, out: Sequence[str]) -> list[str]:
    """Those that do not stand in it: a slip of the pen would leave a name where it is."""
    return [phrase for phrase in out if not re.search(pattern(phrase), text, re.IGNORECASE)]


def blacked(text: str, out: Sequence[str]) -> str:
    """A mark of one length for each, so that its width tells nothing; neighbours become one.

    The places are found first and then taken out together: what overlaps is not half left.
    """
    hidden = [False] * len(text)
    for phrase in out:
        for match in re.finditer(f"(?=({pattern(phrase)}))", text, re.IGNORECASE):
            hidden[match.start(1) : match.end(1)] = [True] * (match.end(1) - match.start(1))
    pieces, inside = [], False
    for letter, is_hidden in zip(text, hidden, strict=True):
        if not is_hidden:
            pieces.append(letter)
        elif not inside:
            pieces.append(MARK)
        inside = is_hidden
    return "".join(pieces)
