"""Which number to ring, beside each call that somebody has to make."""

from collections.abc import Iterable
from typing import Any

from patients.models import ContactPoint
from practice.models import Practice
from reminders.kinds import Channel
from reminders.models import Message

TELEPHONES = (ContactPoint.Kind.MOBILE, ContactPoint.Kind.HOME, ContactPoint.Kind.WORK)


def with_numbers(practice: Practice, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One query for all of them; none where nobody is to be rung."""
    calls = {
        row["message"].patient_id: row for row in rows if not row.get("shut") and is_call(row["message"])
    }
    numbers = numbers_of(practice, calls) if calls else {}
    for row in rows:
        if not row.get("shut") and is_call(row["message"]):
            row["rung"], row["numbers"] = True, numbers.get(row["message"].patient_id, [])
    return rows


def is_call(message: Message) -> bool:
    """Of somebody whose details are protected, or whose record is read first, no number stands in a list."""
    patient = message.patient
    if patient is None or not message.needs_somebody or message.channel != Channel.CALL:
        return False
    return not (patient.restricted or patient.contact_with_care)


def numbers_of(practice: Practice, patients: Iterable[int]) -> dict[int, list[ContactPoint]]:
    found: dict[int, list[ContactPoint]] = {}
    points = ContactPoint.objects.open().filter(practice=practice, patient_id__in=list(patients))
    for point in points.filter(kind__in=TELEPHONES).order_by("pk"):
        found.setdefault(point.patient_id, []).append(point)
    return found
