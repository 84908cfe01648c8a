"""Practices beside one another for one stage: a funnel plot and its table, in the order of names, never a ranking."""

import dataclasses
from typing import Any

from insight import how_far
from insight.fairness import HIDDEN, NOBODY
from insight.fairness_page import told_of
from insight.fairness_words import Asked, Stage
from insight.funnel_groups import Secret, not_told
from insight.funnel_limits import outside
from insight.funnel_plot import SAID, Place, Plot, plot
from insight.intervals import wilson
from insight.network import Area
from outreach.grouping import Counts
from practice import small
from practice.addresses import address
from practice.models import Practice
from practice.pages import page_number
from practice.requests import Request

A_PAGE = 100


@dataclasses.dataclass(frozen=True, slots=True)
class Beside:
    """`far` are those outside the limits: name and where."""

    plot: Plot | None
    columns: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    far: list[tuple[str, str]]
    centre: str
    previous_url: str
    next_url: str


def beside(request: Request, found: Area, asked: Asked, under: int, secret: Secret) -> Beside | None:
    """Nothing where nobody came, or where it is not told how many did: there is no share then."""
    stage, everybody = asked.stage, how_far.everybody(found.groups)
    people, came = how_far.number(everybody, stage.among), how_far.number(everybody, stage.name)
    if not came or told_of(everybody, stage, under, secret)[1] is None:
        return None
    practices = [one for one in request.practices if one.pk in found.each]
    shown = shown_of([found.each[one.pk] for one in practices], stage, under)
    places = [
        Place(number, one.name, whole, part)
        for number, (one, (whole, part)) in enumerate(zip(practices, shown, strict=True), start=1)
        if whole is not None and part is not None
    ]
    return drawn(practices, places, came / people, asked, page_number(request))


def shown_of(each: list[Counts], stage: Stage, under: int) -> list[tuple[int | None, int | None]]:
    """Of each practice of how many, and how many, where both may be told on this page and on those of other stages."""
    pairs = [(how_far.number(one, stage.among), how_far.number(one, stage.name)) for one in each]
    away = [stage.name in not_told(one, under) or stage.among in not_told(one, under) for one in each]
    return [
        (None, None) if gone else told
        for told, gone in zip(small.shown_parts(pairs, under), away, strict=True)
    ]


def drawn(practices: list[Practice], places: list[Place], centre: float, asked: Asked, number: int) -> Beside:
    """A page of the table; the drawing is of all of them."""
    lies = {place.number: (place, outside(centre, place.came, place.people)) for place in places}
    seen = [place for place in places if place.people]
    first = (number - 1) * A_PAGE
    rows = [
        row(at, one, lies.get(at), asked)
        for at, one in enumerate(practices[first : first + A_PAGE], start=first + 1)
    ]
    title = f"{asked.stage.title}: share of {asked.stage.among_words}, by practice"
    return Beside(
        plot(title, seen, centre) if seen else None,
        columns(asked.stage),
        rows,
        [(place.name, SAID[at].lower()) for place, at in lies.values() if at],
        f"{100 * centre:.0f}%",
        f"?{asked.query}&page={number - 1}#practices" if number > 1 else "",
        f"?{asked.query}&page={number + 1}#practices" if len(practices) > first + A_PAGE else "",
    )


def columns(stage: Stage) -> list[dict[str, Any]]:
    numbers = ("Number in the drawing", "People", stage.title, "Share")
    return [
        {"label": "Practice"},
        *({"label": label, "numeric": True} for label in numbers),
        {"label": "Where it lies"},
    ]


def row(number: int, practice: Practice, lies: tuple[Place, str] | None, asked: Asked) -> dict[str, Any]:
    """A practice leads to its own page of the same."""
    url = f"{address('insight:fairness', practice.ods_code)}?{asked.query}"
    if lies is None:
        return {"url": url, "cells": [practice.name, number, *[HIDDEN] * 4]}
    place, at = lies
    return {
        "url": url,
        "cells": [practice.name, number, f"{place.people:,}", f"{place.came:,}", *said(place, at)],
    }


def said(place: Place, at: str) -> tuple[str, str]:
    """The share with its range, and where it lies."""
    if not place.people:
        return "None", NOBODY
    value, low, high = dataclasses.astuple(wilson(place.came, place.people).times(100))
    return f"{value:.0f}% ({low:.0f}% to {high:.0f}%)", SAID[at]
