"""Levels: which stretch of the 0-100 scale a score falls in, and how likely the person belongs there."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from .answers import Numbers
from .calibration import Calibration
from .chances import normal_below
from .persons import probabilities


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


def percent_of_maximum(answers: Sequence[int | None], highest: Sequence[int]) -> float | None:
    """100 x sum / highest sum of the items answered: shown beside a provisional score; no level comes from it."""
    given = [(answer, most) for answer, most in zip(answers, highest, strict=True) if answer is not None]
    return 100 * sum(answer for answer, _ in given) / sum(most for _, most in given) if given else None


def bookmark(calibration: Calibration, items: Sequence[str], at_least: int) -> float:
    """A provisional cut in points: the mean, over these items, of the measure where P(answer >= `at_least`) = 0.5."""
    rows = calibration.beta[[calibration.names.index(name) for name in items]]
    return float(np.mean([calibration.points(even(row, at_least)) for row in rows]))


def even(row: Numbers, at_least: int) -> float:
    """Bisection: the chance rises with the measure."""
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        chance = probabilities(row[None, :], np.array([middle]))[0, 0, at_least:].sum()
        low, high = (middle, high) if chance < 0.5 else (low, middle)
    return low
