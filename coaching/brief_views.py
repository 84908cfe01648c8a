"""Ten minutes with the GP: from the record straight to four fields."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from coaching.actions import briefing
from coaching.pages import to_session
from patients.reading import find, refuse_blocked
from practice.actions import NotPossible
from practice.gate import requires
from practice.permissions import Permission
from practice.requests import Request


@require_POST
@requires(Permission.WRITE_NOTES)
def start_brief(request: Request, patient_id: int) -> HttpResponse:
    """Somebody is here, and there are ten minutes."""
    patient = find(request, patient_id)
    refuse_blocked(request, patient)
    try:
        session = briefing.start_brief(patient=patient, by=request.member, now=request.now)
    except NotPossible as reason:
        messages.error(request, str(reason))
        return redirect("patients:record", request.practice.ods_code, patient.pk)
    return to_session(request, session)
