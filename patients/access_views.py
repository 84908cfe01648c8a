"""Who saw or changed one person's record: for those who read the trail."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from patients import access
from patients.forms.glass import RecordForm
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of
from practice.trail_forms import edge_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_TRAIL)
def trail_of(request: Request) -> HttpResponse:
    """Whose? By number, sent by POST: no name and no NHS number stands in an address."""
    form = RecordForm(sent(request))
    if form.is_valid():
        found = request.practice.patients.filter(**form.cleaned_data["number"])
        patient = found.order_by("-merged_at").last()
        if patient:
            return redirect("patients:access-report", request.practice.ods_code, patient.pk)
        form.not_found()
    return page(request, "patients/access_find.html", {"form": form}, status=status_of(form))


@require_GET
@requires(Permission.READ_TRAIL)
def access_report(request: Request, patient_id: int) -> HttpResponse:
    """Who opened or changed it, and who broke the glass."""
    patient = access.whose(request, patient_id)
    rows, older = access.who_came(request, patient, edge_of(request))
    context = {"rows": rows, "broken": access.glass_of(request, patient)}
    return page(request, "patients/access_report.html", context | about(request, patient, older))


@require_GET
@requires(Permission.READ_TRAIL)
def access_changes(request: Request, patient_id: int) -> HttpResponse:
    """What was changed, field by field."""
    patient = access.whose(request, patient_id)
    changes, older = access.what_changed(request, patient, edge_of(request))
    context = {"changes": changes}
    return page(request, "patients/access_changes.html", context | about(request, patient, older))


def about(request: Request, patient: Any, older: int | None) -> dict[str, Any]:
    onwards = f"?before={older}" if older else ""
    return {
        "person": patient,
        "today": request.today,
        "older": onwards,
        "asked": {"before": edge_of(request)},
    }
