"""The needs that come with the product: their words, and how feeds call them."""

import dataclasses
import functools
import json
from pathlib import Path

from prescribing.words import phrase_of

SHIPPED = Path(__file__).parent / "shipped" / "needs.json"


@dataclasses.dataclass(frozen=True, slots=True)
class ShippedNeed:
    """One need, and the names that categories of feeds have for it."""

    code: str
    words: str
    group: str
    position: int
    source: str
    also: tuple[str, ...]


@functools.cache
def shipped() -> tuple[ShippedNeed, ...]:
    """As the file says it, in its order."""
    held = json.loads(SHIPPED.read_text())
    return tuple(
        ShippedNeed(**{**need, "also": tuple(need["also"])}, source=held["source"]) for need in held["needs"]
    )


@functools.cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((phrase_of(name), need.code) for need in shipped() for name in need.also)


@functools.lru_cache(maxsize=4096)
def codes_for(name: str) -> tuple[str, ...]:
    """Which needs a category or a name speaks of: whole words only, nothing guessed from long texts."""
    said = phrase_of(name[:200])
    singular = phrase_of(name[:200].rstrip("s"))
    found = [code for phrase, code in _phrases() if phrase in said or phrase in singular]
    return tuple(dict.fromkeys(found))
