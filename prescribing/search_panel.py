"""Services on the record: those they chose, those they were told of, and the way to find another."""

from typing import Any

from patients.models import Patient
from practice.permissions import Permission
from practice.requests import Request
from prescribing.life import life_of


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    life = life_of(request, patient)
    return {
        "patient": patient,
        "works": Permission.PRESCRIBE in request.permissions,
        "chosen": life.chosen,
        "told": life.told,
    }
