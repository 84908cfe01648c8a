"""Colleagues who are patients: whose record is shut to whom."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from patients.actions import blocks as actions
from patients.forms.glass import BlockForm, DeclareForm, RecordForm
from patients.glass import identify, standing_blocks
from patients.reading import shown
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.queries import colleagues
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(Permission.BLOCK_RECORDS)
def blocks(request: Request) -> HttpResponse:
    """Every record that is shut to somebody."""
    return page(request, "patients/blocks.html", {"blocks": standing_blocks(request.practice)})


@shown_and_sent
@requires(Permission.BLOCK_RECORDS)
def block_record(request: Request) -> HttpResponse:
    """Which record it is about."""
    form = RecordForm(sent(request))
    if form.is_valid():
        patient = request.practice.patients.filter(**form.cleaned_data["number"]).order_by("merged_at").last()
        if patient:
            return redirect("patients:block", request.practice.ods_code, patient.pk)
        form.not_found()
    return page(request, "patients/blocks_find.html", {"form": form}, status=status_of(form))


@shown_and_sent
@requires(Permission.BLOCK_RECORDS)
def block(request: Request, patient_id: int) -> HttpResponse:
    """Whose it is, and which colleague must not open it."""
    patient = identify(request, patient_id)
    form = BlockForm(sent(request), people=colleagues(request.practice, request.today))
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    if form.is_valid() and tried(
        form, lambda: actions.set_block(patient=patient, **form.cleaned_data, **who)
    ):
        messages.success(request, "The record is blocked")
        return redirect("patients:blocks", request.practice.ods_code)
    context = {"form": form, "person": patient, "today": request.today}
    return page(request, "patients/blocks_add.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.FIND_PATIENTS)
def declare(request: Request, patient_id: int) -> HttpResponse:
    """This is me, or somebody close to me: said by anybody, at once."""
    patient = identify(request, patient_id)
    form = DeclareForm(sent(request))
    who: dict[str, Any] = {"user": request.user, "by": request.member, "now": request.now}
    if form.is_valid() and tried(
        form, lambda: actions.set_block(patient=patient, **form.cleaned_data, **who)
    ):
        messages.success(request, "Thank you. This record is blocked for you from now on.")
        return redirect("patients:find")
    context = {"form": form, "person": patient, "today": request.today}
    return page(request, "patients/blocks_declare.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.BLOCK_RECORDS)
def end_block(request: Request, block_id: int) -> HttpResponse:
    """A block does not hold any more."""
    found = get_object_or_404(standing_blocks(request.practice), pk=block_id)
    shown(request, found.patient)
    form = Form(sent(request))
    if form.is_valid() and tried(
        form, lambda: actions.end_block(block=found, by=request.member, now=request.now)
    ):
        messages.success(request, "The block is taken away")
        return redirect("patients:blocks", request.practice.ods_code)
    return page(request, "patients/blocks_end.html", {"form": form, "shut": found}, status=status_of(form))
