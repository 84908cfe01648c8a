"""What else can be done with a record: the panel at its end."""

from typing import Any

from django.urls import reverse

from patients import panels
from patients.models import Patient
from practice.permissions import Permission
from practice.requests import Request

P = Permission
# What the link says, where it leads, who may.
LINKS: tuple[tuple[str, str, Permission], ...] = (
    ("This is me, or somebody close to me", "declare", P.FIND_PATIENTS),
    ("Mark as having left", "left", P.EDIT_PATIENT),
    ("Mark as died", "died", P.EDIT_PATIENT),
    ("Put together with another record", "merge", P.MERGE_PATIENTS),
    ("Records put together with this one", "merges", P.MERGE_PATIENTS),
    ("Block this record for a colleague", "block", P.BLOCK_RECORDS),
    ("Put this record on legal hold", "set-hold", P.DISPOSE),
    ("Who saw or changed this record", "access-report", P.READ_TRAIL),
    ("Somebody asks what is held about them", "insight:open-access-request", P.ANSWER_ACCESS),
)
TAKEN_BACK = {
    "left": ("left_on", "Take back that they left", "left-undo"),
    "died": ("died_on", "Take back that they died", "died-undo"),
}


def more(request: Request, patient: Patient) -> dict[str, Any]:
    """Links that this member may follow; no query."""
    here = [request.practice.ods_code, patient.pk]
    links = []
    for label, name, permission in LINKS:
        if permission in request.permissions:
            words, page = instead(patient, name) or (label, name)
            address = page if ":" in page else f"patients:{page}"
            links.append({"label": words, "url": reverse(address, args=here)})
    return {"links": links}


def instead(patient: Patient, name: str) -> tuple[str, str] | None:
    """Who has died or left is not marked so again, but the mark can be taken back."""
    column, words, page = TAKEN_BACK.get(name, ("", "", ""))
    return (words, page) if column and getattr(patient, column) else None


def register() -> None:
    """Called when the room starts."""
    panels.register(
        "more", "More", permission=P.OPEN_RECORD, query=more, template="patients/panels/more.html", order=900
    )
