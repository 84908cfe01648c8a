"""Change of one person and of a group between two scores of the same instrument, told apart from measurement error.

Reliable change: difference over sqrt(SE1^2 + SE2^2) (Jacobson & Truax 1991, J Consult Clin Psychol 59:12, with the
standard errors of the measures). Under the model 5 % of people who did not change pass 1.96.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .answers import Numbers
from .scoring import Scored

RELIABLE = 1.96
UP, UP_WITHIN, NONE = "reliably improved", "improved within error", "no clear change"
DOWN_WITHIN, DOWN = "worsened within error", "reliably worsened"


@dataclass(frozen=True)
class Change:
    """points on the 0-100 scale, the standard error of the difference in points, the index and its class."""

    points: float
    se: float
    rci: float
    kind: str

    @property
    def reliable(self) -> bool:
        return self.kind in (UP, DOWN)


def change(first: Scored, second: Scored, *, mic: float | None = None) -> Change:
    """Change between two scores under one calibration. `mic`: the smallest change in points that matters; without it
    nothing within error is called a change. Raises ValueError where a score is missing."""
    if None in (first.score, second.score):
        raise ValueError("Change needs two scores.")
    return between(first.score, first.score_se, second.score, second.score_se, mic=mic)  # type: ignore[arg-type]


def between(
    first: float, first_se: float, second: float, second_se: float, *, mic: float | None = None
) -> Change:
    """The same from scores and standard errors, both on one scale."""
    return judged(second - first, math.hypot(first_se, second_se), mic)


def uncalibrated_change(
    first: float, second: float, *, sd: float, alpha: float, mic: float | None = None
) -> Change:
    """Where there is no SE: S_diff = sd sqrt(2) sqrt(1 - alpha), sd of the first scores of a sample of people."""
    if not 0 <= alpha < 1 or sd <= 0:
        raise ValueError("sd must be above 0 and alpha from 0 to below 1.")
    return judged(second - first, sd * math.sqrt(2 * (1 - alpha)), mic)


def judged(points: float, se: float, mic: float | None) -> Change:
    if se <= 0:
        raise ValueError("A standard error must be above 0.")
    rci = points / se
    if abs(rci) >= RELIABLE:
        kind = UP if rci > 0 else DOWN
    elif mic is not None and abs(points) >= mic:
        kind = UP_WITHIN if points > 0 else DOWN_WITHIN
    else:
        kind = NONE
    return Change(points, se, rci, kind)


def provisional_mic(baseline: Sequence[float] | Numbers) -> float:
    """Half the standard deviation of the first scores: a stand-in until the instrument has a figure of its own."""
    return float(np.std(np.asarray(baseline, dtype=float), ddof=1) / 2)


@dataclass(frozen=True)
class GroupChange:
    """Points. `interval`: 95 %. `net_reliable`: share reliably up minus share reliably down (0 expected by chance).
    `slope`: change for one point more at the start; below 0 even without any true change."""

    pairs: int
    followed_up: float
    mean: float
    interval: tuple[float, float]
    reliably_up: float
    reliably_down: float
    intercept: float
    slope: float

    @property
    def net_reliable(self) -> float:
        return self.reliably_up - self.reliably_down


def group_change(first: Numbers, first_se: Numbers, second: Numbers, second_se: Numbers) -> GroupChange:
    """Paired scores of a group, NaN where one is missing. Raises ValueError for fewer than three pairs."""
    paired = np.isfinite(first) & np.isfinite(second)
    pairs = int(paired.sum())
    if pairs < 3:
        raise ValueError("A group's change needs three pairs or more.")
    start, points = first[paired], (second - first)[paired]
    index = points / np.hypot(first_se, second_se)[paired]
    mean, half = float(points.mean()), 1.96 * float(points.std(ddof=1)) / math.sqrt(pairs)
    slope, intercept = np.polyfit(start, points, 1) if np.ptp(start) else (math.nan, math.nan)
    return GroupChange(
        pairs,
        pairs / max(1, int(np.isfinite(first).sum())),
        mean,
        (mean - half, mean + half),
        float((index >= RELIABLE).mean()),
        float((index <= -RELIABLE).mean()),
        float(intercept),
        float(slope),
    )
