"""Averages with their intervals, one under the other: plain numbers for templates/insight/change_drawn.html."""

import dataclasses
import math
from collections.abc import Sequence

from insight.intervals import Interval

WIDTH, LEFT, RIGHT, ROW, FOOT = 400, 6, 394, 48, 26


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """One average; without a number nothing is drawn, so that its place says nothing."""

    label: str
    said: str
    y: int
    x: float | None
    low: float | None
    high: float | None

    @property
    def box(self) -> float:
        """Where the square of the average begins."""
        return round((self.x or 0) - 6, 1)


@dataclasses.dataclass(frozen=True, slots=True)
class Drawn:
    """`zero` is where no change would lie; `ends` are the ends of the scale in words."""

    title: str
    description: str
    marks: tuple[Mark, ...]
    zero: float
    ends: tuple[str, str]
    height: int

    @property
    def label_y(self) -> int:
        return self.height - 6


def drawn(title: str, rows: Sequence[tuple[str, Interval | None]], said: Sequence[str]) -> Drawn:
    """`rows` are labels with what is drawn; `said` are the same in words."""
    far = reach([interval for _label, interval in rows if interval])
    marks = tuple(
        mark(label, words, at * ROW, interval, far)
        for at, ((label, interval), words) in enumerate(zip(rows, said, strict=True))
    )
    told = "; ".join(f"{label}: {words}" for (label, _interval), words in zip(rows, said, strict=True))
    height = len(rows) * ROW + FOOT
    return Drawn(title, f"{told}.", marks, place(0, far), (f"−{far:g}", f"+{far:g}"), height)


def reach(intervals: Sequence[Interval]) -> float:
    """As far to both sides as anything lies, rounded up: no change stands in the middle."""
    most = max(
        (abs(end) for one in intervals for end in dataclasses.astuple(one) if end is not None), default=1
    )
    step = 10 ** math.floor(math.log10(most)) if most > 0 else 1
    return math.ceil(most / step) * step if most > 0 else 1


def mark(label: str, words: str, y: int, interval: Interval | None, far: float) -> Mark:
    if interval is None or interval.value is None:
        return Mark(label, words, y, None, None, None)
    low, high = (None if end is None else place(end, far) for end in (interval.low, interval.high))
    return Mark(label, words, y, place(interval.value, far), low, high)


def place(value: float, far: float) -> float:
    share = (min(max(value, -far), far) + far) / (2 * far)
    return round(LEFT + share * (RIGHT - LEFT), 1)
