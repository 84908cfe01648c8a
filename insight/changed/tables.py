"""The page of change as tables for a file: averages with the ends of their intervals in columns of their own."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from insight.changed import levels, section, words
from insight.changed.groups import Group, by_group, sums_of
from insight.changed.page import Found, find, goal_rows
from insight.changed.section import Look
from insight.changed.wellbeing import sums_of as sums_of_ruler
from insight.tables import Cell, Table
from practice import small
from practice.requests import Request

MEAN = ("People compared", "Mean change", "95% interval from", "95% interval to")
AT = "How it stands today, for everybody in the programme in this time"


def tables(request: Request, under: int) -> dict[str, Table]:
    """All of them, for the aim and the period of the address; nothing where too few people are in it."""
    found = find(request)
    look = Look(found.period.since, under, settings.SMALL_NUMBERS_UNDER, lambda _of: "")
    if small.shown(len(found.people), under) in (None, 0):
        return {}
    built = {"levels": of_levels(found, look), "goals": of_goals(found, look)}
    for key in found.definitions:
        built |= {f"{key}-compared": compared(found, key, look), f"{key}-change": changed(found, key, look)}
    return built | ({"wellbeing": wellbeing(found, look)} if found.rulers else {})


def table(found: Found, title: str, how: Iterable[str], columns: Iterable[str], rows: Any) -> Table:
    return Table(f"{found.aim.label}: {title}", list(how), found.period.words, list(columns), rows)


def number(value: str | int) -> Cell:
    """What a page says in words is nothing in a file."""
    return value if isinstance(value, int) else None


def of_levels(found: Found, look: Look) -> Table:
    rows = levels.levels(found.people, found.definitions, look)["rows"]
    told = [(row.label, number(row.value)) for row in rows]
    return table(found, "levels", (words.HOW_LEVELS, AT, words.HOW_PEOPLE), ("Level", "People"), told)


def of_goals(found: Found, look: Look) -> Table:
    rows = [(row.label, number(row.value)) for row in goal_rows(found, look)["rows"]]
    return table(found, "goals", (words.HOW_GOALS,), ("On the person’s own scale", "Goals"), rows)


def compared(found: Found, key: str, look: Look) -> Table:
    """Who has a pair and who has not, and where each person’s change lies."""
    one = section.section(found.people, key, found.definitions[key], look)
    rows = [(row.label, number(row.value)) for row in one["places"]]
    rows += [(row.label, number(row.value)) for row, _share in one.get("beyond", ())]
    how = filter(None, (words.HOW_PAIR, words.CHANCE, one["provisional"]))
    return table(found, f"{one['name']}, who can be compared", how, ("Measured with it", "People"), rows)


def changed(found: Found, key: str, look: Look) -> Table:
    """Everybody, then each grouping."""
    definition = found.definitions[key]
    one = section.section(found.people, key, definition, look)
    pairs = section.pairs_of(found.people, key, look.since)
    rows = []
    if one["told"]:
        groups = {"Everybody": [Group("Everybody", sums_of(pairs))]}
        groups |= by_group(pairs, under=look.under, least=look.least)
        rows = [(name, group.label, *mean(group)) for name, found_ in groups.items() for group in found_]
    how = filter(None, (words.HOW_PAIR, words.REGRESSION, one["provisional"]))
    return table(found, f"{definition.name}, mean change in points", how, ("Grouping", "Group", *MEAN), rows)


def mean(group: Group) -> tuple[Cell, ...]:
    """Nothing where it is hidden; of one person there is no interval."""
    if group.sums is None:
        return (None, None, None, None)
    one = group.sums.mean
    return (
        group.sums.pairs,
        one.value,
        "" if one.low is None else one.low,
        "" if one.high is None else one.high,
    )


def wellbeing(found: Found, look: Look) -> Table:
    rows = []
    for ruler in found.rulers:
        name = f"{ruler.definition.name}: {ruler.name}"
        label = f"{name} (lower is better)" if ruler.lower_is_better else name
        rows.append((label, *mean(Group(label, sums_of_ruler(ruler, look)))))
    return table(
        found, "questions that stand for themselves", (words.HOW_WELLBEING,), ("Question", *MEAN), rows
    )
