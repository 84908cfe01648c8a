"""Who stands behind a number of the page of change: with the days, and with the scores for those who read them."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from insight.behind import one_page
from insight.changed import goals, levels, words
from insight.changed.page import Found, find
from insight.changed.sums import PLACES
from patients.models import Patient
from patients.shut import shut_to
from practice.permissions import Permission
from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One person's first and latest; numbers as words."""

    person: int
    first_on: dt.date | None = None
    first: str = ""
    latest_on: dt.date | None = None
    latest: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    title: str
    lines: list[Line]


def look(request: Request, of: str, number: int) -> dict[str, Any] | None:
    """One page of the list, and the trail event of having looked; nothing for what is no number of the page."""
    found = find(request)
    listed = list_of(found, of)
    if listed is None:
        return None
    lines = {line.person: line for line in listed.lines}
    told = {"figure": "change", "of": of, "aim": found.aim.value, "period": found.period.query}
    shown = one_page(request, open_to(request, lines), f"{found.query}&of={of}", number, told)
    shown["rows"] = [(patient, lines[patient.pk]) for patient in shown["rows"]]
    return {
        **shown,
        "behind": {"title": listed.title},
        "month": f"{found.aim.label}, {found.period.words}",
        "reads": Permission.READ_MEASURES in request.permissions,
        "back": found.query,
    }


def open_to(request: Request, people: Iterable[int]) -> QuerySet[Patient]:
    """A record that is shut to the reader is not listed."""
    here = request.practice.patients.filter(~shut_to(request.user, patient="pk"), pk__in=list(people))
    return here.order_by("family_key", "given_key", "pk")


def list_of(found: Found, of: str) -> Listed | None:
    """`people`, `levels.2`, `goals.up`, `skerry-13.up`, `ons4:happiness.pair`."""
    if of == "people":
        return Listed("People in the programme", [Line(person.id) for person in found.people])
    key, _dot, place = of.rpartition(".")
    if key == "levels":
        return of_level(found, place)
    if key == "goals":
        return of_goals(found, place)
    return of_ruler(found, key, place) if ":" in key else of_questionnaire(found, key, place)


def of_level(found: Found, place: str) -> Listed | None:
    there = [Line(person.id) for person in found.people if levels.place_of(person) == place]
    return Listed(levels.label_of(place, levels.names_of(found.definitions)), there) if there else None


def of_goals(found: Found, place: str) -> Listed | None:
    """Each person once, with the goal that was rated last."""
    if place not in goals.WORDS:
        return None
    rated = sorted((goal for goal in found.goals if goal.stands == place), key=lambda goal: goal.latest_on)
    lines = [
        Line(goal.person, goal.first_on, f"{goal.first:+d}", goal.latest_on, f"{goal.latest:+d}")
        for goal in rated
    ]
    return Listed(f"Goals: {goals.WORDS[place].lower()}", lines)


def of_ruler(found: Found, key: str, place: str) -> Listed | None:
    ruler = next((one for one in found.rulers if one.key == key), None)
    if ruler is None or place != "pair":
        return None
    lines = [
        Line(person, one.first_on, str(one.first), one.latest_on, str(one.latest))
        for person, one in ruler.pairs.items()
    ]
    return Listed(f"{ruler.definition.name}: {ruler.name}", lines)


def of_questionnaire(found: Found, key: str, place: str) -> Listed | None:
    """Where they stand with it; or, of those with a pair, up, no clear change or down."""
    definition = found.definitions.get(key)
    if definition is None or place not in (*words.PLACES, *PLACES):
        return None
    label = words.PLACES.get(place) or words.BEYOND[place]
    lines = []
    for person in found.people:
        pair = person.pairs.get(key)
        stands = person.place(key, found.period.since)
        if stands == place or (stands == "pair" and pair is not None and pair.judged == place):
            lines.append(
                Line(person.id)
                if pair is None
                else Line(
                    person.id,
                    pair.first_on,
                    f"{pair.first_score:.0f}",
                    pair.latest_on,
                    f"{pair.latest_score:.0f}",
                )
            )
    return Listed(f"{definition.name}: {label[:1].lower()}{label[1:]}", lines)
