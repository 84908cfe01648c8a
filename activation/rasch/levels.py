"""Levels: which stretch of the 0-100 scale a score falls in, and how likely the person belongs there."""

from collections.abc import Sequence
from itertools import pairwise

from .chances import normal_below


def refuse_unordered(cuts: Sequence[float]) -> None:
    if any(low >= high for low, high in pairwise(cuts)):
        raise ValueError("Cut points must ascend.")


def level_of(score: float, cuts: Sequence[float]) -> int:
    """The level, from 1, of a score in points. `cuts`: the upper bound of each level but the last, which belongs
    to the level below it; scores are compared after rounding to 0.1. Raises ValueError for cuts out of order."""
    refuse_unordered(cuts)
    return 1 + sum(round(score, 1) > round(cut, 1) for cut in cuts)


def level_probabilities(score: float, se: float, cuts: Sequence[float]) -> tuple[float, ...]:
    """Chance of each level, summing to 1, for a score and its SE in points and `cuts` as in `level_of`.

    P(level) = Phi((upper - score) / se) - Phi((lower - score) / se). Raises ValueError for cuts out of order.
    """
    refuse_unordered(cuts)
    if se <= 0:
        raise ValueError("A standard error must be above 0.")
    below = [0.0, *(normal_below((cut - score) / se) for cut in cuts), 1.0]
    return tuple(high - low for low, high in pairwise(below))
