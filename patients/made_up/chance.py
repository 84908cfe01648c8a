"""Weighted choice in constant time, so that a million made-up people take seconds.

Weights become the slots of a tuple; a draw is one random number and one look at the tuple.
"""

import random
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

SLOTS = 2000


def spread(weighted: Iterable[tuple[T, float]], slots: int = SLOTS) -> tuple[T, ...]:
    """Each choice as often as its weight asks, and at least once."""
    pairs = list(weighted)
    total = sum(weight for _, weight in pairs)
    table: list[T] = []
    for choice, weight in pairs:
        table.extend([choice] * max(1, round(weight * slots / total)))
    return tuple(table)


def pick(r: random.Random, table: tuple[T, ...]) -> T:
    """One slot of a table made by `spread`."""
    return table[int(r.random() * len(table))]


def falling(words: Iterable[T], head: float = 6.0) -> list[tuple[T, float]]:
    """The first words common, the last rare, as surnames are in any town."""
    return [(word, 1.0 / (place + head)) for place, word in enumerate(words)]


def words(text: str) -> list[str]:
    """A list of words written as one text, so that long lists stay readable."""
    return text.split()
