"""What the pages of patients/ show, put together for their templates."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from patients.finding import Answer, Found
from patients.forms.finding import FindForm
from patients.models import Alert, Patient
from practice import wording
from practice.addresses import address
from practice.permissions import Permission, permissions_of
from practice.requests import Request
from practice.templatetags.skerry import age, person_name


def found_context(request: Request, form: FindForm, answer: Answer) -> dict[str, Any]:
    """The lines of an answer; where nobody was found, where somebody could be added."""
    names = {practice.pk: practice for practice in request.practices}
    return {
        "answer": answer,
        "exact": lines(answer.exact, names, request.today),
        "near": lines(answer.near, names, request.today),
        "single": len(answer.exact) == 1,
        "several": len(request.practices) > 1,
        "typed": form.data.get("text", ""),
        "may_add_at": may_add_at(request),
    }


def lines(found: Iterable[Found], practices: dict[int, Any], today: dt.date) -> list[dict[str, Any]]:
    """In words, as twenty-five people stand on one page; a restricted person's practice is not named (their place is
    nobody's to guess)."""
    return [
        {
            "person": line,  # whoever shows the people in a list of their own
            "url": address("patients:record", practices[line.practice_id].ods_code, line.id),
            "name": person_name(line),
            "marks": marks(line),
            "shut": line.shut,
            "born": wording.long_date(line.birth_date),
            "age": "" if line.died_on else f" ({age(line.birth_date, today)})",
            "number": wording.spaced_nhs_number(line.nhs_number) if line.nhs_number else "No NHS number",
            "practice": "Protected" if line.restricted else practices[line.practice_id].name,
        }
        for line in found
    ]


def marks(line: Found) -> list[tuple[str, str]]:
    """The colours and words of what stands behind the name."""
    found = []
    if line.died_on:
        found.append(("grey", f"Died {wording.long_date(line.died_on)}"))
    elif line.left_on:
        found.append(("grey", "Left this practice"))
    if line.restricted:
        found.append(("yellow", "Details protected"))
    if line.shut:
        found.append(("red", "Not open to you"))
    return found


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
