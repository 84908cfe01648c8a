"""The figures of several practices, as their page says them: small numbers are hidden for everybody here."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from insight import fairness_words as words
from insight import funnel_asked, funnel_groups, how_far, months, period
from insight.fairness import Gradient, gradient
from insight.fairness_page import Table, ranged, shown, tables_of
from insight.fairness_words import Asked
from insight.funnel_groups import Secret
from insight.funnel_words import ALL, PEOPLE
from insight.network import Area, area
from insight.network_beside import beside
from insight.network_secret import secret
from insight.sections import sections
from patients.groups import FIFTHS
from practice import small
from practice.requests import Request

SEVERAL = 2
NO_SLOPE = "Not shown: a fifth has too few people, or there are not two fifths with people in them."


def network(request: Request) -> dict[str, Any]:
    """Everything on the page, at one query."""
    under = settings.SMALL_NUMBERS_UNDER
    asked = words.read(request.GET)
    found = area(request.practices, asked.aim)
    everybody = how_far.everybody(found.groups)
    kept = secret(found, under)
    tables = tables_of(how_far.named(found.groups, least=under), everybody, asked, under, kept)
    several = len(found.each) >= SEVERAL
    return {
        "sections": sections(request, "insight:network"),
        "asked": asked,
        "choices": words.choices(asked),
        "area": found,
        "missing": [one for one in request.practices if one.pk not in found.each],
        "several": several,
        "slope": slope_words(slope_of(tables), asked) if several else "",
        "beside": beside(request, found, asked, under, kept) if several else None,
        **shown(tables, everybody, asked, under, kept),
        **whole_way(found, asked, request.today, under, kept),
    }


def whole_way(found: Area, asked: Asked, today: dt.date, under: int, kept: Secret) -> dict[str, Any]:
    """All stages: of everybody, and of each group."""
    everybody = how_far.everybody(found.groups)
    away, people = funnel_groups.not_told(everybody, under, kept), how_far.number(everybody, "people")
    told = None if "people" in away else small.shown(people, under)
    rest = [None if name in away else how_far.number(everybody, name) for name in ALL]
    on = funnel_asked.Asked(asked.aim, period.ending(months.first_of(today), period.USUAL, today), "")
    groups = funnel_groups.told(found.groups, on, under, kept)
    return {
        "whole": funnel_groups.cells([told, *rest]),
        "how_people": PEOPLE,
        "ways": groups["tables"],
        "less": groups["less"],
        "columns": ["People", *ALL.values()],
    }


def slope_of(tables: Sequence[Table]) -> Gradient:
    """Across the fifths that are known, in their order."""
    by = {group.label: group for table in tables if table.name == "Deprivation" for group in table.groups}
    return gradient([by[fifth] for fifth in FIFTHS if fifth in by])


def slope_words(found: Gradient, asked: Asked) -> str:
    """In sentences."""
    if not found.known:
        return NO_SLOPE
    base = asked.stage.base
    by = ranged(found.slope.times(base.per), signed=True)
    part = ranged(found.relative, signed=True)
    return (
        f"From the most deprived end to the least deprived, the rate {base.rate.lower()} changes by {by}."
        f" {f'As a part of the rate of everybody that is {part}. ' if part else ''}"
        f"{sure(found)}"
    )


def sure(found: Gradient) -> str:
    if not found.more_than_chance:
        return "This could be chance."
    return f"It {'rises' if found.rises else 'falls'} by more than chance explains."
