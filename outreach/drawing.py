"""Where bars stand, one under the other: plain numbers for templates/outreach/wave_bars.html."""

import dataclasses
from collections.abc import Sequence

ROOM, LABEL, BAR, GAP = 330, 20, 16, 10
# How a series is drawn: told apart without colour.
LOOKS = ("solid", "hatched", "empty")


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """Without a percentage nothing is drawn, so that its length says nothing."""

    percent: int | None
    look: str
    y: int

    @property
    def length(self) -> int:
        return round(ROOM * min(self.percent or 0, 100) / 100)

    @property
    def said(self) -> str:
        return "hidden" if self.percent is None else f"{self.percent}%"


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


def drawing(title: str, series: Sequence[str], rows: Sequence[tuple[str, Sequence[int | None]]]) -> Drawing:
    top = len(series) * LABEL + GAP if len(series) > 1 else 0
    tall = LABEL + len(series) * BAR + GAP
    groups = tuple(
        Group(
            label,
            top + at * tall,
            tuple(
                Bar(percent, look, top + at * tall + LABEL + number * BAR)
                for number, (percent, look) in enumerate(zip(percents, LOOKS, strict=False))
            ),
        )
        for at, (label, percents) in enumerate(rows)
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
