"""How sure a number is: intervals for shares, differences, ratios, averages and slopes, from plain numbers.

All are for 95 of a hundred unless another level is asked for.
"""

import dataclasses
import math
from collections.abc import Sequence
from statistics import NormalDist

LEVEL = 0.95
MANY = 200  # degrees of freedom from which the series for Student's t is as good as its sum


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """A value and the range around it; None where there is no such number: a ratio to nothing, no upper end."""

    value: float | None
    low: float | None
    high: float | None

    def beyond(self, other: float) -> bool:
        """Whether all of the range lies on one side: more than chance explains."""
        return (self.low is not None and self.low > other) or (self.high is not None and self.high < other)

    def times(self, factor: float) -> "Interval":
        """In another unit, as per cent or per 1,000."""
        return Interval(*(None if end is None else end * factor for end in dataclasses.astuple(self)))


def z_of(level: float) -> float:
    """How many standard errors to both sides."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(n: int, d: int, level: float = LEVEL) -> Interval:
    """Of the share n of d: the score interval without continuity correction.

    E. B. Wilson, J Am Stat Assoc 1927;22:209-12; method 3 of R. G. Newcombe, Stat Med 1998;17:857-72.
    """
    if not d:
        return Interval(None, 0.0, 1.0)
    z, share = z_of(level), n / d
    middle = 2 * n + z * z
    half = z * math.sqrt(z * z + 4 * n * (1 - share))
    below = 2 * (d + z * z)
    low = 0.0 if n == 0 else (middle - half) / below
    return Interval(share, low, 1.0 if n == d else (middle + half) / below)


def difference(n: int, d: int, other_n: int, other_d: int, level: float = LEVEL) -> Interval:
    """Of the share n of d less the share other_n of other_d, two different sets of people.

    Method 10 of R. G. Newcombe, Stat Med 1998;17:873-90: from the two Wilson intervals.
    """
    return combined([(1.0, n, d), (-1.0, other_n, other_d)], level)


def combined(parts: Sequence[tuple[float, int, int]], level: float = LEVEL) -> Interval:
    """Of a sum of shares, each times its weight: (weight, n, d), all of different people.

    From the Wilson interval of each (MOVER): G. Y. Zou, W. Huang, X. Zhang, Comput Stat Data Anal 2009;53:1080-5.
    """
    if not all(d for _weight, _n, d in parts):
        return Interval(None, None, None)
    value = below = above = 0.0
    for weight, n, d in parts:
        share, low, high = n / d, *ends(wilson(n, d, level))
        value += weight * share
        near, far = sorted((weight * low, weight * high))
        below += (weight * share - near) ** 2
        above += (far - weight * share) ** 2
    return Interval(value, value - math.sqrt(below), value + math.sqrt(above))


def ends(interval: Interval) -> tuple[float, float]:
    """Where both are known."""
    if interval.low is None or interval.high is None:
        raise ValueError("no interval")
    return interval.low, interval.high


def ratio(n: int, d: int, other_n: int, other_d: int, level: float = LEVEL) -> Interval:
    """Of the share n of d over the share other_n of other_d: symmetric around its logarithm.

    D. Katz et al., Biometrics 1978;34:469-74. Where nobody, or everybody of both, counts, a half is added to each cell
    of the table of two by two for the range, as the Cochrane Handbook does (10.4.4): the ratio is what was counted.
    """
    if not d or not other_d:
        return Interval(None, None, None)
    value = (n / d) / (other_n / other_d) if other_n else None
    add = 0.5 if not n or not other_n or (n == d and other_n == other_d) else 0.0
    a, b, c, e = n + add, d + 2 * add, other_n + add, other_d + 2 * add
    error = math.sqrt(1 / a - 1 / b + 1 / c - 1 / e)
    middle, away = math.log(a / b) - math.log(c / e), z_of(level) * error
    low = math.exp(middle - away) if n else 0.0
    return Interval(value, low, math.exp(middle + away) if other_n else None)


def mean(count: int, average: float, spread: float, level: float = LEVEL) -> Interval:
    """Of an average of so many values with this standard deviation (of a sample): by Student's t."""
    if count < 2:
        return Interval(average if count else None, None, None)
    away = t_quantile(0.5 + level / 2, count - 1) * spread / math.sqrt(count)
    return Interval(average, average - away, average + away)


def t_quantile(share: float, freedom: int) -> float:
    """The value that this share of Student's t with so many degrees of freedom lies below; share above a half.

    By halving the finite sum of M. Abramowitz and I. A. Stegun, Handbook 1964, 26.7.3-4; for many degrees of freedom
    by the series 26.7.5.
    """
    if freedom >= MANY:
        return t_series(NormalDist().inv_cdf(share), freedom)
    low, high = 0.0, 1.0
    while t_within(high, freedom) < 2 * share - 1:
        low, high = high, 2 * high
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if t_within(middle, freedom) < 2 * share - 1 else (low, middle)
    return high


def t_series(x: float, freedom: int) -> float:
    """From the same quantile of the normal distribution; the next term is below 1e-9 here."""
    terms = (
        x,
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return sum(term / freedom**power for power, term in enumerate(terms))


def t_within(t: float, freedom: int) -> float:
    """How much of the distribution lies between -t and t."""
    angle = math.atan2(t, math.sqrt(freedom))
    odd, square = freedom % 2, math.cos(angle) ** 2
    term = math.cos(angle) if odd else 1.0
    total = 0.0
    for step in range((freedom - odd) // 2):
        total += term
        term *= square * (2 * step + 1 + odd) / (2 * step + 2 + odd)
    total *= math.sin(angle)
    return 2 / math.pi * (angle + total) if odd else total


def slope(groups: Sequence[tuple[int, int]], level: float = LEVEL) -> Interval:
    """The slope index of inequality of ordered groups (n, d): the straight line's last end less its first.

    Each group stands at the middle of its stretch of everybody in their order, and weighs as many people as it has:
    J. P. Mackenbach, A. E. Kunst, Soc Sci Med 1997;44:757-71. As the slope is a sum of the groups' shares, each with a
    weight that depends on sizes only, its range is `combined`. Groups with nobody do not count; two at least must.
    """
    some = [(n, d) for n, d in groups if d]
    if len(some) < 2:
        return Interval(None, None, None)
    return combined(
        [(weight, n, d) for weight, (n, d) in zip(pulls([d for _n, d in some]), some, strict=True)], level
    )


def pulls(sizes: Sequence[int]) -> list[float]:
    """What each group's share counts for in the slope of a line through them, weighted by size."""
    everybody, before, middles = sum(sizes), 0, []
    for size in sizes:
        middles.append((before + size / 2) / everybody)
        before += size
    # The mean rank of everybody is a half, whatever the sizes.
    across = sum(size * (middle - 0.5) ** 2 for size, middle in zip(sizes, middles, strict=True))
    return [size * (middle - 0.5) / across for size, middle in zip(sizes, middles, strict=True)]


def relative_slope(groups: Sequence[tuple[int, int]], level: float = LEVEL) -> Interval:
    """The slope as a part of the share of everybody, which is taken as it was counted.

    The relative index of E. R. Pamuk, Popul Stud 1985;39:17-31.
    """
    n, d = (sum(column) for column in zip(*groups, strict=True)) if groups else (0, 0)
    return slope(groups, level).times(d / n) if n else Interval(None, None, None)
