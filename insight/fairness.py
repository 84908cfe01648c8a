"""Whether each group has its share: beside everybody, with what chance alone would do. Nothing here asks the database.

Each group is compared with everybody else: so no group is the yardstick, and large groups are compared like small ones.
"""

import dataclasses
from collections.abc import Sequence

from insight.intervals import Interval, difference, ratio, relative_slope, slope, wilson
from outreach.equity import share
from practice import small

FEWER = "Fewer than their share, more than chance explains"
MORE = "More than their share, more than chance explains"
CHANCE = "Could be chance"
HIDDEN = small.NOT_SHOWN
NOBODY = "Nobody yet"
ALONE = "Nobody to compare with"

Part = tuple[str, int, int]
Told = tuple[int | None, int | None]


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """How many there are of whom a share is asked, how many of them came; None where it is not shown."""

    label: str
    base: int | None
    came: int | None
    shares: tuple[int | None, int | None]
    rate: Interval
    difference: Interval
    ratio: Interval
    says: str


UNKNOWN = Interval(None, None, None)


def compared(parts: Sequence[Part], under: int, shown: Sequence[Told] = ()) -> list[Group]:
    """Each (label, base, came) beside all others; numbers below `under` are hidden, and what would give them away.

    `shown` says of each what other pages show of the two; then no more is shown here, and no less.
    """
    base, came = (
        (sum(column) for column in zip(*((b, c) for _l, b, c in parts), strict=True)) if parts else (0, 0)
    )
    found = shown or hidden(parts, (base, came), under)
    return [one(label, pair, (base, came)) for (label, _b, _c), pair in zip(parts, found, strict=True)]


def hidden(parts: Sequence[Part], everybody: tuple[int, int], under: int) -> list[Told]:
    """What may be shown where no other page says it."""
    ((_, told),) = small.shown_parts([everybody], under)
    pairs = small.shown_parts([(whole, part) for _label, whole, part in parts], under)
    return pairs if told is not None else [(whole, None) for whole, _part in pairs]


def one(label: str, shown: tuple[int | None, int | None], everybody: tuple[int, int]) -> Group:
    whole, part = shown
    base, came = everybody
    shares = (share(whole, base), share(part, came))
    if whole is None or part is None:
        return Group(label, whole, part, (shares[0], None), UNKNOWN, UNKNOWN, UNKNOWN, HIDDEN)
    counts = (part, whole, came - part, base - whole)
    gap = difference(*counts)
    return Group(label, whole, part, shares, wilson(part, whole), gap, ratio(*counts), said(gap, counts))


def said(gap: Interval, counts: tuple[int, int, int, int]) -> str:
    """In words; only what is clearly more than chance is called so."""
    if not counts[0] + counts[2]:
        return NOBODY
    if gap.value is None:
        return ALONE
    if not gap.beyond(0):
        return CHANCE
    return MORE if gap.value > 0 else FEWER


@dataclasses.dataclass(frozen=True, slots=True)
class Gradient:
    """Across the fifths of deprivation, from the most deprived end to the least."""

    slope: Interval
    relative: Interval

    @property
    def known(self) -> bool:
        return self.slope.value is not None

    @property
    def more_than_chance(self) -> bool:
        return self.slope.beyond(0)

    @property
    def rises(self) -> bool:
        return (self.slope.value or 0) > 0


def gradient(fifths: Sequence[Group]) -> Gradient:
    """Only where every fifth may be shown: what is hidden does not come back as a slope."""
    if any(group.base is None or group.came is None for group in fifths):
        return Gradient(UNKNOWN, UNKNOWN)
    counts = [(group.came or 0, group.base or 0) for group in fifths]
    return Gradient(slope(counts), relative_slope(counts))
