"""Where bars stand, one under the other: plain numbers for templates/ui/bars.html, the one drawing of bars there is.

A value that is not shown draws nothing, so that its length says nothing. The table with the numbers stands beside it.
"""

import dataclasses
from collections.abc import Iterable, Sequence

WIDTH, VALUE = 400, 70
LABEL, BAR, GAP = 20, 16, 10
# Room for a label that is short enough to stand before its bar.
MONTH = 84
# How a series is drawn: told apart without colour.
LOOKS = ("solid", "hatched", "empty")
# A single series has no name: the title says what it is.
ALONE = ("",)

Rows = Sequence[tuple[str, Sequence[int | None]]]
Values = Sequence[tuple[str, int | None]]


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """One bar, and where its words begin."""

    value: int | None
    said: str
    look: str
    y: int
    length: int
    after: int


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    label: str
    y: int
    bars: tuple[Bar, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Drawing:
    """Groups with a bar for each series; `key` says what each look means, `frame` how long a full bar would be."""

    title: str
    description: str
    key: tuple[tuple[str, str, int], ...]
    groups: tuple[Group, ...]
    height: int
    left: int
    frame: int

    @property
    def before(self) -> int:
        """Where labels end that stand before their bars."""
        return self.left - 6


@dataclasses.dataclass(frozen=True, slots=True)
class Scale:
    """How long a bar of `full` is, and what is said with it. With `left`, labels stand before the bars, else above."""

    full: int
    unit: str = ""
    left: int = 0
    framed: bool = False

    @property
    def room(self) -> int:
        return WIDTH - VALUE - self.left

    @property
    def label(self) -> int:
        return 0 if self.left else LABEL

    def bar(self, value: int | None, look: str, y: int) -> Bar:
        length = round(self.room * min(value or 0, self.full) / self.full)
        said = "not shown" if value is None else f"{value:,}{self.unit}"
        beyond = self.room if self.framed and value is not None else length
        return Bar(value, said, look, y, length, self.left + beyond + 7)


def compared(title: str, series: Sequence[str], rows: Rows) -> Drawing:
    """Shares of everybody, side by side."""
    return drawing(title, series, rows, Scale(100, unit="%"))


def counted(title: str, series: Sequence[str], rows: Rows) -> Drawing:
    """Numbers as they are: the largest fills the width."""
    return drawing(title, series, rows, Scale(most(value for _label, values in rows for value in values)))


def shares(title: str, values: Values) -> Drawing:
    """One share each, in a frame that is everybody of the group."""
    return drawing(title, ALONE, single(values), Scale(100, unit="%", framed=True))


def through_time(title: str, values: Values, *, unit: str) -> Drawing:
    """One number for each month, and in words what stands out."""
    scale = Scale(most(value for _month, value in values), left=MONTH)
    drawn = drawing(title, ALONE, single(values), scale)
    return dataclasses.replace(drawn, description=at_a_glance(values, unit))


def single(values: Values) -> Rows:
    return [(label, [value]) for label, value in values]


def most(values: Iterable[int | None]) -> int:
    """The largest that is shown; 1 where there is none, for bars are parts of it."""
    return max((value or 0 for value in values), default=0) or 1


def drawing(title: str, series: Sequence[str], rows: Rows, scale: Scale) -> Drawing:
    """Each group below the one before; above them what the looks mean, where there is more than one."""
    top = len(series) * LABEL + GAP if len(series) > 1 else 0
    tall = scale.label + len(series) * BAR + GAP
    groups = tuple(group(label, values, top + at * tall, scale) for at, (label, values) in enumerate(rows))
    key = tuple((words, LOOKS[at], at * LABEL) for at, words in enumerate(series)) if top else ()
    height, frame = top + len(rows) * tall, scale.room if scale.framed else 0
    return Drawing(title, described(series, groups), key, groups, height, scale.left, frame)


def group(label: str, values: Sequence[int | None], y: int, scale: Scale) -> Group:
    looks = zip(values, LOOKS, strict=False)
    bars = [scale.bar(value, look, y + scale.label + at * BAR) for at, (value, look) in enumerate(looks)]
    return Group(label, y, tuple(bars))


def described(series: Sequence[str], groups: Sequence[Group]) -> str:
    """All of it in a sentence, for those who do not see it."""
    told = [
        f"{group.label}: "
        + ", ".join(
            f"{words.lower()} {bar.said}".strip() for words, bar in zip(series, group.bars, strict=True)
        )
        for group in groups
    ]
    return "; ".join(told) + "." if told else "Nobody yet."


def at_a_glance(values: Values, unit: str) -> str:
    """What stands out."""
    known = [(label, value) for label, value in values if value]
    first, last = values[0][0], values[-1][0]
    if not known:
        return f"No {unit} to show from {first} to {last}."
    label, value = max(known, key=lambda pair: pair[1])
    return f"From {first} to {last}. Most {unit} in {label}: {value}."
