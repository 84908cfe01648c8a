"""Whether somebody who is about to be added is on the list already."""

from typing import Any

from django.urls import reverse

from patients.alike import alike
from patients.models import Patient
from practice.requests import Request

SEEN = "not_these"


def already_here(request: Request, values: dict[str, Any]) -> dict[str, Any]:
    """Who has the number, or else was born that day under much the same name and was not yet ruled out.

    Empty when nobody, or when staff said of exactly these people that it is somebody else.
    """
    standing = request.practice.patients.standing()
    if number := values["nhs_number"]:
        holder = standing.filter(nhs_number=number).first()
        if holder is not None:
            return same_number(request, holder)
    mine = (values["given_name"], values["family_name"], values["known_as"])
    born_then = standing.filter(birth_date=values["birth_date"]).order_by("family_key", "given_key", "pk")
    found = [p for p in born_then if alike(mine, (p.given_name, p.family_name, p.known_as))]
    ruled_out = set(request.POST.get(SEEN, "").split(","))
    if {str(patient.pk) for patient in found} <= ruled_out:
        return {}
    return {"people": shown(request, found), "ids": ",".join(str(p.pk) for p in found), "same_number": False}


def same_number(request: Request, holder: Patient) -> dict[str, Any]:
    """One number is one person: there is nothing to rule out."""
    return {"people": shown(request, [holder]), "ids": "", "same_number": True}


def shown(request: Request, people: list[Patient]) -> list[dict[str, Any]]:
    code = request.practice.ods_code
    return [{"person": p, "url": reverse("patients:record", args=[code, p.pk])} for p in people]
