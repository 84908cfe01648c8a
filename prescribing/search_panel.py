"""Services on the record: those they chose, those they were told of, and the way to find another."""

from typing import Any

from patients.models import Patient
from practice.permissions import Permission
from practice.requests import Request

ON_THE_RECORD = 5


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """Where somebody goes may say why: who does not work referrals sees only what the person was told of."""
    works = Permission.PRESCRIBE in request.permissions
    chosen = patient.placements.filter(practice=request.practice).select_related("service")
    told = patient.signposts.filter(practice=request.practice, entered_in_error_at=None).select_related(
        "service"
    )
    return {
        "patient": patient,
        "works": works,
        "placements": list(chosen.order_by("-chosen_at", "-pk")[:ON_THE_RECORD]) if works else [],
        "told": list(told.order_by("-told_at", "-pk")[:ON_THE_RECORD]),
    }
