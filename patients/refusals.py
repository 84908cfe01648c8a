"""What somebody sees who may not: a blocked record, too many records, or simply not theirs to do."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.defaults import permission_denied

from patients.reading import Blocked
from practice.errors import too_many
from practice.gate import Refused
from practice.requests import Request


def refused(request: Request, exception: Exception) -> HttpResponse:
    """The site's answer to every refusal. It is drawn after the roll-back, so it asks the database nothing."""
    if isinstance(exception, Blocked):
        return render(request, "patients/blocked.html", {"patient_id": exception.patient.pk}, status=403)
    if isinstance(exception, Refused) and exception.status == 429:
        return too_many(request)
    return permission_denied(request, exception)
