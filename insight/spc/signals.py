"""Special causes: which points are more than the usual ups and downs, by which rule, to which side.

The rules of XmR charts as NHSRplotthedots has them ("Making Data Count"), in the order in which a point takes its
mark. Two of three is read as it is published elsewhere too: a point outside the limits also lies beyond the near
limit, and the third may lie anywhere.
"""

import dataclasses
import enum
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence

SEVEN = 7
Values = Sequence[float | None]
Stretch = Sequence[int]


class Cause(enum.StrEnum):
    OUTSIDE = "outside"
    TREND = "trend"
    NEAR = "near"
    SHIFT = "shift"


@dataclasses.dataclass(frozen=True, slots=True)
class Lines:
    """What a point is compared with; a run chart has the centre only."""

    centre: float
    low: float | None = None
    high: float | None = None
    near_low: float | None = None
    near_high: float | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Signal:
    """The mark of one point: the first rule that it falls under."""

    cause: Cause
    up: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """All the points that together fall under one rule."""

    cause: Cause
    up: bool
    points: tuple[int, ...]


def side(value: float, of: float | None) -> int:
    """1 above, -1 below, 0 on it: what the last digit of a computer makes of the same number does not count."""
    if of is None or math.isclose(value, of, rel_tol=1e-9, abs_tol=1e-12):
        return 0
    return 1 if value > of else -1


def stretches(values: Values, hidden: Iterable[int] = ()) -> list[list[int]]:
    """Places of points that follow one another: nothing is in between, or nothing happened there."""
    broken = set(hidden)
    found: list[list[int]] = [[]]
    for at, value in enumerate(values):
        if at in broken:
            found.append([])
        elif value is not None:
            found[-1].append(at)
    return [stretch for stretch in found if stretch]


def runs(sides: Sequence[tuple[int, int]], least: int) -> Iterator[tuple[bool, tuple[int, ...]]]:
    """Of (place, side): so many in a row of one side. Side 0 ends a run."""
    row: list[int] = []
    before = 0
    for at, now in [*sides, (-1, 0)]:
        if now != before:
            if before and len(row) >= least:
                yield before > 0, tuple(row)
            row = []
        row.append(at)
        before = now


def outside(values: Values, lines: Sequence[Lines | None], stretch: Stretch) -> Iterator[Group]:
    for at in stretch:
        value, line = values[at], lines[at]
        if value is None or line is None:
            continue
        if line.high is not None and side(value, line.high) > 0:
            yield Group(Cause.OUTSIDE, True, (at,))
        if line.low is not None and side(value, line.low) < 0:
            yield Group(Cause.OUTSIDE, False, (at,))


def trending(values: Values, lines: Sequence[Lines | None], stretch: Stretch) -> Iterator[Group]:
    """Seven points, each further the same way than the one before: six steps."""
    steps = [
        (later, side(values[later] or 0, values[earlier] or 0))
        for earlier, later in itertools.pairwise(stretch)
    ]
    before = dict(zip(stretch[1:], stretch, strict=False))
    for up, places in runs(steps, SEVEN - 1):
        yield Group(Cause.TREND, up, (before[places[0]], *places))


def near(values: Values, lines: Sequence[Lines | None], stretch: Stretch) -> Iterator[Group]:
    """Two of three that follow one another beyond the same near limit; windows that share points are one."""
    for up in (True, False):
        found: list[int] = []
        beyond = [at for at in stretch if beyond_near(values[at], lines[at], up)]
        windows = (stretch[at : at + 3] for at in range(len(stretch) - 2))
        for window in windows:
            those = [at for at in window if at in beyond]
            if len(those) < 2:
                continue
            if found and not set(found) & set(those):
                yield Group(Cause.NEAR, up, tuple(found))
                found = []
            found += [at for at in those if at not in found]
        if found:
            yield Group(Cause.NEAR, up, tuple(found))


def beyond_near(value: float | None, line: Lines | None, up: bool) -> bool:
    if line is None:
        return False
    limit = line.near_high if up else line.near_low
    return value is not None and limit is not None and side(value, limit) == (1 if up else -1)


def one_side(values: Values, lines: Sequence[Lines | None], stretch: Stretch) -> Iterator[Group]:
    """Seven in a row on one side; a point on the mean ends the run."""
    sides = [(at, line_side(values[at], lines[at])) for at in stretch]
    for up, places in runs(sides, SEVEN):
        yield Group(Cause.SHIFT, up, places)


def line_side(value: float | None, line: Lines | None) -> int:
    return 0 if value is None or line is None else side(value, line.centre)


Rule = Callable[[Values, Sequence[Lines | None], Stretch], Iterator[Group]]
IN_ORDER: tuple[Rule, ...] = (outside, trending, near, one_side)


def groups(
    values: Values,
    lines: Sequence[Lines | None],
    hidden: Iterable[int] = (),
    rules: Sequence[Rule] = IN_ORDER,
) -> list[Group]:
    """Everything that stands out, rule after rule."""
    parts = stretches(values, hidden)
    return [group for rule in rules for stretch in parts for group in rule(values, lines, stretch)]


def marks(found: Iterable[Group]) -> dict[int, Signal]:
    """Each point once, by the first rule that it falls under."""
    marked: dict[int, Signal] = {}
    for group in found:
        for at in group.points:
            marked.setdefault(at, Signal(group.cause, group.up))
    return marked
