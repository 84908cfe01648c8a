"""Whether each group comes as far as the others, as the page of one practice says it."""

import dataclasses
from typing import Any

from django.conf import settings

from insight import fairness_words as words
from insight import how_far, period
from insight.dashboard import small_under
from insight.fairness import CHANCE, FEWER, HIDDEN, MORE, Group, Part, Told, compared
from insight.fairness_words import Asked, Base, Stage
from insight.funnel_groups import OF, SHOWN, Secret, not_told, shown_of
from insight.intervals import Interval
from insight.sections import sections
from outreach.grouping import Counts, Rows
from practice import bars, small
from practice.requests import Request

MINUS = "\N{MINUS SIGN}"


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One grouping: its bars, and the table behind them."""

    id: str
    name: str
    drawing: bars.Drawing
    columns: list[dict[str, Any]]
    rows: list[list[str]]
    groups: list[Group]

    @property
    def caption(self) -> str:
        return f"By {self.name.lower()}"


def fairness(request: Request) -> dict[str, Any]:
    """Everything on the page, at one query."""
    under = small_under(request)
    asked = words.read(request.GET)
    time = period.of(request)
    found = how_far.counted(request.practice, asked.aim, time, request.today)
    everybody = how_far.everybody(found)
    tables = tables_of(how_far.named(found, least=settings.SMALL_NUMBERS_UNDER), everybody, asked, under)
    return {
        "sections": sections(request, "insight:fairness"),
        "asked": asked,
        "choices": words.choices(asked, time.query),
        "period": time,
        **period.choices(request),
        "keep": asked.pairs,
        "counted_at": request.now,
        **shown(tables, everybody, asked, under),
    }


def shown(
    tables: list[Table], everybody: Counts, asked: Asked, under: int, secret: Secret | None = None
) -> dict[str, Any]:
    """What both pages say of the groups."""
    came = how_far.number(everybody, asked.stage.name)
    base_told, came_told = told_of(everybody, asked.stage, under, secret)
    return {
        "tables": tables,
        "base": counted(base_told),
        "came": counted(came_told),
        "anybody": bool(came),
        "stands_out": [(says, found) for says in (FEWER, MORE) if (found := those(tables, says))],
        "under": under,
        "compared": words.COMPARED,
        "groups": words.GROUPS,
        "chance": CHANCE,
    }


def those(tables: list[Table], says: str) -> list[str]:
    """Every group of which this is said, with its grouping."""
    return [
        f"{OF.get(table.name, table.name)}: {group.label}"
        for table in tables
        for group in table.groups
        if group.says == says
    ]


def counted(number: int | None) -> str | None:
    return None if number is None else f"{number:,}"


def told_of(
    everybody: Counts, stage: Stage, under: int, secret: Secret | None = None
) -> tuple[int | None, int | None]:
    """Of how many, and how many came, where that may be told."""
    told = how_far.listed(everybody, under)
    base, came = (how_far.number(told, name) for name in (stage.base.column, stage.name))
    away = not_told(everybody, under, secret)
    base_told = None if stage.base.column in away else small.shown(base, under)
    return base_told, None if stage.name in away else came


def tables_of(
    groups: dict[str, Rows], everybody: Counts, asked: Asked, under: int, secret: Secret | None = None
) -> list[Table]:
    """Where it is not told how many came in all, no group is told: a comparison with all others would say it."""
    away, kept = not_told(everybody, under, secret), secret or {}
    found = {
        name: [(label, how_far.listed(counts, under)) for label, counts in rows]
        for name, rows in groups.items()
    }
    grids = {name: shown_of(rows, away, under, kept.get(name)) for name, rows in found.items()}
    return [
        table(at, name, (rows, grids[name]), asked, under) for at, (name, rows) in enumerate(found.items())
    ]


def table(at: int, name: str, found: tuple[Rows, list[list[int | None]]], asked: Asked, under: int) -> Table:
    stage, both = asked.stage, list(zip(*found, strict=True))
    some = [(row, told) for row, told in both if how_far.number(row[1], stage.base.column)]
    rows, grid = [row for row, _told in some], [told for _row, told in some]
    groups = compared(parts_of(rows, stage), under, told_groups(rows, grid, stage, under))
    series = (f"Share of everybody: {stage.base.title.lower()}", f"Share of the stage: {stage.title.lower()}")
    shares = [(group.label, group.shares) for group in groups]
    drawn = bars.compared(f"Shares by {name.lower()}", series, shares)
    numbers = [row(group, stage.base) for group in groups]
    return Table(f"fair-{at}", name, drawn, columns(name, asked), numbers, groups)


def parts_of(rows: Rows, stage: Stage) -> list[Part]:
    return [
        (label, how_far.number(counts, stage.base.column), how_far.number(counts, stage.name))
        for label, counts in rows
    ]


def told_groups(rows: Rows, grid: list[list[int | None]], stage: Stage, under: int) -> list[Told]:
    """Of each group the base and who came, where the page of the whole way shows it."""
    on_list = small.shown_column([how_far.number(group, "on_list") for _label, group in rows], under)
    found = [
        {"on_list": listed, **dict(zip(SHOWN, numbers, strict=True))}
        for listed, numbers in zip(on_list, grid, strict=True)
    ]
    return [(one[stage.base.column], one[stage.name]) for one in found]


def columns(name: str, asked: Asked) -> list[dict[str, Any]]:
    """Of ui/table.html."""
    base = asked.stage.base
    numbers = (base.title, asked.stage.title, base.rate, "Difference", "Ratio")
    return [
        {"label": name},
        *({"label": label, "numeric": True} for label in numbers),
        {"label": "Beside everybody else"},
    ]


def row(group: Group, base: Base) -> list[str]:
    none = HIDDEN if group.says == HIDDEN else "None"
    return [
        group.label,
        with_share(group.base, group.shares[0]),
        with_share(group.came, group.shares[1]),
        number(group.rate.times(base.per)) or none,
        ranged(group.difference.times(base.per), signed=True) or none,
        ranged(group.ratio) or none,
        group.says,
    ]


def with_share(count: int | None, share: int | None) -> str:
    if count is None:
        return HIDDEN
    return f"{count:,}" if share is None else f"{count:,} ({share}%)"


def number(interval: Interval) -> str:
    return "" if interval.value is None else told(interval.value)


def told(value: float | None, digits: int | None = None, *, signed: bool = False) -> str:
    """About three figures."""
    if value is None:
        return "no limit"
    text = f"{abs(value):,.{digits_of(value) if digits is None else digits}f}"
    if not float(text.replace(",", "")):
        return "0"
    return f"{MINUS if value < 0 else '+' if signed else ''}{text}"


def digits_of(value: float) -> int:
    """After the point."""
    return 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2


def ranged(interval: Interval, *, signed: bool = False) -> str:
    """A value and from where to where, all as exact as the largest; nothing where there is none."""
    if interval.value is None or interval.low is None:
        return ""
    ends = (interval.value, interval.low, interval.high)
    digits = min(digits_of(end) for end in ends if end is not None)
    value, low, high = (told(end, digits, signed=signed) for end in ends)
    return f"{value} ({low} to {high})"
