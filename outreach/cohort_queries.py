"""What pages of searches ask: what a practice has to choose from, what codes are called, and what was kept."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, F, QuerySet
from django.http import Http404

from coaching.models import Programme
from outreach.criteria import COACHING, PRESCRIBING, Criteria
from outreach.criteria_words import Names
from outreach.models import Cohort, CohortRun, PeopleList
from practice.models import Practice
from practice.requests import Request
from practice.wording import long_date
from prescribing.models import SocialNeed

RECENT, FOUND = 20, 25

# The codes in use, from one to the next along the index, and a few of the terms that stand beside each: looking
# through all rows of conditions would take as long as there are rows.
_CODES = """
WITH RECURSIVE codes AS (
    SELECT here AS practice_id, (SELECT min(c.code) FROM patients_condition c
        WHERE c.practice_id = here AND c.ended_at IS NULL AND c.code > '') AS code
    FROM unnest(%(practices)s::bigint[]) here
    UNION ALL
    SELECT codes.practice_id, (SELECT min(c.code) FROM patients_condition c
        WHERE c.practice_id = codes.practice_id AND c.ended_at IS NULL AND c.code > codes.code)
    FROM codes WHERE codes.code IS NOT NULL)
SELECT codes.code, min(t.term) AS said FROM codes CROSS JOIN LATERAL (
    SELECT term FROM patients_condition c
    WHERE c.practice_id = codes.practice_id AND c.ended_at IS NULL AND c.code = codes.code
    LIMIT %(look)s) t
GROUP BY codes.code HAVING codes.code = %(words)s OR bool_or(t.term ILIKE ALL (%(patterns)s))
ORDER BY said, codes.code LIMIT %(most)s
"""
_TERMS = """
SELECT DISTINCT ON (code) code, term FROM (
    SELECT w.code, t.term FROM unnest(%(codes)s::text[]) w(code) CROSS JOIN unnest(%(practices)s::bigint[]) here
    CROSS JOIN LATERAL (SELECT term FROM patients_condition c
        WHERE c.practice_id = here AND c.code = w.code AND c.ended_at IS NULL LIMIT 1) t) named
ORDER BY code, term
"""


def codes_like(practices: Sequence[Practice], words: str) -> dict[str, str]:
    """Conditions on the list with these words in their name, or this code: code to name. Not more than a page."""
    typed = [word.replace("\\", "").replace("%", "").replace("_", "") for word in words.split()]
    if not any(typed):
        return {}
    values: dict[str, Any] = {
        "practices": [practice.pk for practice in practices],
        "look": 200 if len(practices) == 1 else 5,
        "words": words.strip(),
        "patterns": [f"%{word}%" for word in typed],
        "most": FOUND,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CODES, values)
        return dict(cursor.fetchall())


def terms_of(practices: Sequence[Practice], codes: Iterable[str]) -> dict[str, str]:
    """What chosen codes are called on these lists."""
    wanted = list(codes)
    if not wanted:
        return {}
    values: dict[str, Any] = {"practices": [practice.pk for practice in practices], "codes": wanted}
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, values)
        return dict(cursor.fetchall())


def names_of(practices: Sequence[Practice], criteria: Criteria) -> Names:
    """What the codes and ids of these criteria are called; nothing is asked that is not needed."""
    asks_programme = criteria.programme or criteria.for_what.isdecimal()
    return Names(
        conditions=terms_of(practices, criteria.codes),
        programmes=dict(programmes(practices)) if asks_programme else {},
        social=dict(social_needs()) if criteria.social else {},
        lists=dict(people_lists(practices)) if criteria.lists else {},
    )


def programmes(practices: Sequence[Practice]) -> list[tuple[str, str]]:
    """Those that ended too: somebody may have been on the way through one."""
    rows = Programme.objects.filter(practice__in=practices).order_by(
        F("ended_at").desc(nulls_first=True), "name"
    )
    return [(str(row.pk), row.name) for row in rows]


def people_lists(practices: Sequence[Practice]) -> list[tuple[str, str]]:
    rows = PeopleList.objects.filter(practice__in=practices).order_by("-added_at", "-pk")
    return [(str(row.pk), row.name) for row in rows]


def social_needs() -> list[tuple[str, str]]:
    return [(need.code, need.words) for need in SocialNeed.objects.all()]


def distinct(practices: Sequence[Practice], column: str, chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What stands in this column of people on the list, in words; and what was chosen, if nobody has it now."""
    here = [practice.patients.on_list().exclude(**{column: ""}) for practice in practices]
    found = {value for rows in here for value in rows.values_list(column, flat=True).distinct().order_by()}
    found.update(one for one in chosen if one)
    return [(value, value) for value in sorted(found, key=str.casefold)]


def choices(
    practices: Sequence[Practice], kept: Criteria
) -> dict[str, Callable[[], Iterator[tuple[str, str]]]]:
    """By field of the form, what there is to choose; each is asked only where it is drawn."""
    one = len(practices) == 1

    def invited() -> Iterator[tuple[str, str]]:
        yield "", "Not decided yet"
        if one:
            running = Programme.objects.filter(practice=practices[0], ended_at=None).order_by("name")
            yield from ((str(row.pk), row.name) for row in running)
        else:
            yield COACHING, "A coaching programme"
        yield PRESCRIBING, "Social prescribing"

    def which() -> Iterator[tuple[str, str]]:
        yield "", "Any programme"
        yield from programmes(practices) if one else ()

    return {
        "for_what": invited,
        "programme": which,
        "social": lambda: iter(social_needs()),
        "languages": lambda: iter(distinct(practices, "language", kept.languages)),
        "usual_gps": lambda: iter(distinct(practices, "usual_gp", kept.usual_gps) if one else []),
        "lists": lambda: iter(dated_lists(practices[0]) if one else []),
    }


def dated_lists(practice: Practice) -> list[tuple[str, str]]:
    """Those that ended stand last: a search may go on naming one."""
    rows = practice.people_lists.order_by(F("ended_at").desc(nulls_first=True), "-added_at", "-pk")
    ended = {True: ", ended", False: ""}
    return [
        (str(row.pk), f"{row.name} ({long_date(row.taken_on)}{ended[bool(row.ended_at)]})") for row in rows
    ]


def searches(practice: Practice) -> list[Cohort]:
    """Those in use, by name, each with its latest run as `latest`."""
    rows = practice.cohorts.open().select_related("owner__user").prefetch_related("protected_reasons")
    kept = list(rows.order_by("name", "pk"))
    newest = runs_of(practice).order_by("cohort", "-run_at", "-pk").distinct("cohort")
    latest = {run.cohort_id: run for run in newest}
    for one in kept:
        one.latest = latest.get(one.pk)  # type: ignore[attr-defined]
    return kept


def ended(practice: Practice) -> QuerySet[Cohort]:
    rows = practice.cohorts.filter(ended_at__isnull=False).select_related("ended_by__user")
    return rows.order_by("-ended_at", "-pk")[:RECENT]


def runs_of(practice: Practice) -> QuerySet[CohortRun]:
    return CohortRun.objects.filter(practice=practice)


def search_here(request: Request, cohort_id: int) -> Cohort:
    found = request.practice.cohorts.select_related("owner__user", "saved_by__user", "ended_by__user")
    one = found.filter(pk=cohort_id).first()
    if one is None:
        raise Http404
    one.practice = request.practice
    return one


def run_here(request: Request, run_id: int) -> CohortRun:
    found = request.practice.cohort_runs.select_related("cohort__owner__user", "run_by__user")
    run = found.filter(pk=run_id).first()
    if run is None:
        raise Http404
    run.practice = request.practice
    return run


def runs(cohort: Cohort) -> list[CohortRun]:
    """The newest first."""
    rows = runs_of(cohort.practice).filter(cohort=cohort).select_related("run_by__user")
    return list(rows.order_by("-run_at", "-pk")[:RECENT])


def list_here(request: Request, people_list_id: int) -> PeopleList:
    found: Any = request.practice.people_lists.filter(pk=people_list_id, ended_at=None).first()
    if found is None:
        raise Http404
    return found


def kept_lists(practice: Practice) -> list[PeopleList]:
    """The newest first, each with how many people it has as `people`."""
    rows = practice.people_lists.select_related("added_by__user", "ended_by__user")
    return list(rows.annotate(people=Count("listed")).order_by("-added_at", "-pk")[:RECENT])
