"""Whether a wave asks each group its share: beside those who could be asked, and beside everybody on the list."""

import dataclasses
from collections.abc import Sequence

from practice import small

CLEARLY = 2  # so many people fewer than their share, and
POINTS = 5  # so many points of a hundred fewer, before it is called under-asked


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One group: how many on the list, of those who could be asked, and in the wave; None where it is not shown."""

    label: str
    on_list: int | None
    could: int | None
    wave: int | None
    shares: tuple[int | None, int | None, int | None]
    fair: int | None

    @property
    def difference(self) -> int | None:
        """Points of a hundred by which the wave differs from those who could be asked."""
        could, wave = self.shares[1:]
        return None if could is None or wave is None else wave - could

    @property
    def under_asked(self) -> bool:
        if self.fair is None or self.wave is None or self.difference is None:
            return False
        return self.fair - self.wave >= CLEARLY and self.difference <= -POINTS


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
        found.append(Part(label, *shown, (shares[0], shares[1], shares[2]), fair))
    return found


def share(part: int | None, whole: int) -> int | None:
    """In a hundred."""
    return None if part is None or not whole else round(100 * part / whole)


def share_of(could: int, everybody: int, places: int) -> int | None:
    """How many of the places would be theirs."""
    return round(places * could / everybody) if everybody else None


def under_asked(parts: Sequence[Part]) -> list[str]:
    """In words, the largest gap first."""
    short = sorted(
        (part for part in parts if part.under_asked), key=lambda part: (part.wave or 0) - (part.fair or 0)
    )
    return [f"{part.label}: {part.wave} in the wave, {part.fair} would be their share" for part in short]
