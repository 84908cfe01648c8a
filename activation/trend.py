"""Where the marks of a trend stand: plain numbers for templates/activation/trend.html."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from activation.change import Reading, Z
from practice.wording import long_date

WIDTH, HEIGHT = 400, 230  # as on a phone; a wide screen draws it larger
LEFT, RIGHT, TOP, BOTTOM = 38, 72, 22, 30
SMALL_WIDTH, SMALL_HEIGHT = 240, 96
ROOM = 8
MOST = 24
APART = 28  # of two scores written above their marks


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """One score: where, how far its error reaches, and its words."""

    x: float
    y: float
    top: float
    bottom: float
    score: int
    on: dt.date
    has_error: bool
    labelled: bool = True

    @property
    def label_y(self) -> float:
        """Above the bar, and never outside the drawing."""
        return max(14, self.top - 5)


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """Between two scores of one scale; scores of different scales are not joined."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclasses.dataclass(frozen=True, slots=True)
class Stripe:
    """A level: from where to where, every other one shaded."""

    name: str
    y: float
    height: float
    shaded: bool

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 1)


@dataclasses.dataclass(frozen=True, slots=True)
class Trend:
    """Scores of one questionnaire over time."""

    title: str
    description: str
    width: int
    height: int
    left: int
    right: int
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    stripes: tuple[Stripe, ...]
    ticks: tuple[tuple[int, float], ...]
    first_on: dt.date
    last_on: dt.date

    @property
    def span(self) -> int:
        """How wide the scale is drawn."""
        return self.right - self.left

    @property
    def floor(self) -> int:
        """Where the days stand."""
        return self.height - 8


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """The part of the drawing that the scale fills."""

    left: int
    top: int
    width: int
    height: int
    low: float
    high: float
    first: dt.date
    days: int

    def x(self, on: dt.date) -> float:
        """One day alone stands in the middle."""
        share = (on - self.first).days / self.days if self.days else 0.5
        return round(self.left + share * self.width, 1)

    def y(self, score: float) -> float:
        inside = min(max(score, self.low), self.high)
        share = (self.high - inside) / (self.high - self.low)
        return round(self.top + share * self.height, 1)


def draw(
    name: str,
    readings: Sequence[Reading],
    bands: Sequence[tuple[str, float]],
    *,
    ends: tuple[float, float] = (0, 100),
    small: bool = False,
) -> Trend:
    """`readings` from the earliest on, at least one; `bands` are names with their upper ends, rising."""
    shown = list(readings)[-MOST:]
    frame = framed(shown, ends, small)
    marks = labelled([mark(frame, reading) for reading in shown])
    return Trend(
        title=f"{name} over time",
        description=describe(shown, bands),
        width=SMALL_WIDTH if small else WIDTH,
        height=SMALL_HEIGHT if small else HEIGHT,
        left=frame.left - ROOM,
        right=frame.left + frame.width + ROOM,
        marks=marks,
        lines=lines(shown, marks),
        stripes=stripes(frame, bands),
        ticks=tuple((step, frame.y(step)) for step in ticks(*ends)),
        first_on=shown[0].on,
        last_on=shown[-1].on,
    )


def framed(shown: Sequence[Reading], ends: tuple[float, float], small: bool) -> Frame:
    """With a little room at both sides, so that no mark stands on the edge."""
    width, height = (SMALL_WIDTH, SMALL_HEIGHT) if small else (WIDTH, HEIGHT)
    left, right, top, bottom = (6, 6, 6, 6) if small else (LEFT, RIGHT, TOP, BOTTOM)
    low, high = ends
    return Frame(
        left=left + ROOM,
        top=top,
        width=width - left - right - 2 * ROOM,
        height=height - top - bottom,
        low=low,
        high=high,
        first=shown[0].on,
        days=(shown[-1].on - shown[0].on).days,
    )


def mark(frame: Frame, reading: Reading) -> Mark:
    reach = Z * (reading.error or 0)
    return Mark(
        x=frame.x(reading.on),
        y=frame.y(reading.score),
        top=frame.y(reading.score + reach),
        bottom=frame.y(reading.score - reach),
        score=reading.whole,
        on=reading.on,
        has_error=bool(reading.error),
    )


def labelled(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The latest score always has its number, then the first; others where there is room. The table has them all."""
    kept: list[float] = []
    named: list[Mark] = []
    for place in sorted(range(len(marks)), key=lambda place: (place != len(marks) - 1, place)):
        room = all(abs(marks[place].x - x) >= APART for x in kept)
        kept += [marks[place].x] if room else []
        named.append(dataclasses.replace(marks[place], labelled=room))
    return tuple(named[1:] + named[:1])


def lines(readings: Sequence[Reading], marks: Sequence[Mark]) -> tuple[Line, ...]:
    pairs = zip(readings, readings[1:], marks, marks[1:], strict=False)
    return tuple(Line(a.x, a.y, b.x, b.y) for one, two, a, b in pairs if one.scale == two.scale)


def stripes(frame: Frame, bands: Sequence[tuple[str, float]]) -> tuple[Stripe, ...]:
    below, found = frame.low, []
    for place, (name, upper) in enumerate(bands):
        y = frame.y(upper)
        found.append(Stripe(name, y, round(frame.y(below) - y, 1), place % 2 == 0))
        below = upper
    return tuple(found)


def ticks(low: float, high: float) -> list[int]:
    step = (high - low) / 4
    return [round(low + step * place) for place in range(5)]


def describe(readings: Sequence[Reading], bands: Sequence[tuple[str, float]]) -> str:
    """What somebody sees at a glance, in two or three sentences."""
    points = "; ".join(f"{reading.whole} on {long_date(reading.on)}" for reading in readings)
    words = [f"Scores from the earliest on: {points}."]
    if any(reading.error for reading in readings):
        words.append("Bars show where the true score lies 19 times in 20.")
    if bands:
        ends = ", ".join(f"{name} up to {upper:g}" for name, upper in bands)
        words.append(f"Levels: {ends}.")
    return " ".join(words)
