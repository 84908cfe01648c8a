"""Telling somebody of a service, in two presses: nothing is sent, and it is counted apart."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from patients.reading import open_record
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from prescribing import search_queries as lookup
from prescribing.actions import signposting


@require_GET
@requires(Permission.REFER)
def signpost(request: Request, patient_id: int) -> HttpResponse:
    """The services that people here are told of most, each with its press; what they were told of before."""
    patient = open_record(request, patient_id)
    months = lookup.stale_after(request)
    often = [lookup.told(one, today=request.today, months=months) for one in lookup.often_named(request)]
    context = {"rows": often, "told": lookup.signposts_of(request, patient), **about(request, patient)}
    return page(request, "prescribing/signpost.html", context)


@require_POST
@requires(Permission.REFER)
def told(request: Request, patient_id: int, service_id: int) -> HttpResponse:
    """They were told of it."""
    patient, service = open_record(request, patient_id), lookup.service_here(request, service_id)
    try:
        signposting.signpost(patient=patient, service=service, by=request.member, now=request.now)
        messages.success(request, f"Noted: {patient.called} was told of {service.name}. Nothing was sent")
    except NotPossible as why:
        messages.warning(request, str(why))
    return redirect("prescribing:signpost", request.practice.ods_code, patient.pk)


@require_POST
@requires(Permission.REFER)
def told_in_error(request: Request, signpost_id: int) -> HttpResponse:
    """A wrong press: kept, and marked so."""
    found = request.practice.signposts.filter(pk=signpost_id).select_related("patient").first()
    if found is None:
        raise Http404
    try:
        signposting.strike(signpost=found, by=request.member, now=request.now)
        messages.success(request, "Marked as entered in error")
    except NotPossible as why:
        messages.warning(request, str(why))
    return redirect("prescribing:signpost", request.practice.ods_code, found.patient_id)
