"""Where bars stand, one under the other: plain numbers for templates/outreach/wave_bars.html."""

import dataclasses
from collections.abc import Sequence

ROOM, LABEL, BAR, GAP = 330, 20, 16, 10
# How a series is drawn: told apart without colour.
LOOKS = ("solid", "hatched", "empty")


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """A value that is not shown draws nothing, so that its length says nothing. A bar of `full` fills the width."""

    value: int | None
    look: str
    y: int
    full: int
    unit: str

    @property
    def length(self) -> int:
        return round(ROOM * min(self.value or 0, self.full) / self.full)

    @property
    def said(self) -> str:
        return "not shown" if self.value is None else f"{self.value:,}{self.unit}"


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    label: str
    y: int
    bars: tuple[Bar, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Drawing:
    """Groups with a bar for each series; `series` says what each look means."""

    title: str
    description: str
    series: tuple[tuple[str, str, int], ...]
    groups: tuple[Group, ...]
    height: int


Rows = Sequence[tuple[str, Sequence[int | None]]]


def counted(title: str, series: Sequence[str], rows: Rows) -> Drawing:
    """Numbers as they are: the largest fills the width."""
    most = max((value or 0 for _label, values in rows for value in values), default=0)
    return drawing(title, series, rows, full=most or 1, unit="")


def drawing(title: str, series: Sequence[str], rows: Rows, *, full: int = 100, unit: str = "%") -> Drawing:
    top = len(series) * LABEL + GAP if len(series) > 1 else 0
    tall = LABEL + len(series) * BAR + GAP
    groups = tuple(
        Group(
            label,
            top + at * tall,
            tuple(
                Bar(value, look, top + at * tall + LABEL + number * BAR, full, unit)
                for number, (value, look) in enumerate(zip(values, LOOKS, strict=False))
            ),
        )
        for at, (label, values) in enumerate(rows)
    )
    key = tuple((words, LOOKS[at], at * LABEL) for at, words in enumerate(series)) if top else ()
    return Drawing(title, described(series, groups), key, groups, top + len(rows) * tall)


def described(series: Sequence[str], groups: Sequence[Group]) -> str:
    """All of it in a sentence, for those who do not see it."""
    told = [
        f"{group.label}: "
        + ", ".join(f"{words.lower()} {bar.said}" for words, bar in zip(series, group.bars, strict=True))
        for group in groups
    ]
    return "; ".join(told) + "." if told else "Nobody yet."
