"""What every page of a person's measurements carries."""

from django.http import HttpResponse
from django.shortcuts import redirect

from activation.models import Measurement
from practice.permissions import Permission
from practice.requests import Request


def to_record(request: Request, patient_id: int) -> HttpResponse:
    return redirect("patients:record", request.practice.ods_code, patient_id)


def to_measurement(request: Request, measurement: Measurement) -> HttpResponse:
    """Its answers for those who may read them; for others the record, where they see that it is there."""
    if measurement.is_open:
        return redirect("activation:asked", request.practice.ods_code, measurement.pk)
    if Permission.READ_MEASURES in request.permissions:
        return redirect("activation:measurement", request.practice.ods_code, measurement.pk)
    return to_record(request, measurement.patient_id)
