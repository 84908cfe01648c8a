"""The page of change: for one aim and one stretch of time, at five queries however many people there are."""

import dataclasses
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from activation.definition import Definition, definition_of
from activation.models import Instrument
from insight import period as periods
from insight.changed import goals, levels, rulers, wellbeing, words
from insight.changed.people import Person, everybody
from insight.changed.rulers import Ruler
from insight.changed.section import Look, Row, section
from insight.dashboard import said, small_under
from insight.models.ways import Aim
from insight.period import Period
from insight.sections import sections
from practice import small
from practice.addresses import address
from practice.permissions import Permission
from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """Everything that the page and its lists are made from."""

    aim: Aim
    period: Period
    people: list[Person]
    definitions: dict[str, Definition]
    rulers: list[Ruler]
    goals: list[goals.Rated]

    @property
    def query(self) -> str:
        return f"aim={self.aim.value}&{self.period.query}"


def asked(given: QueryDict) -> Aim:
    """What cannot be read is coaching."""
    found = {aim.value: aim for aim in Aim}
    return found.get(given.get("aim", ""), Aim.COACHING)


def find(request: Request) -> Found:
    aim, period = asked(request.GET), periods.of(request)
    people = everybody(request.practice, aim, period, request.today)
    return Found(
        aim,
        period,
        people,
        definitions_of(people),
        rulers.rulers(request.practice, people, period),
        goals.rated(request.practice, people, period),
    )


def definitions_of(people: list[Person]) -> dict[str, Definition]:
    """Of each questionnaire with a score the newest version that was used; those with levels first, then by name."""
    newest: dict[str, int] = {}
    for person in people:
        for key, pair in person.pairs.items():
            newest[key] = max(newest.get(key, 0), pair.version)
    found = Instrument.objects.in_bulk(newest.values())
    read = {key: definition_of(found[version]) for key, version in newest.items()}
    return dict(sorted(read.items(), key=lambda pair: (not pair[1].bands, pair[1].name)))


def look_of(request: Request, found: Found) -> Look:
    def link(of: str) -> str:
        if Permission.NAMES_BEHIND_FIGURES not in request.permissions:
            return ""
        behind = address("insight:change-people", request.practice.ods_code)
        return f"{behind}?{found.query}&{urlencode({'of': of})}"

    return Look(found.period.since, small_under(request), settings.SMALL_NUMBERS_UNDER, link)


def change(request: Request) -> dict[str, Any]:
    """Everything on the page."""
    found = find(request)
    look = look_of(request, found)
    frame = {
        "sections": sections(request, "insight:change"),
        "aims": [(aim.value, aim.label, aim is found.aim) for aim in Aim],
        "aim": found.aim,
        "period": found.period,
        **periods.choices(request),
        "keep": [("aim", found.aim.value)],
        "query": found.query,
        "under": look.under,
        "counted_at": request.now,
        "people": len(found.people),
        "words": words,
    }
    if not small.shown(len(found.people), look.under):
        return frame | {"few": bool(found.people)}
    return frame | parts(found, look)


def parts(found: Found, look: Look) -> dict[str, Any]:
    """The four parts, where there are enough people to say anything."""
    instruments = [section(found.people, key, one, look) for key, one in found.definitions.items()]
    rated = goal_rows(found, look)
    return {
        "short": [*filter(None, map(words.short_change, instruments)), *words.short_goals(rated)],
        "people_url": look.link("people") if found.people else "",
        "levels": levels.levels(found.people, found.definitions, look),
        "instruments": instruments,
        "wellbeing": wellbeing.sections(found.rulers, look),
        "goals": rated,
    }


def goal_rows(found: Found, look: Look) -> dict[str, Any]:
    """How many goals, of how many people, and where they stand."""
    stands, people = goals.stands(found.goals), len({goal.person for goal in found.goals})
    shown = small.shown_column([stands[place] for place in goals.WORDS], look.under)
    few = small.shown(people, look.under) is None
    return {
        "goals": None if few else small.shown(len(found.goals), look.under),
        "people": small.shown(people, look.under),
        "any": bool(found.goals),
        "rows": [
            Row(label, said(None if few else value), look.link(f"goals.{place}") if stands[place] else "")
            for (place, label), value in zip(goals.WORDS.items(), shown, strict=True)
        ],
    }
