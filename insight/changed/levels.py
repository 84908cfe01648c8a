"""Levels as they stand today: what was judged by a coach told apart, and who has none as a bar of their own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from activation.definition import Definition
from insight.changed.people import Person
from insight.changed.section import Look, Row
from insight.dashboard import said
from practice import bars, small

NONE = "Not measured, nor judged"


def levels(people: Sequence[Person], definitions: Mapping[str, Definition], look: Look) -> dict[str, Any]:
    names = names_of(definitions)
    counts = Counter(place_of(person) for person in people)
    places = in_order(counts, names)
    shown = small.shown_column([counts[place] for place in places], look.under)
    rows = [
        Row(label_of(place, names), said(value), look.link(f"levels.{place}") if counts[place] else "")
        for place, value in zip(places, shown, strict=True)
    ]
    percents = [None if value is None else round(100 * value / len(people)) for value in shown]
    shares = [(row.label, share) for row, share in zip(rows, percents, strict=True)]
    return {"rows": rows, "drawn": bars.shares("Levels today", shares)}


def place_of(person: Person) -> str:
    if not person.level:
        return "none"
    return f"judged-{person.level}" if person.judged else person.level


def names_of(definitions: Mapping[str, Definition]) -> dict[str, str]:
    """Every level by its name, from the lowest up, as the questionnaires call them."""
    return {band.id: band.name for definition in definitions.values() for band in definition.bands}


def in_order(counts: Counter[str], names: Mapping[str, str]) -> list[str]:
    """Levels from the lowest up, then the same as judged, then who has none."""
    known = [*names, *sorted({place.removeprefix("judged-") for place in counts} - {*names, "none"})]
    judged = [f"judged-{level}" for level in known if counts[f"judged-{level}"]]
    return [*(level for level in known if level in names or counts[level]), *judged, "none"]


def label_of(place: str, names: Mapping[str, str]) -> str:
    if place == "none":
        return NONE
    level = place.removeprefix("judged-")
    label = names.get(level, f"Level {level}")
    return f"{label}, judged by a coach" if place != level else label
