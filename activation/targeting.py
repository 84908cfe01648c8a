"""Where people and statements stand on one scale: plain numbers for templates/activation/person_items.html."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from activation.rasch import Calibration
from activation.rasch.answers import Numbers
from practice.small import shown_column

WIDTH, ROW, TOP = 480, 26, 24
LABEL, BAR, STATEMENTS = 72, 170, 300
BINS = 10  # of ten points each


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """Ten points of the scale: how many people (None: not shown), and the numbers of the statements there."""

    label: str
    people: int | None
    statements: str
    y: int
    length: int

    @property
    def middle(self) -> int:
        return self.y + ROW // 2

    @property
    def after(self) -> int:
        """Where the number of people stands."""
        return LABEL + 6 + self.length

    @property
    def said(self) -> str:
        return "Not shown" if self.people is None else str(self.people)


@dataclasses.dataclass(frozen=True, slots=True)
class Map:
    """The highest scores stand at the top."""

    title: str
    description: str
    rows: tuple[Row, ...]
    words: str
    width: int = WIDTH

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.rows)


def draw(calibration: Calibration, measures: Numbers, order: Sequence[str], under: int) -> Map:
    """`order`: the ids of statements in the questionnaire's order, from which they have their numbers."""
    points = np.asarray(calibration.score(measures[np.isfinite(measures)]))
    people = [int(count) for count in np.bincount(bins(points), minlength=BINS)]
    places = {item.item: float(calibration.points(item.location)) for item in calibration.items}
    where = dict(zip(places, bins(np.array([*places.values()])).tolist(), strict=True))
    there = [
        ", ".join(str(at) for at, item in enumerate(order, 1) if where[item] == place)
        for place in range(BINS)
    ]
    return Map(
        title="People and statements on one scale",
        description=describe(points, [*places.values()]),
        rows=rows(shown_column(people, under), there),
        words=targeted(calibration, measures),
    )


def bins(points: Numbers) -> np.ndarray:
    """The ten points that each lies in; 100 belongs to the highest."""
    return np.clip(points // BINS, 0, BINS - 1).astype(np.int64)


def rows(people: Sequence[int | None], statements: Sequence[str]) -> tuple[Row, ...]:
    """A number that is not shown draws no bar, so that its length says nothing."""
    most = max((count for count in people if count), default=0)
    return tuple(
        Row(
            label=f"{place * BINS} to {(place + 1) * BINS}",
            people=people[place],
            statements=statements[place],
            y=TOP + ROW * at,
            length=round(BAR * (people[place] or 0) / most) if most else 0,
        )
        for at, place in enumerate(reversed(range(BINS)))
    )


def describe(points: Numbers, places: Sequence[float]) -> str:
    """What somebody sees at a glance, in sentences."""
    low, middle, high = np.percentile(points, [10, 50, 90]) if len(points) else (0, 0, 0)
    return (
        f"Eight of ten people score between {low:.0f} and {high:.0f}, half of them above {middle:.0f}. "
        f"The statements lie between {min(places):.0f} and {max(places):.0f} points."
    )


def targeted(calibration: Calibration, measures: Numbers) -> str:
    """Whether the statements are about as hard as these people need; the mean of statements is 0 logits."""
    apart = float(np.nanmean(measures))
    if apart > 1:
        return (
            f"The statements are easy for these people ({apart:.1f} logits below them on average). Scores near the top "
            "are less certain. Harder statements would help."
        )
    if apart < -1:
        return (
            f"The statements are hard for these people ({-apart:.1f} logits above them on average). Scores near the "
            "bottom are less certain. Easier statements would help."
        )
    return f"The statements are about as hard as these people need: {abs(apart):.1f} logits apart on average."
