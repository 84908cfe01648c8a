"""Whether statements say the same about people of different groups, as the page says it."""

from typing import Any

from activation.definition import Definition, definition_of
from activation.kinds import Mode
from activation.measures_page import NotMeasured, sample_for, why_not
from activation.measuring import Compared, compare
from activation.models import Instrument
from activation.rasch import BadAnswers, ItemDifference, NotEstimable
from activation.rasch.dif import AMPLE, LEAST, MATTERS
from activation.sample import GROUPINGS
from practice.requests import Request

FIRST = "sex"
SIZES = {"large": "Large", "moderate": "Moderate", "negligible": "Negligible", None: "Not known"}


def fairness(request: Request, instrument: Instrument) -> dict[str, Any]:
    """One grouping at a time: `by` in the address, the first one otherwise."""
    by = request.GET.get("by", "")
    by = by if by in GROUPINGS else FIRST
    base = {
        "instrument": instrument,
        "by": by,
        "grouping": GROUPINGS[by],
        "groupings": GROUPINGS.items(),
        "least": LEAST,
        "ample": AMPLE,
    }
    try:
        compared = compare(sample_for(request, instrument, by), by)
    except (NotMeasured, NotEstimable, BadAnswers) as reason:
        return base | {"refused": why_not(reason)}
    return base | shown_of(compared, definition_of(instrument))


def shown_of(compared: Compared, definition: Definition) -> dict[str, Any]:
    numbers = {item.id: number for number, item in enumerate(definition.scored, 1)}
    groups = [*compared.sizes]
    return {
        "sizes": [
            (named(name), count, "Few: a difference may be missed" if count < AMPLE else "Enough")
            for name, count in compared.sizes.items()
        ],
        "too_small": ", ".join(map(named, compared.too_small)),
        "tested": bool(compared.tested.items),
        "rows": [row(one, numbers[one.item], definition, groups) for one in compared.tested.items],
        "flagged": any(one.flagged for one in compared.tested.items),
        "impact": [impact(name, points) for name, points in compared.tested.impact.items()],
    }


def named(group: str) -> str:
    """Ways of answering by their words; other groups are words already."""
    return Mode(group).label if group in Mode.values else group


def row(one: ItemDifference, number: int, definition: Definition, groups: list[str]) -> dict[str, Any]:
    return {
        "number": number,
        "text": definition.words(definition.item(one.item).text, definition.languages[0]),
        "effect": one.effect,
        "who": harder_for(one, groups),
        "size": SIZES[one.size],
        "p": one.p_adjusted,
        "flagged": one.flagged,
    }


def harder_for(one: ItemDifference, groups: list[str]) -> str:
    """Of two groups the engine takes the last minus the first; of more, the largest gap."""
    if one.effect is None:
        return "Not known"
    if len(groups) > 2:
        return "Between the groups furthest apart"
    return f"Harder for: {named(groups[1] if one.effect > 0 else groups[0])}"


def impact(group: str, points: float) -> dict[str, Any]:
    """What scores would be if the flagged statements were taken for each group by itself."""
    return {"group": named(group), "points": points, "matters": abs(points) > MATTERS}
