"""Somebody died or moved away: said by staff at once, taken back as easily, settled by a person."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.actions import leaving as actions
from patients.forms.leaving import DiedForm, LeftForm
from patients.leaving import neighbours, to_settle
from patients.models import Patient
from patients.pages import to_record
from patients.reading import open_record
from patients.strip import strip_for
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@requires(Permission.EDIT_PATIENT)
def died(request: Request, patient_id: int) -> HttpResponse:
    """They died: with the day, or without."""
    patient = open_record(request, patient_id)
    form = DiedForm(sent(request), patient=patient, today=request.today)
    if form.is_valid():
        died_on = form.cleaned_data["died_on"]
        actions.say_died(patient=patient, died_on=died_on, by=request.member, now=request.now)
        messages.success(request, "Marked as died. What was open has stopped.")
        return to_record(request, patient.pk)
    return about(request, patient, "patients/died.html", form)


@shown_and_sent
@requires(Permission.EDIT_PATIENT)
def died_undo(request: Request, patient_id: int) -> HttpResponse:
    """They did not."""
    patient = open_record(request, patient_id)
    form = forms.Form(sent(request))
    if form.is_valid():
        actions.take_back_death(patient=patient, by=request.member, now=request.now)
        messages.success(request, "Taken back. What was stopped goes on.")
        return to_record(request, patient.pk)
    return about(request, patient, "patients/died_undo.html", form)


@shown_and_sent
@requires(Permission.EDIT_PATIENT)
def left(request: Request, patient_id: int) -> HttpResponse:
    """They are registered elsewhere now."""
    patient = open_record(request, patient_id)
    form = LeftForm(
        sent(request),
        patient=patient,
        today=request.today,
        network=neighbours(request.practice),
        initial={"left_on": request.today},
    )
    if form.is_valid():
        actions.say_left(patient=patient, **form.said, by=request.member, now=request.now)
        messages.success(request, "Marked as having left. What was open has stopped.")
        return to_record(request, patient.pk)
    return about(request, patient, "patients/moved.html", form)


@shown_and_sent
@requires(Permission.EDIT_PATIENT)
def left_undo(request: Request, patient_id: int) -> HttpResponse:
    """They are not."""
    patient = open_record(request, patient_id)
    form = forms.Form(sent(request))
    if form.is_valid():
        actions.take_back_leaving(patient=patient, by=request.member, now=request.now)
        messages.success(request, "Taken back. What was stopped goes on.")
        return to_record(request, patient.pk)
    return about(request, patient, "patients/moved_undo.html", form)


@require_GET
@requires(Permission.EDIT_PATIENT)
def leavings(request: Request) -> HttpResponse:
    """Who died or left, and what is still to be settled for them."""
    return page(request, "patients/moved_list.html", {"leavings": to_settle(request.practice, request.user)})


@require_POST
@requires(Permission.EDIT_PATIENT)
def settle(request: Request, leaving_id: int) -> HttpResponse:
    """Somebody looked through it."""
    leaving = get_object_or_404(to_settle(request.practice, request.user), pk=leaving_id)
    form = forms.Form(request.POST)
    if form.is_valid() and not tried(
        form, lambda: actions.settle(leaving=leaving, by=request.member, now=request.now)
    ):
        messages.info(request, " ".join(map(str, form.non_field_errors())))
    return redirect("patients:leavings", request.practice.ods_code)


def about(request: Request, patient: Patient, template: str, form: forms.Form) -> HttpResponse:
    context = {"form": form, "patient": patient, **strip_for(patient, today=request.today)}
    return page(request, template, context, status=status_of(form))
