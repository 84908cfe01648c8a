"""Legal hold: set on a record, looked at again, lifted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from patients.actions import holding as actions
from patients.disposing import pages
from patients.forms.disposing import HoldForm, LiftForm, ReviewForm
from patients.glass import identify
from patients.models import LegalHold
from patients.reading import shown
from patients.shut import shut_among
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(Permission.DISPOSE)
def holds(request: Request) -> HttpResponse:
    """Every record of which nothing may go."""
    found = list(pages.holds_of(request.practice))
    shut = shut_among(request.user, request.practice, [hold.patient_id for hold in found])
    pages.keep_listed(request, len(found))
    rows = [{"hold": hold, "is_shut": hold.patient_id in shut} for hold in found]
    return page(request, "patients/disposing/holds.html", {"rows": rows, "today": request.today})


@shown_and_sent
@requires(Permission.DISPOSE)
def set_hold(request: Request, patient_id: int) -> HttpResponse:
    """Nothing of this record may go, and why. The record itself stays shut."""
    patient = identify(request, patient_id)
    initial = {"review_on": pages.later(request.today)}
    form = HoldForm(sent(request), today=request.today, initial=initial)
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    if form.is_valid() and tried(form, lambda: actions.set_hold(patient=patient, **form.cleaned_data, **who)):
        messages.success(request, "The record is on legal hold")
        return redirect("patients:holds", request.practice.ods_code)
    context = {"form": form, "person": patient, "today": request.today}
    return page(request, "patients/disposing/set_hold.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.DISPOSE)
def review_hold(request: Request, hold_id: int) -> HttpResponse:
    """It still holds; when somebody looks again."""
    hold = hold_here(request, hold_id)
    initial = {"review_on": pages.later(request.today)}
    form = ReviewForm(sent(request), today=request.today, initial=initial)
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    if form.is_valid() and tried(form, lambda: actions.review_hold(hold=hold, **form.cleaned_data, **who)):
        messages.success(request, "The hold goes on")
        return redirect("patients:holds", request.practice.ods_code)
    context = {"form": form, "hold": hold, "person": hold.patient, "today": request.today}
    return page(request, "patients/disposing/review_hold.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.DISPOSE)
def lift_hold(request: Request, hold_id: int) -> HttpResponse:
    """It does not hold any more."""
    hold = hold_here(request, hold_id)
    form = LiftForm(sent(request))
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    if form.is_valid() and tried(form, lambda: actions.lift_hold(hold=hold, **form.cleaned_data, **who)):
        messages.success(request, "The hold is lifted")
        return redirect("patients:holds", request.practice.ods_code)
    context = {"form": form, "hold": hold, "person": hold.patient, "today": request.today}
    return page(request, "patients/disposing/lift_hold.html", context, status=status_of(form))


def hold_here(request: Request, hold_id: int) -> LegalHold:
    """With the name of the person, which the trail keeps as shown."""
    found = get_object_or_404(pages.holds_of(request.practice), pk=hold_id)
    shown(request, found.patient)
    return found
