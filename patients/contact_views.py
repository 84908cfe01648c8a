"""Ways to reach somebody: added, changed, confirmed, ended. Never shown for restricted people."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from patients.actions.reaching import (
    add_contact_point,
    change_contact_point,
    confirm_contact_point,
    end_contact_point,
)
from patients.forms.contact import ChangeContactPointForm, ContactPointForm
from patients.models import ContactPoint, Patient
from patients.pages import to_record
from patients.reading import open_record
from patients.strip import strip_for
from patients.versions import chosen_values, conflict
from practice.acting import Stale
from practice.gate import Refused, requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def add_contact(request: Request, patient_id: int) -> HttpResponse:
    """A new number or address."""
    patient = reachable(request, patient_id)
    form = ContactPointForm(
        request.POST or None, today=request.today, initial={"confirmed_on": request.today}
    )
    if request.method != "POST" or not form.is_valid():
        return contact_page(request, patient, form, "Add a way to reach them")
    add_contact_point(patient=patient, values=form.cleaned_data, by=request.member, now=request.now)
    messages.success(request, "Added")
    return to_record(request, patient.pk, "contact")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def change_contact(request: Request, patient_id: int, contact_point_id: int) -> HttpResponse:
    """Whose it is, what is safe there, or the number itself."""
    patient = reachable(request, patient_id)
    point = point_of(patient, contact_point_id)
    form = ChangeContactPointForm(request.POST or None, point=point, today=request.today)
    title = "Change a way to reach them"
    if request.method != "POST" or not form.is_valid():
        return contact_page(request, patient, form, title, **end_link(request, patient, point))
    opened, values = form.cleaned_data["version"], chosen_values(request, form)
    try:
        change_contact_point(point=point, version=opened, values=values, by=request.member, now=request.now)
    except Stale as stale:
        both = conflict(request, form, stale.current, opened)
        return contact_page(request, patient, form, title, status=409, conflict=both)
    messages.success(request, "Saved")
    return to_record(request, patient.pk, "contact")


@require_POST
@requires(Permission.EDIT_PATIENT)
def confirm_contact(request: Request, patient_id: int, contact_point_id: int) -> HttpResponse:
    """Asked today, and still right."""
    patient = reachable(request, patient_id)
    point = point_of(patient, contact_point_id)
    confirm_contact_point(point=point, by=request.member, now=request.now)
    messages.success(request, "Confirmed today")
    return to_record(request, patient.pk, "contact")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def end_contact(request: Request, patient_id: int, contact_point_id: int) -> HttpResponse:
    """Not theirs any more."""
    patient = reachable(request, patient_id)
    point = point_of(patient, contact_point_id)
    if request.method == "POST":
        end_contact_point(point=point, by=request.member, now=request.now)
        messages.success(request, "Not used any more")
        return to_record(request, patient.pk, "contact")
    context = {
        "patient": patient,
        "question": "Stop using this?",
        "subject": f"{point.get_kind_display()}: {point.value}",
        "consequences": ["Nothing more is sent there. It stays in the history."],
        "confirm_label": "Stop using it",
        "cancel_url": reverse("patients:record", args=[request.practice.ods_code, patient.pk]),
        **strip_for(patient, today=request.today),
    }
    return page(request, "patients/end.html", context)


def reachable(request: Request, patient_id: int) -> Patient:
    """The opened record; a restricted person's contact details are nobody's to see or write here."""
    patient = open_record(request, patient_id)
    if patient.restricted:
        raise Refused("contact details protected")
    return patient


def point_of(patient: Patient, contact_point_id: int) -> ContactPoint:
    point = patient.contact_points.filter(
        practice=patient.practice_id, pk=contact_point_id, ended_at=None
    ).first()
    if point is None:
        raise Http404
    return point


def end_link(request: Request, patient: Patient, point: ContactPoint) -> dict[str, Any]:
    here = [request.practice.ods_code, patient.pk, point.pk]
    return {"end_url": reverse("patients:end-contact", args=here), "end_label": "Stop using it"}


def contact_page(
    request: Request, patient: Patient, form: forms.Form, title: str, *, status: int = 0, **more: Any
) -> HttpResponse:
    strip = strip_for(patient, today=request.today)
    context = {"patient": patient, "form": form, "heading": title, "panel": "contact", **strip, **more}
    return page(request, "patients/edit.html", context, status=status or (422 if form.is_bound else 200))
