"""Charts of shares (p) and of counts (c): limits from how such numbers vary by chance alone.

Source: Shewhart's charts as in Montgomery, "Introduction to Statistical Quality Control", chapter 7: three standard
errors round the mean; near limits at two. A share lies between 0 and 100 per cent, a count is never below zero.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean

from insight.spc.signals import Lines

FAR, NEAR = 3, 2


def share_lines(baseline: Sequence[tuple[float, float]], wholes: Sequence[float]) -> list[Lines | None]:
    """For each period by how many there were in it: the more, the closer. Baseline: (part, whole)."""
    whole = sum(of for _part, of in baseline)
    if not whole:
        return [None] * len(wholes)
    share = sum(part for part, _of in baseline) / whole
    return [share_line(share, of) if of > 0 else None for of in wholes]


def share_line(share: float, whole: float) -> Lines:
    error = sqrt(max(share * (1 - share), 0) / whole)
    found = (share - FAR * error, share + FAR * error, share - NEAR * error, share + NEAR * error)
    return Lines(100 * share, *(100 * min(max(one, 0), 1) for one in found))


def count_lines(baseline: Sequence[float]) -> Lines | None:
    if not baseline:
        return None
    mean = fmean(baseline)
    error = sqrt(max(mean, 0))
    low, high, near_low, near_high = (mean + by * error for by in (-FAR, FAR, -NEAR, NEAR))
    return Lines(mean, max(low, 0), high, max(near_low, 0), near_high)
