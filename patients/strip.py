"""The person's strip: who a page is about and how to talk with them, for ui/person.html."""

import datetime as dt
from typing import Any

from patients.models import Patient
from patients.reading import shown
from patients.sheet import needs_and_alerts
from practice.addresses import address
from practice.requests import Request


def strip_for(patient: Patient, *, today: dt.date) -> dict[str, Any]:
    """Context of every page about a person: their names, needs, and whether there is a staff note.

    One query. What the staff note says is not in it: that is one press away, and its reading is logged.
    """
    here = (patient.practice.ods_code, patient.pk)
    sheet = needs_and_alerts(patient)
    return {
        "person": patient,
        "person_url": address("patients:record", *here),
        "needs": [*interpreter(patient), *(need["words"] for need in sheet.needs)],
        "alert_url": address("patients:alerts", *here) if sheet.alerts else "",
        "today": today,
    }


def interpreter(patient: Patient) -> list[str]:
    """First of all needs: whether words reach them at all."""
    if patient.interpreter_needed:
        return [f"Interpreter: {patient.language}" if patient.language else "Needs an interpreter"]
    return []


def about(request: Request, patient: Patient) -> dict[str, Any]:
    """Name, birth date, NHS number and needs, in view on every page of a person; the trail keeps that they were."""
    shown(request, patient)
    patient.practice = request.practice
    return strip_for(patient, today=request.today)
