"""What several practices together may not say, because with the pages of each it would give one of them away.

Whoever sees these figures may open the figures of each practice too. So a number of all of them is hidden where only
one practice does not show its part of it, or where those that do not show theirs have few together.
"""

from collections.abc import Sequence
from typing import Any

from insight import funnel_groups, funnel_hiding, how_far
from insight.funnel_groups import SHOWN, Secret
from insight.funnel_words import ALL
from insight.network import Area
from outreach.grouping import OTHERS, Counts, Rows
from practice import small

# By grouping: a group, its numbers of SHOWN, and what the practice's own pages show of these.
Own = dict[str, list[tuple[str, list[int], Sequence[int | None]]]]
NOTHING: Sequence[int | None] = [None] * len(SHOWN)


def secret(found: Area, under: int) -> Secret:
    """By grouping and group the columns that are not said; under the empty words those of everybody."""
    if len(found.apart) < 2:
        return {}
    own = [of_one(groups, under) for groups in found.apart.values()]
    all_of_them = {"": [("", how_far.everybody(found.groups))], **funnel_groups.every(found.groups)}
    return {name: of_grouping(rows, [one[name] for one in own], under) for name, rows in all_of_them.items()}


def of_one(groups: dict[str, Rows], under: int) -> Own:
    """What is counted of one practice, and what it shows."""
    everybody = how_far.everybody(groups)
    counts = numbers(everybody)
    told = funnel_hiding.whole(counts[0], dict(zip(ALL, counts[1:], strict=True)), under)
    away = funnel_groups.not_told(everybody, under)
    found: Own = {"": [("", counts, [small.shown(counts[0], under), *told.values()])]}
    for name, rows in funnel_groups.every(groups).items():
        shown = funnel_groups.shown_of(rows, away, under)
        found[name] = [(label, numbers(one), said) for (label, one), said in zip(rows, shown, strict=True)]
    # Languages of few are put together at the practice, and may have their own lines among several.
    languages = {label: said for label, _counts, said in found["Language"]}
    found["Language"] = [
        (label, numbers(one), languages.get(label, NOTHING))
        for label, one in how_far.folded_languages(groups).items()
    ]
    return found


def numbers(counts: Counts) -> list[int]:
    return [how_far.number(counts, name) for name in SHOWN]


def of_grouping(rows: Rows, own: Sequence[list[Any]], under: int) -> dict[str, set[str]]:
    """By group the columns that would give a practice away."""
    away: dict[str, dict[str, list[int]]] = {label: {name: [] for name in SHOWN} for label, _counts in rows}
    for label, counts, said in (part for one in own for part in one):
        group = away.get(label, away.get(OTHERS, {}))
        for name, count, shown in zip(SHOWN, counts, said, strict=True):
            if count and shown is None and name in group:
                group[name].append(count)
    return {
        label: {name for name, parts in columns.items() if few(parts, under)}
        for label, columns in away.items()
    }


def few(parts: Sequence[int], under: int) -> bool:
    return bool(parts) and (len(parts) == 1 or sum(parts) < under)
