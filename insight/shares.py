"""Where the bars of shares stand, each with its label above: plain numbers for templates/insight/shares.html."""

import dataclasses
from collections.abc import Sequence

WIDTH, ROW, ROOM = 400, 46, 340


@dataclasses.dataclass(frozen=True, slots=True)
class Share:
    """One bar; without a percentage nothing is drawn, so that its length says nothing."""

    label: str
    percent: int | None
    y: int

    @property
    def length(self) -> int:
        return round(ROOM * (self.percent or 0) / 100)

    @property
    def after(self) -> int:
        return self.length + 8

    @property
    def said(self) -> str:
        return "not shown" if self.percent is None else f"{self.percent}%"


@dataclasses.dataclass(frozen=True, slots=True)
class Shares:
    """A full bar is everybody of the group."""

    title: str
    description: str
    bars: tuple[Share, ...]

    @property
    def height(self) -> int:
        return ROW * len(self.bars)


def shares(title: str, values: Sequence[tuple[str, int | None]]) -> Shares:
    bars = tuple(Share(label, percent, ROW * at) for at, (label, percent) in enumerate(values))
    told = "; ".join(f"{bar.label}: {bar.said}" for bar in bars)
    return Shares(title, f"{told}." if told else "Nobody yet.", bars)
