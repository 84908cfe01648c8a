"""How far each group came, and for whom it works less well: said only where it is more than chance."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings

from insight import fairness, funnel_hiding, how_far
from insight.funnel_asked import Asked
from insight.funnel_words import ALL, NO_ROUTE, ROUTES
from insight.how_far import COLUMNS
from outreach.grouping import Counts, Rows
from practice import small
from practice.requests import Request

# What a table shows of each group: people, then each by itself.
SHOWN = ("people", *ALL)
# Groupings whose groups are people of a kind: a month or a route is none.
OF_PEOPLE = ("Deprivation", "Ethnic group", "Age", "Sex", "Language", "Needs")
OF = {"Deprivation": "Deprivation fifth"}  # where a group is named with its grouping
# By grouping and group the columns that are not shown, whatever they are; under the empty words those of everybody.
Secret = Mapping[str, Mapping[str, Collection[str]]]
# What it may work less well in: the column, of which column, in words.
OUTCOMES = (("attended", "people", "came"), ("better", "known", "are better"))


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """One line of a table: what is shown of each column, and its list."""

    label: str
    cells: list[tuple[str, str]]
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    name: str
    groups: list[Group]

    @property
    def heading(self) -> str:
        return f"By {self.name.lower()}"


def of_page(request: Request, on: Asked, under: int) -> dict[str, Any]:
    """At one statement."""
    return {
        "columns": ["People", *ALL.values()],
        **told(how_far.counted(request.practice, on.aim, on.period, request.today), on, under),
    }


def told(counted: dict[str, Rows], on: Asked, under: int, secret: Secret | None = None) -> dict[str, Any]:
    """The tables of all groupings and for whom it works less well: of one practice or of several."""
    found, kept = every(counted), secret or {}
    away = not_told(how_far.everybody(counted), under, kept)
    if under:
        del found["Month"]  # charts tell of months, and are cut so that no two pages give a few away
    return {
        "tables": [
            table(name, rows, shown_of(rows, away, under, kept.get(name)), on) for name, rows in found.items()
        ],
        "less": less_well({name: found[name] for name in OF_PEOPLE}, away, under, kept),
    }


def every(found: dict[str, Rows]) -> dict[str, Rows]:
    """By the name of each grouping, in words, its groups with the numbers of COLUMNS; where nobody is in, no group."""
    named = how_far.named(found, least=settings.SMALL_NUMBERS_UNDER)
    routes = [
        (NO_ROUTE if label == "Not known" else label, counts)
        for label, counts in how_far.by_route(found, ROUTES)
    ]
    groups = {**named, "Route": routes, "Month": how_far.by_month(found)}
    return {name: [row for row in rows if number(row[1], "people")] for name, rows in groups.items()}


def number(counts: Counts, name: str) -> int:
    return counts[COLUMNS.index(name)]


def shown_of(
    rows: Rows, away: Collection[str], under: int, secret: Mapping[str, Collection[str]] | None = None
) -> list[list[int | None]]:
    """What may be shown of SHOWN, of each group and on whatever page.

    `away`: of which not even the sum is shown; `secret`: by group what is not shown besides.
    """
    counts = [[number(group, column) for column in SHOWN] for _label, group in rows]
    besides = [(secret or {}).get(label, ()) for label, _group in rows]
    grid = funnel_hiding.grid(counts, under, [[name in one for name in SHOWN] for one in besides])
    return [
        [None if name in away else value for name, value in zip(SHOWN, numbers, strict=True)]
        for numbers in grid
    ]


def not_told(everybody: Counts, under: int, secret: Secret | None = None) -> set[str]:
    """Columns of which not even the sum is shown."""
    counts = {name: number(everybody, name) for name in ALL}
    told = funnel_hiding.whole(number(everybody, "people"), counts, under)
    besides = (secret or {}).get("", {}).get("", ())
    return {*(name for name, value in told.items() if value is None), *besides}


def table(name: str, rows: Rows, shown: list[list[int | None]], on: Asked) -> Table:
    return Table(
        name,
        [
            Group(label, cells(numbers), on.url(of="people", by=name, group=label))
            for (label, _counts), numbers in zip(rows, shown, strict=True)
        ],
    )


def cells(numbers: list[int | None]) -> list[tuple[str, str]]:
    """The column's words, and the number with its share: of the people, or of those of whom it is known."""
    people, known = numbers[0], numbers[SHOWN.index("known")]
    found = []
    for name, value in zip(SHOWN, numbers, strict=True):
        of = known if name == "better" else people
        share = f" ({round(100 * value / of)}%)" if value is not None and of and name != "people" else ""
        found.append((ALL.get(name, "People"), small.NOT_SHOWN if value is None else f"{value}{share}"))
    return found


def less_well(
    found: dict[str, Rows], away: Collection[str], under: int, secret: Secret | None = None
) -> list[str]:
    """In words: who came or got better clearly less often than everybody else. What is not known is no group."""
    said, kept = [], secret or {}
    shown = {name: shown_of(rows, away, under, kept.get(name)) for name, rows in found.items()}
    for column, of, words in OUTCOMES:
        for name, rows in found.items():
            parts = [(label, number(counts, of), number(counts, column)) for label, counts in rows]
            said += [
                sentence(name, group, parts, words)
                for group in fairness.compared(parts, under, pairs(shown[name], of, column))
                if group.says == fairness.FEWER and group.label != "Not known"
            ]
    return said


def pairs(shown: list[list[int | None]], of: str, column: str) -> list[fairness.Told]:
    """Of each group the two columns as they are shown."""
    return [(numbers[SHOWN.index(of)], numbers[SHOWN.index(column)]) for numbers in shown]


def sentence(name: str, group: fairness.Group, parts: list[fairness.Part], words: str) -> str:
    base, came = group.base or 0, group.came or 0
    other, theirs = sum(part[1] for part in parts) - base, sum(part[2] for part in parts) - came
    rate, others = round(100 * came / base), round(100 * theirs / other)
    return f"{OF.get(name, name)} {group.label}: {came} of {base} {words} ({rate}%); of everybody else {others}%."
