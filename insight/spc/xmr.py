"""XmR charts: the mean of single values, and limits from how much each differs from the one before.

Source: NHSRplotthedots and "Making Data Count"; 2.66 is 3 / 1.128, as published for ranges of two.
"""

import itertools
from collections.abc import Iterable
from statistics import fmean

from insight.spc.signals import Lines, Values, stretches

LIMIT, NEAR, SCREEN = 2.66, 1.773, 3.267


def moving_ranges(values: Values, hidden: Iterable[int] = ()) -> list[float]:
    """How far each point is from the one before it; never across a hidden one."""
    return [
        abs((values[later] or 0) - (values[earlier] or 0))
        for stretch in stretches(values, hidden)
        for earlier, later in itertools.pairwise(stretch)
    ]


def lines(values: Values, hidden: Iterable[int] = (), *, screen: bool = False) -> Lines | None:
    """From the values of the baseline; nothing where no two follow one another.

    Screening leaves out ranges above 3.267 times their mean, once.
    """
    shown = [
        value for stretch in stretches(values, hidden) for at in stretch if (value := values[at]) is not None
    ]
    ranges = moving_ranges(values, hidden)
    if not ranges:
        return None
    if screen:
        most = SCREEN * fmean(ranges)
        ranges = [one for one in ranges if one <= most]
    mean, moving = fmean(shown), fmean(ranges)
    return Lines(
        mean,
        mean - LIMIT * moving,
        mean + LIMIT * moving,
        mean - NEAR * moving,
        mean + NEAR * moving,
    )
