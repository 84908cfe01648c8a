"""One questionnaire on the page of change: who has a pair, what it says together and by groups; hidden where small."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from activation.definition import Definition
from insight.changed import words
from insight.changed.drawing import Drawn, drawn
from insight.changed.groups import Group, Pairs, by_group, sums_of
from insight.changed.people import Person
from insight.changed.sums import PLACES, Sums
from insight.dashboard import said
from practice import small

Link = Callable[[str], str]


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """How much may be said, and where the list of a number is."""

    since: dt.date
    under: int
    least: int
    link: Link


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A number with its words; `url` is the list behind it, for those who may see names."""

    label: str
    value: str | int
    url: str


def pairs_of(people: Sequence[Person], key: str, since: dt.date) -> Pairs:
    return [(person, person.pairs[key]) for person in people if person.place(key, since) == "pair"]


def section(people: Sequence[Person], key: str, definition: Definition, look: Look) -> dict[str, Any]:
    """Everything said of one questionnaire."""
    pairs = pairs_of(people, key, look.since)
    places = Counter(person.place(key, look.since) for person in people)
    shown = small.shown_column([places[place] for place in words.PLACES], look.under)
    provisional = any(pair.provisional for _person, pair in pairs)
    found = {
        "key": key,
        "name": definition.name,
        "mark": " (provisional scale)" if provisional else "",
        "provisional": words.PROVISIONAL if provisional else "",
        "places": [
            Row(label, said(value), look.link(f"{key}.{place}") if places[place] else "")
            for (place, label), value in zip(words.PLACES.items(), shown, strict=True)
        ],
        "told": bool(pairs) and shown[0] is not None,
        "pairs": len(pairs),
    }
    return found | (together(pairs, definition, look) if found["told"] else {})


def together(pairs: Pairs, definition: Definition, look: Look) -> dict[str, Any]:
    """What may be said only where the number of pairs may."""
    everybody = sums_of(pairs)
    top = definition.bands[-1].id if definition.bands else ""
    rest = [(person, pair) for person, pair in pairs if not top or pair.first_level != top]
    began_top = len(pairs) - len(rest)
    rows = [Group("Everybody", everybody)]
    if began_top:
        tell = not 0 < began_top < look.under and not 0 < len(rest) < look.under
        rows.append(Group("Without those who began at the highest level", sums_of(rest) if tell else None))
    groups = by_group(pairs, under=look.under, least=look.least)
    return {
        "mean": words.mean_words(everybody.mean),
        "verdict": words.verdict(everybody.mean),
        "slope": words.slope_words(everybody.slope),
        "rows": [cells(row) for row in rows],
        "holding": bool(began_top),
        "drawn": forest(f"{definition.name}: mean change in points", rows),
        "beyond": beyond(everybody, definition, look),
        "groups": [grouping(definition, name, found) for name, found in groups.items()],
        "source": source(definition),
    }


def cells(group: Group) -> tuple[str, str | int, str]:
    """Label, how many, and their average."""
    if group.sums is None:
        return group.label, "Not shown", "Not shown"
    return group.label, group.sums.pairs, words.mean_words(group.sums.mean)


def forest(title: str, rows: Sequence[Group]) -> Drawn:
    """Averages with their intervals; of one person alone there is none, so nothing is drawn."""
    marks = [(row.label, row.sums.mean if row.sums and row.sums.pairs > 1 else None) for row in rows]
    return drawn(title, marks, [cells(row)[2] for row in rows])


def beyond(sums: Sums, definition: Definition, look: Look) -> list[tuple[Row, str]]:
    """Up, no clear change, down: how many, and in a hundred."""
    if not sums.told:
        return []
    shown = small.shown_column([sums.judged[place] for place in PLACES], look.under)
    if sums.told < sums.pairs and small.shown(sums.pairs - sums.told, look.under) is None:
        shown = [None] * len(PLACES)
    return [
        (
            Row(words.BEYOND[place], said(value), look.link(f"{definition.key}.{place}")),
            "Not shown" if value is None else f"{100 * value / sums.told:.0f}%",
        )
        for place, value in zip(PLACES, shown, strict=True)
    ]


def grouping(definition: Definition, name: str, groups: Sequence[Group]) -> dict[str, Any]:
    return {
        "id": f"{definition.key}-{name.split(maxsplit=1)[0].lower()}",
        "name": name,
        "lower": name.lower(),
        "rows": [cells(group) for group in groups],
        "drawn": forest(f"Mean change by {name.lower()}", groups),
    }


def source(definition: Definition) -> str:
    """Whose figure of noise it is, where the file gives one."""
    change = definition.change
    if change is None or change.detectable is None:
        return ""
    return f"Where a score has no error of its own, {change.detectable:g} points count as beyond noise. {change.source}"
