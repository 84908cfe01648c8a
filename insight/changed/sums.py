"""What paired measurements say together: never by points alone, and never a mean without its interval."""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean, stdev

from insight import intervals
from insight.intervals import Interval

PLACES = ("up", "same", "down")


@dataclasses.dataclass(frozen=True, slots=True)
class Sums:
    """`judged` counts up, same and down; it is empty where nobody can tell change from noise.

    `slope`: how much less, or more, change goes with one point more at the start.
    """

    pairs: int
    mean: Interval
    judged: Counter[str]
    slope: float | None = None

    @property
    def told(self) -> int:
        """How many pairs could be judged."""
        return self.judged.total()


def summed(changes: Iterable[tuple[float, float, str]]) -> Sums:
    """From (first score, points of change, up / same / down or nothing) of each person."""
    rows = list(changes)
    points = [change for _first, change, _judged in rows]
    judged = Counter(judged for _first, _change, judged in rows if judged)
    return Sums(len(rows), mean_of(points), judged, slope([first for first, *_ in rows], points))


def mean_of(values: Sequence[float]) -> Interval:
    if not values:
        return Interval(None, None, None)
    return intervals.mean(len(values), fmean(values), stdev(values) if len(values) > 1 else 0.0)


def slope(starts: Sequence[float], points: Sequence[float]) -> float | None:
    """Of least squares; nothing for fewer than three people, or where all began alike."""
    if len(starts) < 3:
        return None
    middle, height = fmean(starts), fmean(points)
    spread = math.fsum((start - middle) ** 2 for start in starts)
    together = math.fsum((start - middle) * (y - height) for start, y in zip(starts, points, strict=True))
    return together / spread if spread else None


def told_apart(counts: Sequence[int], under: int) -> list[bool]:
    """Which groups may be shown where everybody together is: those left out are never fewer than `under` together."""
    shown = [not 0 < count < under for count in counts]
    while any(left := [count for count, told in zip(counts, shown, strict=True) if not told and count]):
        rest = [at for at, told in enumerate(shown) if told and counts[at]]
        if (len(left) > 1 and sum(left) >= under) or not rest:
            break
        shown[min(rest, key=lambda at: counts[at])] = False
    return shown
