"""What every page of a person's measurements carries."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from activation.models import Measurement
from patients.models import Patient
from patients.reading import shown
from patients.strip import strip_for
from practice.permissions import Permission
from practice.requests import Request


def about(request: Request, patient: Patient) -> dict[str, Any]:
    """Name, birth date, NHS number and needs, in view on every page of a person; the trail keeps that they were."""
    shown(request, patient)
    patient.practice = request.practice
    return strip_for(patient, today=request.today)


def sent(request: Request) -> QueryDict | None:
    """What a form takes as its data: nothing before it was sent."""
    return request.POST if request.method == "POST" else None


def to_record(request: Request, patient_id: int) -> HttpResponse:
    return redirect("patients:record", request.practice.ods_code, patient_id)


def to_measurement(request: Request, measurement: Measurement) -> HttpResponse:
    """Its answers for those who may read them; for others the record, where they see that it is there."""
    if measurement.is_open:
        return redirect("activation:asked", request.practice.ods_code, measurement.pk)
    if Permission.READ_MEASURES in request.permissions:
        return redirect("activation:measurement", request.practice.ods_code, measurement.pk)
    return to_record(request, measurement.patient_id)
