"""Who stands behind a number of the funnel, for those who may see names; looking leaves a trail event."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from insight import funnel, how_far
from insight.behind import one_page
from insight.coverage import NEEDS
from insight.funnel_asked import Asked, asked
from insight.funnel_groups import OF
from insight.funnel_words import ALL, FURTHEST, NO_ROUTE, ROUTES, reason
from insight.models import Way
from insight.months import name as month_name
from outreach.grouping import NOT_KNOWN, OTHERS, PERSON, born_by, fifth_of, language_of
from patients.groups import AGES, ethnic_group, sex
from patients.shut import shut_to
from practice.requests import Request

# The same words as the tables have, from what a record says.
_WORDS: dict[str, tuple[int, Callable[[str], str]]] = {
    "Deprivation": (1, fifth_of),
    "Ethnic group": (2, ethnic_group),
    "Sex": (3, sex),
    "Language": (4, language_of),
    "Age": (5, lambda value: AGES[int(value)]),
    "Needs": (6, lambda value: NEEDS[0] if value == "true" else NEEDS[1]),
}
_WHO = f"""
SELECT p.id, {PERSON}, p.id IN (SELECT patient_id FROM patients_need WHERE practice_id = %(practice)s
    AND ended_at IS NULL) AS need
FROM patients_patient p JOIN insight_way w ON w.practice_id = p.practice_id AND w.patient_id = p.id
WHERE p.practice_id = %(practice)s AND w.aim = %(aim)s AND w.first_on >= %(since)s AND w.first_on < %(until)s
"""  # noqa: S608 - our own words


def look(request: Request, number: int) -> dict[str, Any] | None:
    """One page of the list; nothing for what is no number of the page. A record shut to the reader is not listed."""
    on = asked(request)
    given = {name: request.GET.get(name, "") for name in ("of", "stands", "how", "route", "by", "group")}
    rows = found(request, on, given)
    if rows is None:
        return None
    rows = rows.filter(~shut_to(request.user)).select_related("patient").order_by("-first_on", "pk")
    kept = "&".join(part for part in on.url(**{k: v for k, v in given.items() if v}).partition("?")[2:])
    said = {"figure": "way", "aim": on.aim.value, "of": given["of"], "months": on.period.query}
    shown = one_page(request, rows, kept, number, said)
    shown["rows"] = [(way, stands(on, way)) for way in shown["rows"]]
    return {"behind": {"title": title(on, given)}, "month": on.period.words, **shown}


def stands(on: Asked, way: Way) -> str:
    return reason(on.aim, (way.stands, way.ended_how, "" if way.stands else way.route))


def found(request: Request, on: Asked, given: dict[str, str]) -> QuerySet[Way] | None:
    rows = funnel.part(funnel.ways(request.practice, on.aim, on.period), given["of"])
    if rows is None:
        return None
    if given["of"].startswith("far-") and "stands" in request.GET:
        rows = rows.filter(stands=given["stands"], ended_how=given["how"])
        rows = rows if given["stands"] else rows.filter(route=given["route"])
    return of_group(request, on, rows, given["by"], given["group"]) if given["by"] else rows


def of_group(request: Request, on: Asked, rows: QuerySet[Way], by: str, group: str) -> QuerySet[Way] | None:
    """Those of one group of a table, by the words that the table has for it."""
    if by == "Route":
        label = NOT_KNOWN if group == NO_ROUTE else group
        return rows.filter(
            route__in=[code for code, words in {**ROUTES, "": NOT_KNOWN}.items() if words == label]
        )
    if by == "Month":
        return rows.filter(
            pk__in=[way.pk for way in rows if month_name(way.first_on.replace(day=1)) == group]
        )
    if by not in _WORDS:
        return None
    alone = languages(request, on) if by == "Language" else set()
    return rows.filter(patient__in=[pk for pk, label in labels(request, on, by, alone) if label == group])


def labels(request: Request, on: Asked, by: str, alone: set[str]) -> list[tuple[int, str]]:
    """Each person of the time, and the group that they belong to."""
    at, word_of = _WORDS[by]
    given = {**how_far.values(request.practice, on.aim, on.period, request.today), **born_by(request.today)}
    with connection.cursor() as cursor:
        cursor.execute(_WHO, given)
        people = [
            (row[0], "" if row[at] is None else str(row[at]).lower() if at == 6 else str(row[at]))
            for row in cursor
        ]
    said = [(pk, word_of(value) or NOT_KNOWN) for pk, value in people]
    return [(pk, OTHERS if alone and label not in alone else label) for pk, label in said]


def languages(request: Request, on: Asked) -> set[str]:
    """Those that have a line of their own in the table."""
    counted = how_far.counted(request.practice, on.aim, on.period, request.today)
    named = how_far.named(counted, least=settings.SMALL_NUMBERS_UNDER)
    return {label for label, _counts in named["Language"]} - {OTHERS}


def title(on: Asked, given: dict[str, str]) -> str:
    """Coaching: came, Deprivation fifth 2."""
    of = given["of"]
    start, _hyphen, stage = of.rpartition("-")
    words = ALL.get(of, "people").lower() if not start else f"not {ALL.get(stage, stage).lower()}"
    if start == "far":
        words = FURTHEST[stage]
        if given["stands"] or given["route"]:
            words += f": {reason(on.aim, (given['stands'], given['how'], given['route'])).lower()}"
    if of == "not-known":
        words = "not known what came of it"
    group = f", {OF.get(given['by'], given['by'])}: {given['group']}" if given["by"] else ""
    return f"{on.aim.label}: {words}{group}"
