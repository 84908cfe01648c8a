"""Chances behind test statistics, from plain series: no statistics package is needed for three functions."""

import math

import numpy as np

from .answers import Numbers

MOST_TERMS = 10_000


def normal_below(z: float) -> float:
    """P(Z <= z) of the standard normal distribution."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def chi_square_above(value: float, df: float) -> float:
    """P(X >= value) for a chi-square variable: the upper regularised incomplete gamma function.

    Series below the mean, continued fraction (Lentz) above it: Abramowitz & Stegun 6.5.29 and 6.5.31.
    """
    if value <= 0 or df <= 0:
        return 1.0
    shape, half = df / 2, value / 2
    front = math.exp(shape * math.log(half) - half - math.lgamma(shape))
    return 1 - front * series(shape, half) if half < shape + 1 else front * fraction(shape, half)


def series(shape: float, half: float) -> float:
    term = total = 1 / shape
    for n in range(1, MOST_TERMS):
        term *= half / (shape + n)
        total += term
        if term < total * 1e-16:
            break
    return total


def fraction(shape: float, half: float) -> float:
    tiny = 1e-300
    b = half + 1 - shape
    c, d = 1 / tiny, 1 / b
    value = d
    for n in range(1, MOST_TERMS):
        a = -n * (n - shape)
        b += 2
        d = 1 / (a * d + b or tiny)
        c = b + a / c or tiny
        value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value


def adjusted(chances: Numbers) -> Numbers:
    """P values adjusted for their number (Benjamini & Hochberg 1995, J R Stat Soc B 57:289). NaN stays NaN."""
    out = np.full(len(chances), np.nan)
    known = np.flatnonzero(~np.isnan(chances))
    order = known[np.argsort(chances[known])[::-1]]
    ranks = np.arange(len(order), 0, -1)
    out[order] = np.minimum(1.0, np.minimum.accumulate(chances[order] * len(order) / ranks))
    return out
