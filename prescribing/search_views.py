"""A service is looked for, looked at beside the person, and chosen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from patients.models import Patient
from patients.reading import open_record
from patients.strip import about
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import search_queries as lookup
from prescribing.actions import choosing
from prescribing.fit import against
from prescribing.fit_of import fit_of
from prescribing.models import Referral
from prescribing.search_forms import NEARBY, SearchForm
from prescribing.search_pages import found, service_page
from prescribing.search_place import home_of
from prescribing.sending_forms import ChooseForm

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@requires(Permission.PRESCRIBE)
def find_service(request: Request, patient_id: int) -> HttpResponse:
    """What is typed is posted, so that it stands in no address and no log."""
    patient = open_record(request, patient_id)
    referral = lookup.open_referral(request, patient)
    form = asked(request, patient, referral)
    context: dict[str, Any] = {
        "form": form,
        "referral": referral,
        "life": lookup.life_beside(request, patient),
        **about(request, patient),
    }
    if form.is_valid():
        context |= found(request, patient, form)
    part = "found" if request.method == "POST" else ""
    return page(request, "prescribing/search.html", context, part=part, status=status_of(form))


def asked(request: Request, patient: Patient, referral: Referral | None) -> SearchForm:
    """What was typed. At first what they were referred for is looked for at once, near a home that is known."""
    needs = list(lookup.needs())
    if request.method == "POST":
        return SearchForm(request.POST, needs=needs)
    first = first_asked(request, patient, referral)
    begun = SearchForm({"within": NEARBY} | first, needs=needs)
    ready = first["need"] and "near" in first and begun.is_valid()
    return begun if ready else SearchForm(initial=first, needs=needs)


def first_asked(request: Request, patient: Patient, referral: Referral | None) -> dict[str, Any]:
    """Begins near home, with what they were referred for; for protected details where is typed by hand."""
    home = home_of(patient)
    near = {"near": home.words} if home else {"within": "any"}
    return {"need": lookup.first_need(referral), "age": patient.age(request.today), **near}


@shown_and_sent
@requires(Permission.PRESCRIBE)
def service_for(request: Request, patient_id: int, service_id: int) -> HttpResponse:
    """One service beside one person: what fits and what does not; the press chooses it."""
    patient, service = open_record(request, patient_id), lookup.service_here(request, service_id)
    fit = fit_of(patient, service, request.today)
    referral = lookup.open_referral(request, patient)
    form = ChooseForm(sent(request), asks=bool(against(fit.findings)))
    if referral and form.is_valid():
        said: dict[str, Any] = {
            "referral": referral,
            "service": service,
            "by": request.member,
            "now": request.now,
        }
        because = form.cleaned_data.get("fit_because", "")
        placement = tried(form, lambda: choosing.choose(**said, fit_because=because))
        if placement:
            messages.success(request, f"Chosen: {service.name}. Nothing has been sent")
            return redirect("prescribing:agree", request.practice.ods_code, placement.pk)
    context = service_page(request, patient, service, fit) | {"form": form, "referral": referral}
    return page(request, "prescribing/choose.html", context, status=status_of(form))
