"""Run charts: the median, six in a row on one side of it, five in a row going one way.

Source: Perla, Provost and Murray, "The run chart: a simple analytical tool" (2011). Points on the median neither make
nor break a shift, like values one after the other neither make nor break a trend.
"""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from insight.spc.signals import (
    Cause,
    Group,
    Lines,
    Rule,
    Stretch,
    Values,
    line_side,
    runs,
    side,
    stretches,
)

SHIFT, TREND, ENOUGH = 6, 5, 10


def lines(values: Values, hidden: Iterable[int] = ()) -> Lines | None:
    shown = [
        value for stretch in stretches(values, hidden) for at in stretch if (value := values[at]) is not None
    ]
    return Lines(median(shown)) if shown else None


def shifts(values: Values, lines: Sequence[Lines | None], stretch: Stretch) -> Iterator[Group]:
    sides = [(at, line_side(values[at], lines[at])) for at in stretch]
    for up, places in runs([(at, way) for at, way in sides if way], SHIFT):
        yield Group(Cause.SHIFT, up, places)


def trends(values: Values, lines: Sequence[Lines | None], stretch: Stretch) -> Iterator[Group]:
    """Of like values in a row only the first counts; all of them are marked."""
    steps: list[tuple[int, int]] = []
    before: dict[int, int] = {}
    last = None
    for at in stretch:
        way = side(values[at] or 0, values[last] or 0) if last is not None else 0
        if last is not None and way:
            steps.append((at, way))
            before[at] = last
        last = at if last is None or way else last
    for up, places in runs(steps, TREND - 1):
        first = before[places[0]]
        yield Group(Cause.TREND, up, tuple(at for at in stretch if first <= at <= places[-1]))


RULES: tuple[Rule, ...] = (shifts, trends)
