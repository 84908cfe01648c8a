"""Somebody wants to help others: noted from their referral, listed, ended."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from patients.reading import refuse_blocked
from patients.shut import shut_to
from patients.strip import about
from practice.gate import requires
from practice.models import Practice
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import referral_queries as lookup
from prescribing.actions import offering
from prescribing.arrival_forms import EndForm, OfferForm
from prescribing.models import Gap, Offer
from prescribing.referral_pages import story, to_referral

SHOWN = 100
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@requires(Permission.PRESCRIBE)
def offer(request: Request, referral_id: int) -> HttpResponse:
    """As an outcome of its own, or along the way."""
    found = lookup.referral_opened(request, referral_id)
    form = OfferForm(sent(request), gaps=gaps_of(request.practice))
    if form.is_valid():
        said: dict[str, Any] = {
            **form.cleaned_data,
            "referral": found,
            "by": request.member,
            "now": request.now,
        }
        if tried(form, lambda: offering.offer(patient=found.patient, **said)):
            messages.success(request, f"Noted: {found.patient.called} wants to help others")
            return to_referral(request, found)
    context = {"form": form, **story(request, found)}
    return page(request, "prescribing/offer.html", context, status=status_of(form))


def gaps_of(practice: Practice) -> QuerySet[Gap]:
    return practice.gaps.filter(ended_at=None).select_related("need").order_by("-found_at", "-pk")


@require_GET
@requires(Permission.PRESCRIBE)
def offers(request: Request) -> HttpResponse:
    """Who wants to help, and with what; the longest waiting first."""
    here = request.practice.offers.filter(~shut_to(request.user), ended_at=None)
    rows = here.select_related("patient", "gap__need", "made_by__user").order_by("made_at", "pk")
    return page(request, "prescribing/offers.html", {"rows": rows[:SHOWN]})


@shown_and_sent
@requires(Permission.PRESCRIBE)
def end_offer(request: Request, offer_id: int) -> HttpResponse:
    """It came to something, or they changed their mind."""
    found = offer_here(request, offer_id)
    form = EndForm(sent(request))
    if form.is_valid():
        said: dict[str, Any] = {**form.cleaned_data, "by": request.member, "now": request.now}
        if tried(form, lambda: offering.end_offer(offer=found, **said)):
            messages.success(request, "Noted")
            return redirect("prescribing:offers", request.practice.ods_code)
    context = {"form": form, "offer": found, **about(request, found.patient)}
    return page(request, "prescribing/offer_end.html", context, status=status_of(form))


def offer_here(request: Request, offer_id: int) -> Offer:
    found = request.practice.offers.filter(pk=offer_id).select_related("patient").first()
    if found is None:
        raise Http404
    found.patient.practice = request.practice
    refuse_blocked(request, found.patient)
    return found
