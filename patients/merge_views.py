"""Two records of one person: found, compared side by side, put together, taken apart."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from patients import merge_pages
from patients.actions import merging
from patients.forms.glass import RecordForm
from patients.forms.merging import MergeForm
from patients.merge_lines import differing
from patients.merge_parts import fields_of
from patients.models import Patient
from patients.reading import open_record
from patients.strip import strip_for
from practice.acting import Stale
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@requires(Permission.MERGE_PATIENTS)
def merge(request: Request, patient_id: int) -> HttpResponse:
    """Which other record is about the same person?"""
    patient = open_record(request, patient_id)
    form = RecordForm(sent(request))
    if form.is_valid():
        found = request.practice.patients.standing().filter(**form.cleaned_data["number"])
        other = found.exclude(pk=patient.pk).first()
        if other:
            return redirect("patients:merge-with", request.practice.ods_code, patient.pk, other.pk)
        form.not_found()
    context = {"form": form, "alike": merge_pages.perhaps_the_same(patient)}
    return page(request, "patients/merge.html", context | about(request, patient), status=status_of(form))


@shown_and_sent
@requires(Permission.MERGE_PATIENTS)
def merge_with(request: Request, patient_id: int, other_id: int) -> HttpResponse:
    """Side by side: what differs, what goes along, and which detail stands."""
    kept, gone = open_record(request, patient_id), open_other(request, other_id)
    lines = differing(kept, gone)
    names = (f"In record {kept.pk}, which stays", f"In record {gone.pk}")
    form = MergeForm(
        sent(request), lines=lines, names=names, initial={"versions": f"{kept.version},{gone.version}"}
    )
    if form.is_valid():
        chosen: dict[str, Any] = {"take": form.take, "versions": form.cleaned_data["versions"]}
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        try:
            if tried(form, lambda: merging.merge(kept=kept, gone=gone, **chosen, **who)):
                messages.success(request, "The two records are one now")
                return redirect("patients:merges", request.practice.ods_code, kept.pk)
        except Stale:
            return redirect("patients:merge-with", request.practice.ods_code, kept.pk, gone.pk)
    context = compared(kept, gone, form) | about(request, kept)
    return page(request, "patients/merge_compare.html", context, status=status_of(form))


@require_GET
@requires(Permission.OPEN_RECORD)
def merges(request: Request, patient_id: int) -> HttpResponse:
    """What was put together here, and what became of each thing."""
    patient = open_record(request, patient_id)
    told = merge_pages.told_of(list(merge_pages.merges_of(patient)))
    return page(request, "patients/merges.html", {"told": told} | about(request, patient))


@shown_and_sent
@requires(Permission.MERGE_PATIENTS)
def unmerge(request: Request, patient_id: int, merge_id: int) -> HttpResponse:
    """It was two people, or the wrong choice: two records again."""
    patient = open_record(request, patient_id)
    done = get_object_or_404(merge_pages.merges_of(patient).standing(), pk=merge_id)
    form = forms.Form(sent(request))
    if form.is_valid():
        left = tried(form, lambda: merging.unmerge(done=done, by=request.member, now=request.now))
        if left is not None:
            messages.success(request, said_of(left))
            return redirect("patients:merges", request.practice.ods_code, patient.pk)
    context = {"form": form, "done": done} | about(request, patient)
    return page(request, "patients/merge_undo.html", context, status=status_of(form))


def open_other(request: Request, other_id: int) -> Patient:
    """The other record is read as well, so it is opened as every record is."""
    get_object_or_404(request.practice.patients.standing(), pk=other_id)
    return open_record(request, other_id)


def compared(kept: Patient, gone: Patient, form: MergeForm) -> dict[str, Any]:
    return {
        "form": form,
        "kept": kept,
        "gone": gone,
        "warnings": merge_pages.warnings(kept, gone),
        "going": merge_pages.hanging_on(gone),
    }


def about(request: Request, patient: Patient) -> dict[str, Any]:
    return {"patient": patient, **strip_for(patient, today=request.today)}


def said_of(left: list[str]) -> str:
    if not left:
        return "They are two records again, as they were"
    labels = [str(fields_of(Patient)[name].verbose_name) for name in left]
    return f"They are two records again. Changed since, and left as it is: {', '.join(labels)}."
