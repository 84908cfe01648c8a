"""Where the points and limits of a funnel plot stand: plain numbers for templates/insight/funnel_plot.html.

Practices by how many people a share is taken of. Shape says where a point lies, so that no colour is needed.
"""

import dataclasses
import math
from collections.abc import Sequence

from insight.funnel_limits import LEVELS, limits, outside

WIDTH, HEIGHT = 400, 330
LEFT, RIGHT, TOP, BOTTOM = 46, 380, 10, 286
STEPS = 60
NUMBERED = 30  # with more practices only those outside the limits have their number beside them
# Of a point at (0, 0), by where it lies.
SHAPES = {
    "": "m-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
    "just below": "m0,-6l6,6l-6,6l-6,-6z",
    "just above": "m0,-6l6,6l-6,6l-6,-6z",
    "far below": "m-6,-5h12l-6,11z",
    "far above": "m-6,5h12l-6,-11z",
}
SAID = {
    "": "Within the limits",
    "just below": "Below the inner limits",
    "just above": "Above the inner limits",
    "far below": "Below the outer limits",
    "far above": "Above the outer limits",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A practice: its number in the table, its name, how many people, and how many of them."""

    number: int
    name: str
    people: int
    came: int


@dataclasses.dataclass(frozen=True, slots=True)
class Plot:
    """`paths` are lines: (path, dashes). `shapes` are points: (path, filled). `ticks` are (x, y, words)."""

    title: str
    description: str
    centre: str
    paths: list[tuple[str, str]]
    shapes: list[tuple[str, bool]]
    numbers: list[tuple[float, float, int]]
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT


@dataclasses.dataclass(frozen=True, slots=True)
class Scale:
    """From people and shares to the drawing."""

    most: int
    top: float

    def x(self, people: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * people / self.most, 1)

    def y(self, share: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * min(share, self.top) / self.top, 1)


def plot(title: str, places: Sequence[Place], centre: float) -> Plot:
    """`places` are those that may be shown; `centre` is the share of everybody."""
    scale = scale_of(places, centre)
    lies = [(place, outside(centre, place.came, place.people)) for place in places]
    middle = f"M{LEFT},{scale.y(centre)}H{RIGHT}"
    return Plot(
        title,
        described(lies, centre),
        middle,
        [(line(scale, centre, level, side), dashes) for level, dashes in dashed() for side in (0, 1)],
        [
            (points(scale, lies, where), bool(where))
            for where in SHAPES
            if any(at == where for _p, at in lies)
        ],
        numbers(scale, lies),
        [(scale.x(people), f"{people:,}") for people in steps(scale.most)],
        [(scale.y(share / 100), f"{share}%") for share in steps(round(100 * scale.top))],
    )


def dashed() -> list[tuple[float, str]]:
    """The inner limits in long dashes, the outer ones in short."""
    return list(zip(LEVELS, ("7 4", "2 3"), strict=True))


def scale_of(places: Sequence[Place], centre: float) -> Scale:
    most = max(place.people for place in places)
    least = min(place.people for place in places)
    highest = max(*(place.came / place.people for place in places), limits(centre, least, LEVELS[0])[1])
    return Scale(rounded_up(most), rounded_up(min(100, math.ceil(100 * highest))) / 100)


def rounded_up(number: int) -> int:
    """To one, two or five, or ten times such: so that steps are easy to read."""
    size = 10 ** max(0, len(str(number)) - 1)
    return next(step * size for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * size >= number)


def steps(most: int) -> list[int]:
    """Up to six, from nothing."""
    by = next(
        step for step in (most / 4, most / 5, most / 3, most / 2, most) if step == int(step) or step == most
    )
    return [round(by * at) for at in range(round(most / by) + 1)]


def line(scale: Scale, centre: float, level: float, side: int) -> str:
    """One limit, from few people to the most."""
    sizes = sorted({max(1, round(scale.most * (at / STEPS) ** 2)) for at in range(1, STEPS + 1)})
    told = [(scale.x(size), scale.y(limits(centre, size, level)[side])) for size in sizes]
    return "M" + "L".join(f"{x},{y}" for x, y in told)


def points(scale: Scale, lies: list[tuple[Place, str]], where: str) -> str:
    """All that lie there, as one path."""
    return "".join(
        f"M{scale.x(place.people)},{scale.y(place.came / place.people)}{SHAPES[at]}"
        for place, at in lies
        if at == where
    )


def numbers(scale: Scale, lies: list[tuple[Place, str]]) -> list[tuple[float, float, int]]:
    """Beside a point: the number that the table gives it."""
    few = len(lies) <= NUMBERED
    return [
        (beside(scale.x(place.people)), scale.y(place.came / place.people) - 6, place.number)
        for place, at in lies
        if few or at
    ]


def beside(x: float) -> float:
    """To the right, but for what stands at the right edge."""
    return x + 6 if x < RIGHT - 24 else x - 22


def described(lies: list[tuple[Place, str]], centre: float) -> str:
    """In sentences, for those who do not see it."""
    out = [f"{place.name}: {SAID[at].lower()}" for place, at in lies if at]
    found = "; ".join(out) if out else "all within the limits"
    return f"{len(lies)} practices around {100 * centre:.0f}%. {found}."
