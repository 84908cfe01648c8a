"""A request behind the gate: what a view may rely on. The gate sets the values."""

import datetime as dt
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import ResolverMatch
from django_htmx.middleware import HtmxDetails

from practice.models import Membership, Practice, SignedLink, User
from practice.permissions import Permission

Row = TypeVar("Row", bound=Any)


class Request(HttpRequest):
    """Under `/mine/…` no practice is named: there `practice` is None, and views use `practices`."""

    user: User
    resolver_match: ResolverMatch
    htmx: HtmxDetails
    request_id: str
    began: float
    member: Membership
    memberships: list[Membership]
    practice: Practice
    refused: bool
    seen: set[int]
    left_because: str
    practices: list[Practice]
    permissions: frozenset[Permission]
    link: SignedLink
    now: dt.datetime
    today: dt.date


def practice_ids(request: Request) -> tuple[int, ...]:
    """Of the practices in view, as composed querysets take them."""
    return tuple(practice.pk for practice in request.practices)


def roles_at(request: Request) -> dict[int, set[str]]:
    """By the id of each practice, in one walk: somebody may belong to a thousand."""
    found: dict[int, set[str]] = {}
    for member in request.memberships:
        found.setdefault(member.practice_id, set()).add(member.role)
    return found


def at_home(request: Request, rows: list[Row]) -> list[Row]:
    """Each with its practice, which the request has already: a join less."""
    here = {practice.pk: practice for practice in request.practices}
    for row in rows:
        row.practice = here[row.practice_id]
    return rows
