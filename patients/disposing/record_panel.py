"""On the record: that it is on legal hold, why, and until when nobody has to look; for those who decide on it."""

from typing import Any

from patients import panels
from patients.disposing.pages import holds_of
from patients.models import Patient
from practice.permissions import Permission
from practice.requests import Request


def hold(request: Request, patient: Patient) -> dict[str, Any] | None:
    """Left out where nothing holds it."""
    found = holds_of(request.practice).filter(patient=patient).first()
    return {"hold": found, "is_due": found.review_on < request.today} if found else None


def begin() -> None:
    """Called when the room starts."""
    panels.register(
        "hold",
        "Legal hold",
        permission=Permission.DISPOSE,
        query=hold,
        template="patients/disposing/hold_panel.html",
        order=2,
    )
