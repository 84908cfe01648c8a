"""What somebody at a service sees behind a link, without an account: one person, and how to answer about them."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from practice.errors import NoLink
from practice.requests import Request
from practice.submitting import sent, status_of
from prescribing.actions import answering, capacity
from prescribing.actions.linking import SERVICE
from prescribing.actions.placing import Who
from prescribing.link_pages import about_placement
from prescribing.models import Placement
from prescribing.provider_forms import FORMS, PlacesForm
from prescribing.provider_pages import TITLES, addresses, days_of, provider_page, shown, way_to

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_http_methods(["GET", "HEAD"])
@about_placement(SERVICE)
def provider(request: Request, placement: Placement) -> HttpResponse:
    """What this person agreed that the service may know. Opening answers nothing."""
    if request.method == "GET":
        answering.open_link(placement=placement, who=Who.PROVIDER, by=request.link, now=request.now)
    return provider_page(request, "provider", shown(request, placement))


@shown_and_sent
@about_placement(SERVICE)
def provider_answer(request: Request, placement: Placement, kind: str) -> HttpResponse:
    """One answer on a page of its own."""
    if kind not in FORMS:
        raise NoLink
    more: dict[str, Any] = {"days": days_of(placement, request.today)} if kind == "attendance" else {}
    form = FORMS[kind](sent(request), today=request.today, **more)
    if not form.is_valid():
        here = {"form": form, "title": TITLES[kind], "here_url": way_to(request, kind)}
        return provider_page(
            request, "provider_answer", here | {"service": placement.service}, status=status_of(form)
        )
    for said in form.answers:
        answering.answer(placement=placement, **said, by=request.link, now=request.now)
    return HttpResponseRedirect(addresses(request)["thanks"])


@shown_and_sent
@about_placement(SERVICE)
def provider_places(request: Request, placement: Placement) -> HttpResponse:
    """How many places are free, how long the wait is, or: please stop for now."""
    service = placement.service
    stands = {name: getattr(service, name) for name in capacity.SAID}
    start = {"taking": "paused" if service.paused_at else "yes", **stands}
    form = PlacesForm(sent(request), initial=start, today=request.today)
    if not form.is_valid():
        here = {"form": form, "title": "Your places", "here_url": addresses(request)["places"]}
        return provider_page(request, "provider_answer", here | {"service": service}, status=status_of(form))
    said: dict[str, Any] = {"paused": form.paused, "values": form.values}
    capacity.say_capacity(placement=placement, **said, by=request.link, now=request.now)
    return HttpResponseRedirect(addresses(request)["thanks"])


@require_GET
@about_placement(SERVICE, ended_too=True)
def provider_thanks(request: Request, placement: Placement) -> HttpResponse:
    """It arrived. Nothing of the person, so that it may stay open."""
    return provider_page(request, "provider_thanks", {"over": placement.ended_at is not None})
