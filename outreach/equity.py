"""Whether a wave asks each group its share: beside those who could be asked, and beside everybody on the list."""

import dataclasses
import math
from collections.abc import Sequence

from practice import small

CLEARLY = 2  # so many people fewer than their share, and
POINTS = 5  # so many points of a hundred fewer, and
CHANCE = 1.64  # so many times what chance alone would do, before it is called under-asked; or nobody of them at all


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One group: how many on the list, of those who could be asked, and in the wave; None where it is not shown."""

    label: str
    on_list: int | None
    could: int | None
    wave: int | None
    shares: tuple[int | None, int | None, int | None]
    fair: int | None
    by_chance: float = 0

    @property
    def difference(self) -> int | None:
        """Points of a hundred by which the wave differs from those who could be asked."""
        could, wave = self.shares[1:]
        return None if could is None or wave is None else wave - could

    @property
    def under_asked(self) -> bool:
        if self.fair is None or self.wave is None or self.difference is None:
            return False
        missing = self.fair - self.wave
        more_than_chance = missing > CHANCE * self.by_chance or self.wave == 0
        return missing >= CLEARLY and self.difference <= -POINTS and more_than_chance


Counts = tuple[int, ...]


def compared(rows: Sequence[tuple[str, Counts]], everybody: Counts, under: int) -> list[Part]:
    """Each group with its shares; numbers below `under` are hidden, and those that would give them away."""
    on_list = small.shown_column([counts[0] for _label, counts in rows], under)
    both = small.shown_parts([(counts[1], counts[2]) for _label, counts in rows], under)
    wave = small.shown_column([counts[2] for _label, counts in rows], under)
    found = []
    for at, (label, _counts) in enumerate(rows):
        could, asked = both[at]
        asked = None if wave[at] is None else asked
        shown = (on_list[at], could, asked)
        shares = tuple(share(part, whole) for part, whole in zip(shown, everybody, strict=True))
        fair = None if could is None else share_of(could, everybody[1], everybody[2])
        by_chance = spread(could or 0, everybody[1], everybody[2])
        found.append(Part(label, *shown, (shares[0], shares[1], shares[2]), fair, by_chance))
    return found


def share(part: int | None, whole: int) -> int | None:
    """In a hundred."""
    return None if part is None or not whole else round(100 * part / whole)


def share_of(could: int, everybody: int, places: int) -> int | None:
    """How many of the places would be theirs."""
    return round(places * could / everybody) if everybody else None


def spread(could: int, everybody: int, places: int) -> float:
    """By how many people such a group's number differs when places are drawn by lot."""
    part = could / everybody if everybody else 0
    return math.sqrt(places * part * (1 - part))


def under_asked(parts: Sequence[Part]) -> list[str]:
    """In words, the largest gap first."""
    short = sorted(
        (part for part in parts if part.under_asked), key=lambda part: (part.wave or 0) - (part.fair or 0)
    )
    return [
        f"{named(part.label)}: {part.wave} in the wave, {part.fair} would be their share" for part in short
    ]


def named(label: str) -> str:
    """Inside a sentence."""
    return label.lower() if label == "Not known" else label
