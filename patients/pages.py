"""What the pages of patients/ show, put together for their templates."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from patients.finding import Answer, Found
from patients.forms.finding import FindForm
from patients.models import Alert, Patient
from practice.addresses import address
from practice.permissions import Permission, permissions_of
from practice.requests import Request


def found_context(request: Request, form: FindForm, answer: Answer) -> dict[str, Any]:
    """The lines of an answer; where nobody was found, where somebody could be added."""
    names = {practice.pk: practice for practice in request.practices}
    return {
        "answer": answer,
        "exact": lines(answer.exact, names),
        "near": lines(answer.near, names),
        "several": len(request.practices) > 1,
        "typed": form.data.get("text", ""),
        "may_add_at": may_add_at(request),
        "today": request.today,
    }


def lines(found: Iterable[Found], practices: dict[int, Any]) -> list[dict[str, Any]]:
    """Each with its address; a restricted person's practice is not named (their place is nobody's to guess)."""
    return [
        {
            "person": line,
            "url": address("patients:record", practices[line.practice_id].ods_code, line.id),
            "practice": "Protected" if line.restricted else practices[line.practice_id].name,
        }
        for line in found
    ]


def may_add_at(request: Request) -> list[Any]:
    """The practices in view where this member may add somebody."""
    roles: dict[int, set[str]] = {}
    for member in request.memberships:
        roles.setdefault(member.practice_id, set()).add(member.role)
    return [p for p in request.practices if Permission.EDIT_PATIENT in permissions_of(roles[p.pk])]


def staff_notes(request: Request, patient: Patient) -> list[dict[str, Any]]:
    """Staff safety is for everybody who meets the person; safeguarding for those with clinical access."""
    clinical = Permission.READ_NOTES in request.permissions
    standing = patient.alerts.filter(practice=request.practice, ended_at=None)
    return [
        {"note": note, "open": clinical or note.kind == Alert.Kind.STAFF_SAFETY}
        for note in standing.select_related("noted_by__user").order_by("pk")
    ]


def to_record(request: Request, patient_id: int, panel: str = "") -> HttpResponse:
    """Back to the record, to the part that was changed."""
    url = reverse("patients:record", args=[request.practice.ods_code, patient_id])
    return redirect(f"{url}#{panel}" if panel else url)
