"""My caseload: who is on it, in the order that was asked for, and what I carry."""

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from coaching.caseload_forms import SORTS, UNDER_WAY, Chosen
from coaching.caseload_queries import Load, points_of, what_counts
from coaching.enrolment_queries import shut_to
from coaching.models import Capacity, Enrolment, Pace, Session
from coaching.models import programmes as ways
from practice.composed import composed
from practice.requests import Request, at_home, practice_ids

A_PAGE = 25
Ids = tuple[int, ...]


def coached_by(practices: Ids, user: int) -> QuerySet[Enrolment]:
    """Everybody they are the coach of; nothing of records that are shut to them."""
    found = Enrolment.objects.filter(practice__in=practices, patient__merged_at=None)
    return found.of_user(user).filter(~shut_to(user))


def caseload(request: Request, chosen: Chosen, page: int) -> list[Enrolment]:
    """One page of it and one row more, each with its last and next session, level and pace; one query."""
    here = [practice.pk for practice in request.practices if chosen.practice in ("", practice.ods_code)]
    if not here:
        return []
    ask = asked_for(chosen.stands, chosen.weight, chosen.sort, page)
    rows = at_home(request, ask(practices=tuple(here), user=request.user.pk, now=request.now))
    for row in rows:
        row.pace_words = Pace.Kind(row.pace).label if row.pace else ""
    return rows


@functools.lru_cache(maxsize=500)
def asked_for(stands: str, weight: str, sort: str, page: int) -> Callable[..., list[Any]]:
    """Each choice is a statement of its own."""
    first = (page - 1) * A_PAGE

    @composed
    def ask(practices: Ids, user: int, now: dt.datetime) -> QuerySet[Enrolment]:
        found = coached_by(practices, user)
        found = found.filter(stands__in=ways.UNDER_WAY if stands == UNDER_WAY else [stands])
        if weight:
            found = found.filter(weight=weight)
        said = with_facts(found, now).select_related("patient", "programme")
        return said.order_by(*in_order(sort))[first : first + A_PAGE + 1]

    return ask


def in_order(sort: str) -> list[Any]:
    """Those without a session stand last where sessions are looked for, first where they are missed."""
    by: list[Any] = list(SORTS[sort][1])
    if sort == "next":
        by[0] = F("next_at").asc(nulls_last=True)
    if sort == "last":
        by[0] = F("last_on").asc(nulls_first=True)
    return by


def with_facts(found: QuerySet[Enrolment], now: dt.datetime) -> QuerySet[Enrolment]:
    same = {"practice": OuterRef("practice"), "patient": OuterRef("patient")}
    to_come = Session.objects.open().filter(**same, booked_for__gte=now).order_by("booked_for")
    held = Session.objects.counted().filter(practice=OuterRef("practice"), enrolment=OuterRef("pk"))
    counted = held.order_by().values("enrolment").annotate(number=Count("pk")).values("number")
    pace = Pace.objects.filter(**same).order_by("-chosen_at", "-pk")
    return found.annotate(
        points=points_of(),
        last_on=F("patient__summaries__last_session_on"),
        level=F("patient__summaries__level"),
        next_at=Subquery(to_come.values("booked_for")[:1]),
        pace=Subquery(pace.values("pace")[:1]),
        held=Coalesce(Subquery(counted), Value(0)),
    )


def my_load(request: Request) -> list[Load]:
    """What I carry in each of my practices: people, points, and how much I said I can."""
    found = {m.pk: Load(m) for m in request.memberships if m.practice in request.practices}
    asked = {"practices": practice_ids(request), "members": tuple(found)}
    for row in weighed(**asked):
        load = found[row["coach"]]
        load.people, load.points = row["people"], row["weighs"] or 0
    for capacity in capacities(**asked):
        found[capacity.member_id].capacity = capacity.points
    return [load for load in found.values() if load.people or load.capacity is not None]


@composed
def weighed(practices: Ids, members: Ids) -> QuerySet[Any]:
    open_ones = Enrolment.objects.open().filter(patient__merged_at=None, practice__in=practices)
    return open_ones.filter(coach__in=members).order_by().values("coach").annotate(**what_counts())


@composed
def capacities(practices: Ids, members: Ids) -> QuerySet[Capacity]:
    return Capacity.objects.filter(practice__in=practices, member__in=members)
