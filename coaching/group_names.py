"""Whether a text that all of a group may read names one of them: plain words, no database."""

import re
from collections.abc import Iterable

SHORTEST = 2  # letters; a single one is an initial of anything


def names_in(text: str, people: Iterable[tuple[str, ...]]) -> list[str]:
    """Which of these people's names stand in it as words of their own, in any case."""
    said = {word.casefold() for word in re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text)}
    parts = said | {part for word in said for part in re.split(r"[’'-]", word)}
    found = {
        name
        for names in people
        for name in names
        if len(name) >= SHORTEST and all(part.casefold() in parts for part in re.split(r"[\s’'-]+", name))
    }
    return sorted(found)
