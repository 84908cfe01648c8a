"""Where the bars of a chart stand: plain numbers for templates/insight/bars.html."""

import dataclasses
from collections.abc import Sequence

WIDTH = 400
ROW = 30
LABEL = 84
VALUE = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """One bar and its words; `value` is None where the number is hidden."""

    label: str
    value: int | None
    y: int
    length: int

    @property
    def middle(self) -> int:
        return self.y + ROW // 2

    @property
    def after(self) -> int:
        """Where the number stands."""
        return LABEL + self.length + 8


@dataclasses.dataclass(frozen=True, slots=True)
class Chart:
    """Bars one under the other, so that they can be read on a phone."""

    title: str
    description: str
    bars: list[Bar]

    @property
    def height(self) -> int:
        return ROW * len(self.bars)


def bars(title: str, values: Sequence[tuple[str, int | None]], *, unit: str) -> Chart:
    """The longest bar fills the width; a hidden number draws none, so that its length says nothing."""
    most = max((value for _label, value in values if value), default=0)
    room = WIDTH - LABEL - VALUE
    drawn = [
        Bar(label, value, ROW * place, round(room * value / most) if value else 0)
        for place, (label, value) in enumerate(values)
    ]
    return Chart(title, describe(values, unit), drawn)


def describe(values: Sequence[tuple[str, int | None]], unit: str) -> str:
    """What somebody sees at a glance, in a sentence."""
    known = [(label, value) for label, value in values if value]
    if not known:
        return f"No {unit} to show from {values[0][0]} to {values[-1][0]}."
    most = max(known, key=lambda pair: pair[1])
    return f"From {values[0][0]} to {values[-1][0]}. Most {unit} in {most[0]}: {most[1]}."
