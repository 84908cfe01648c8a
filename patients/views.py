"""Find a patient, open the record, read a staff note."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from patients import panels
from patients.forms.finding import FindForm
from patients.pages import found_context, staff_notes
from patients.reading import open_record
from patients.searching import search
from patients.strip import strip_for
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FIND_PATIENTS)
def find(request: Request) -> HttpResponse:
    """Look in all my practices. What is typed is posted, so that it stands in no address and no log."""
    if request.method != "POST":
        return page(request, "patients/find.html", {"form": FindForm(today=request.today)})
    form = FindForm(request.POST, today=request.today)
    if not form.is_valid():
        return page(request, "patients/find.html", {"form": form}, part="answer", status=422)
    answer = search(request, form.cleaned_data["text"])
    context = {"form": form, **found_context(request, form, answer)}
    return page(request, "patients/find.html", context, part="answer")


@require_GET
@requires(Permission.OPEN_RECORD)
def record(request: Request, patient_id: int) -> HttpResponse:
    """Everything the rooms know, in one request and one read; htmx asks for one panel alone."""
    patient = open_record(request, patient_id)
    if patient.merged_into_id:
        return redirect(
            "patients:record", ods_code=request.practice.ods_code, patient_id=patient.merged_into_id
        )
    only = request.GET.get("panel", "") if request.htmx else ""
    shown = panels.gathered(request, patient, only=only)
    context = {"patient": patient, "panels": shown, **strip_for(patient, today=request.today)}
    return page(request, "patients/record.html", context, part="panels" if only else "")


@require_GET
@requires(Permission.OPEN_RECORD)
def alerts(request: Request, patient_id: int) -> HttpResponse:
    """What the neutral mark stands for; each reading is written to the trail."""
    patient = open_record(request, patient_id, verb="alert.opened")
    context = {
        "patient": patient,
        "notes": staff_notes(request, patient),
        **strip_for(patient, today=request.today),
        "alert_url": "",
    }
    return page(request, "patients/alerts.html", context, part="notes")
