"""A whole chart: lines and marks of every point, phase by phase."""

import dataclasses
from collections.abc import Sequence

from insight.spc import attributes, run, xmr
from insight.spc.phases import Phase
from insight.spc.signals import IN_ORDER, Group, Lines, Signal, Values, groups, marks

ENOUGH_FOR_LIMITS = 12


@dataclasses.dataclass(frozen=True, slots=True)
class Value:
    """One period. `n` and `d` are the part and the whole of a share; `value` is in the measure's unit."""

    value: float | None
    n: float = 0
    d: float = 0
    hidden: bool = False

    @property
    def shown(self) -> float | None:
        return None if self.hidden else self.value


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A phase as it was read: how many points its lines come from, and whether those are enough."""

    phase: Phase
    points: int
    enough: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    lines: tuple[Lines | None, ...]
    marks: dict[int, Signal]
    groups: tuple[Group, ...]
    parts: tuple[Part, ...]


def read(kind: str, values: Sequence[Value], phases: Sequence[Phase], *, screen: bool = False) -> Reading:
    """`kind`: run, xmr, p or c. Each phase by itself: no run goes on from one into the next."""
    lines: list[Lines | None] = []
    found: list[Group] = []
    parts: list[Part] = []
    for phase in phases:
        here = values[phase.start : phase.stop]
        baseline = values[phase.start : phase.baseline_stop]
        own = lines_of(kind, here, baseline, screen)
        points = sum(value.shown is not None for value in baseline)
        enough = points >= (run.ENOUGH if kind == "run" else ENOUGH_FOR_LIMITS)
        if enough or kind != "run":
            found += [moved(group, phase.start) for group in signals_of(kind, here, own)]
        lines += own
        parts.append(Part(phase, points, enough))
    return Reading(tuple(lines), marks(found), tuple(found), tuple(parts))


def lines_of(kind: str, here: Sequence[Value], baseline: Sequence[Value], screen: bool) -> list[Lines | None]:
    if kind == "p":
        pairs = [(value.n, value.d) for value in baseline if value.shown is not None]
        return attributes.share_lines(pairs, [value.d if value.shown is not None else 0 for value in here])
    shown, hidden = plain(baseline)
    if kind == "c":
        one = attributes.count_lines([value for value in shown if value is not None])
    elif kind == "run":
        one = run.lines(shown, hidden)
    else:
        one = xmr.lines(shown, hidden, screen=screen)
    return [one] * len(here)


def signals_of(kind: str, here: Sequence[Value], own: Sequence[Lines | None]) -> list[Group]:
    shown, hidden = plain(here)
    return groups(shown, own, hidden, run.RULES if kind == "run" else IN_ORDER)


def plain(values: Sequence[Value]) -> tuple[Values, list[int]]:
    return [value.shown for value in values], [at for at, value in enumerate(values) if value.hidden]


def moved(group: Group, by: int) -> Group:
    return dataclasses.replace(group, points=tuple(at + by for at in group.points))
