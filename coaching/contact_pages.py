"""Contacts without a session, as the record shows them, and the page where words are added to one."""

from typing import Any

from django.http import Http404, HttpResponse

from coaching import risk_queries
from coaching.contact_forms import PRESSES, ContactForm
from coaching.life import life_of
from coaching.models import Contact
from patients.models import Patient
from patients.reading import refuse_blocked
from patients.strip import about
from practice.pages import page
from practice.requests import Request

SHOWN = 5


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """The last calls and the presses for the next one; under them what to press when worried."""
    found = life_of(request, patient).calls
    return {
        "contacts": found[:SHOWN],
        "has_more": len(found) > SHOWN,
        "presses": PRESSES,
        "risk": risk_queries.of_patient(request, patient),
        "now": request.now,
    }


def contacts_of(patient: Patient) -> list[Contact]:
    names = ("made_by__user", "entered_in_error_by__user")
    return list(patient.contacts.select_related(*names).order_by("-made_at", "-pk")[:100])


def contact_page(
    request: Request, patient: Patient, *, form: ContactForm | None = None, status: int = 200
) -> HttpResponse:
    """With what was typed, where it comes from a press that was about something else."""
    words = {"words": request.POST.get("words", "")}
    context = {
        "form": form or ContactForm(initial=words),
        "contacts": contacts_of(patient),
        "presses": PRESSES,
        "risk": risk_queries.of_patient(request, patient),
        "alerts": risk_queries.open_here(request, patient),
        **about(request, patient),
    }
    return page(request, "coaching/contact.html", context, status=status)


def contact_here(request: Request, contact_id: int) -> Contact:
    contact = request.practice.contacts.filter(pk=contact_id).select_related("patient").first()
    if contact is None:
        raise Http404
    refuse_blocked(request, contact.patient)
    return contact
