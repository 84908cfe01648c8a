"""How far the shares of practices of different sizes lie apart by chance alone."""

import math
from functools import lru_cache

LEVELS = (0.95, 0.998)
WIDE = 9  # standard deviations around the middle outside of which nothing is added up


@lru_cache(maxsize=4096)
def limits(centre: float, size: int, level: float = LEVELS[0]) -> tuple[float, float]:
    """Between which the share of so many people lies by chance, where `centre` is everybody's.

    Exact, with a step between two counts divided in proportion: D. J. Spiegelhalter, Stat Med 2005;24:1185-202, A.1.1.
    """
    if not size or centre <= 0 or centre >= 1:
        return max(0.0, min(centre, 1.0)), max(0.0, min(centre, 1.0))
    low, high = (1 - level) / 2, (1 + level) / 2
    return quantile(centre, size, low), quantile(centre, size, high)


def quantile(centre: float, size: int, share: float) -> float:
    """The count, as a share of `size`, that a draw stays below with this probability."""
    spread = math.sqrt(size * centre * (1 - centre))
    count = max(0, math.floor(size * centre - WIDE * spread))
    chance = chance_of(centre, size, count)
    total, odds = chance, centre / (1 - centre)
    while total <= share and count < size:
        chance *= odds * (size - count) / (count + 1)
        count += 1
        total += chance
    return min(1.0, max(0.0, (count - (total - share) / chance) / size)) if chance else count / size


def chance_of(centre: float, size: int, count: int) -> float:
    """Of exactly this count: the binomial distribution."""
    ways = math.lgamma(size + 1) - math.lgamma(count + 1) - math.lgamma(size - count + 1)
    return math.exp(ways + count * math.log(centre) + (size - count) * math.log1p(-centre))


def outside(centre: float, n: int, size: int) -> str:
    """Where a share lies: within, or below or above one of the limits."""
    if not size:
        return ""
    share = n / size
    for level, word in zip(reversed(LEVELS), ("far", "just"), strict=True):
        low, high = limits(centre, size, level)
        if share < low:
            return f"{word} below"
        if share > high:
            return f"{word} above"
    return ""
