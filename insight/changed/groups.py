"""Paired change by group: each grouping by itself, small ones hidden with what would give them away."""

import dataclasses
from collections.abc import Sequence

from insight.changed.people import NOT_KNOWN, Pair, Person
from insight.changed.sums import Sums, summed, told_apart
from outreach.grouping import OTHERS
from patients.groups import AGES, CENSUS, FIFTHS, SEXES

ORDER: dict[str, tuple[str, ...]] = {
    "Deprivation": FIFTHS,
    "Ethnic group": tuple(CENSUS),
    "Age": AGES,
    "Sex": tuple(SEXES.values()),
}
Pairs = Sequence[tuple[Person, Pair]]


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """`sums` is nothing where it is hidden."""

    label: str
    sums: Sums | None


def sums_of(pairs: Pairs) -> Sums:
    return summed((pair.first_score, pair.points or 0.0, pair.judged) for _person, pair in pairs)


def by_group(pairs: Pairs, *, under: int, least: int) -> dict[str, list[Group]]:
    """Languages of fewer than `least` people are put together."""
    found = {}
    for name in (*ORDER, "Language"):
        parts = parted(pairs, name, least)
        told = told_apart([len(part) for part in parts.values()], under)
        found[name] = [
            Group(label, sums_of(part) if tell else None)
            for (label, part), tell in zip(parts.items(), told, strict=True)
        ]
    return found


def parted(pairs: Pairs, name: str, least: int) -> dict[str, list[tuple[Person, Pair]]]:
    """By group, always in the same order, what is not known last."""
    parts: dict[str, list[tuple[Person, Pair]]] = {}
    for person, pair in pairs:
        parts.setdefault(person.groups[name], []).append((person, pair))
    if name == "Language":
        parts = gathered(parts, least)
        order = ("English", *sorted(parts.keys() - {"English", NOT_KNOWN, OTHERS}), OTHERS)
    else:
        order = ORDER[name]
    return {label: parts[label] for label in (*order, NOT_KNOWN) if label in parts}


def gathered(parts: dict[str, list[tuple[Person, Pair]]], least: int) -> dict[str, list[tuple[Person, Pair]]]:
    kept: dict[str, list[tuple[Person, Pair]]] = {}
    for label, part in parts.items():
        alone = label in ("English", NOT_KNOWN) or len(part) >= least
        kept.setdefault(label if alone else OTHERS, []).extend(part)
    return kept
