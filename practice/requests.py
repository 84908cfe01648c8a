"""A request behind the gate: what a view may rely on. For types only; the gate sets the values."""

import datetime as dt

from django.http import HttpRequest
from django.urls import ResolverMatch
from django_htmx.middleware import HtmxDetails

from practice.models import Membership, Practice, SignedLink, User
from practice.permissions import Permission


class Request(HttpRequest):
    """Under `/mine/…` no practice is named: there `practice` is None, and views use `practices`."""

    user: User
    resolver_match: ResolverMatch
    htmx: HtmxDetails
    request_id: str
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
