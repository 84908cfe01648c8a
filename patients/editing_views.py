"""A person's details are changed; the second of two people sees both versions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from patients.actions.adding import NumberTaken
from patients.actions.editing import change_details
from patients.duplicates import same_number
from patients.forms.details import CautionForm, EditForm
from patients.models import Patient
from patients.pages import to_record
from patients.reading import open_record
from patients.strip import strip_for
from patients.versions import chosen_values, conflict
from practice.acting import Stale
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def edit(request: Request, patient_id: int) -> HttpResponse:
    """Names, number, birth date, language, address."""
    patient = open_record(request, patient_id)
    form = EditForm(request.POST or None, patient=patient, today=request.today)
    return save(request, patient, form, "Change details")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def caution(request: Request, patient_id: int) -> HttpResponse:
    """Restricted, and contact with care."""
    patient = open_record(request, patient_id)
    form = CautionForm(request.POST or None, patient=patient)
    return save(request, patient, form, "Care with contact details")


def save(request: Request, patient: Patient, form: forms.Form, title: str) -> HttpResponse:
    """Show, check, change; or say what stands in the way."""
    if request.method != "POST":
        return edit_page(request, patient, form, title)
    if not form.is_valid():
        return edit_page(request, patient, form, title, status=422)
    opened = form.cleaned_data["version"]
    values = chosen_values(request, form)
    try:
        change_details(patient=patient, version=opened, values=values, by=request.member, now=request.now)
    except Stale as stale:
        both = conflict(request, form, stale.current, opened)
        return edit_page(request, patient, form, title, status=409, conflict=both)
    except NumberTaken as taken:
        form.add_error("nhs_number", "Another record here has this NHS number")
        alike = same_number(request, taken.patient)
        return edit_page(request, patient, form, title, status=422, alike=alike)
    messages.success(request, "Saved")
    return to_record(request, patient.pk, "details")


def edit_page(
    request: Request, patient: Patient, form: forms.Form, title: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    strip = strip_for(patient, today=request.today)
    context = {"patient": patient, "form": form, "heading": title, "panel": "details", **strip, **more}
    return page(request, "patients/edit.html", context, status=status)
