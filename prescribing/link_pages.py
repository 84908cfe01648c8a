"""What the pages behind a link about one placement have in common. They show nothing of anybody else."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from practice.actions import NotPossible
from practice.errors import NoLink, link_says
from practice.links import signed
from practice.pace import too_often
from practice.pages import page
from practice.requests import Request
from prescribing.actions.linking import PERSON, SERVICE, is_over, is_shut
from prescribing.models import Placement

View = Callable[..., HttpResponse]
SHUT = {SERVICE: is_shut, PERSON: is_over}
MOST, MINUTES = 20, 10
A_PRACTICE = "A GP practice"  # which one is not said of somebody whose details are protected


def placement_of(request: Request) -> Placement:
    """The one that the link is about; nothing where it is shut."""
    if request.link.subject_type != Placement._meta.label_lower:
        raise NoLink
    mine = request.practice.placements.filter(pk=request.link.subject_id)
    placement = mine.select_related("patient", "service", "referral").first()
    if placement is None:
        raise NoLink
    return placement


def about_placement(purpose: str, *, ended_too: bool = False) -> Callable[[View], View]:
    """For every page of such a link: found, not shut, and not written to too often."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def inside(request: Request, **kwargs: Any) -> HttpResponse:
            placement = placement_of(request)
            if not ended_too and SHUT[purpose](placement, request.now):
                raise NoLink
            if purpose == PERSON and placement.patient.restricted:
                raise NoLink  # the page names the practice, and may be open on another's phone
            if request.method == "POST" and too_often(
                f"{purpose}:{request.link.pk}", most=MOST, minutes=MINUTES, now=request.now
            ):
                return link_says(429)
            try:
                return view(request, placement, **kwargs)
            except NotPossible:  # it was shut after it was looked up and before it was locked
                raise NoLink from None

        return signed(purpose)(inside)

    return wrap


def token_of(request: Request) -> str:
    return str(request.resolver_match.kwargs["token"])


def link_page(
    request: Request, template: str, context: dict[str, Any], *, addresses: dict[str, str], status: int = 200
) -> HttpResponse:
    around = {"address": addresses, "practice_name": request.practice.name}
    return page(request, f"prescribing/{template}.html", around | context, status=status)
