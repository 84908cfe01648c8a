"""Opening a record: the one function that every page of a person goes through."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404
from django.urls import reverse

from patients.models import Patient
from practice import trail
from practice.gate import Elsewhere, Refused
from practice.requests import Request

WINDOW = dt.timedelta(minutes=10)
# Everything that shows whose record it is counts: names must not be copied one by one by another door.
COUNTED = ["patient.opened", "patient.shown", "alert.opened"]

# Every page of a person asks these two, so they are written in SQL: put together from querysets, they
# took longer to compose than to answer.
_SHUT = """
    EXISTS (SELECT FROM patients_recordblock b
            WHERE b.practice_id = %(practice)s AND b.patient_id = %(patient)s AND b.ended_at IS NULL
            AND (b.user_id = %(user)s OR b.kind = 'own'))
    AND NOT EXISTS (SELECT FROM patients_glassbreak g JOIN practice_membership m ON m.id = g.member_id
            WHERE g.practice_id = %(practice)s AND g.patient_id = %(patient)s
            AND m.user_id = %(user)s AND g.until > %(now)s)"""
_OPENED_LATELY = """
    (SELECT count(DISTINCT t.patient_id) FROM practice_trailevent t
     WHERE t.practice_id = %(practice)s AND t.actor_kind = 'member' AND t.actor_id = ANY(%(members)s)
     AND t.verb = ANY(%(verbs)s) AND t.at >= %(since)s)"""
_OPEN = (
    f"SELECT p.*, {_SHUT} AS shut, {_OPENED_LATELY} AS opened_lately"  # noqa: S608 - ours
    " FROM patients_patient p WHERE p.practice_id = %(practice)s AND p.id = %(patient)s"
)


class Blocked(Refused):
    """This record opens only by breaking the glass."""

    def __init__(self, patient: Patient) -> None:
        super().__init__("blocked record")
        self.patient = patient


class TooMany(Refused):
    """More records opened in ten minutes than anybody's work needs; the administrators are told."""

    def __init__(self) -> None:
        super().__init__("too many records", status=429, verb="records.pulled")


def open_record(request: Request, patient_id: int, *, verb: str = "patient.opened") -> Patient:
    """The patient of the practice in the address, with the read written to the trail.

    Raises Http404 for another practice's id, Blocked for a colleague's or a relation's record,
    TooMany when one person opens records in bulk. One query and one trail event. A record that was
    merged leads to the one that stands.
    """
    asked: Any = next(iter(Patient.objects.raw(_OPEN, params(request, patient_id))), None)
    patient = refuse_gone(request, asked)
    patient.practice = request.practice  # nobody asks for it again
    if asked.shut:
        raise Blocked(patient)
    refuse_pulling(asked.opened_lately)
    keep(request, verb, patient)
    return patient


def shown(request: Request, patient: Patient) -> None:
    """Name, birth date and NHS number stand on this page: kept and counted like an opened record, once a request."""
    if patient.pk in request.seen:
        return
    refuse_pulling(opened_lately(request))
    keep(request, "patient.shown", patient)


def refuse_pulling(opened: int) -> None:
    if opened >= settings.OPENED_RECORDS_LIMIT:
        raise TooMany


def keep(request: Request, verb: str, patient: Patient) -> None:
    about: dict[str, Any] = {"practice": patient.practice_id, "subject": patient, "patient": patient}
    trail.record(verb, by=request.member, now=request.now, **about)
    request.seen.add(patient.pk)


def find(request: Request, patient_id: int) -> Patient:
    """The patient in the practice of the address, not yet opened."""
    return refuse_gone(request, request.practice.patients.filter(pk=patient_id).first())


def refuse_gone(request: Request, patient: Patient | None) -> Patient:
    """No such record here, or one that is now part of another: the same page of that one."""
    if patient is None:
        raise Http404
    if patient.merged_into_id is None:
        return patient
    match = request.resolver_match
    page = match.view_name if "patient_id" in match.kwargs else "patients:record"
    named = match.kwargs if "patient_id" in match.kwargs else {"ods_code": request.practice.ods_code}
    address = reverse(page, kwargs={**named, "patient_id": patient.merged_into_id})
    query = request.META.get("QUERY_STRING")
    raise Elsewhere(f"{address}?{query}" if query else address)


def refuse_blocked(request: Request, patient: Patient) -> None:
    """One's own and a relation's record stay shut; a colleague's own opens by breaking the glass."""
    if is_shut(request, patient):
        raise Blocked(patient)


def is_shut(request: Request, patient: Patient) -> bool:
    """Blocked for this member, and the glass not broken in the last thirty minutes."""
    return answer(_SHUT, params(request, patient.pk))


def opened_lately(request: Request) -> int:
    """How many different records this person opened here in the last ten minutes, in whatever role."""
    return answer(_OPENED_LATELY, params(request))


def params(request: Request, patient_id: int | None = None) -> dict[str, Any]:
    return {
        "practice": request.practice.pk,
        "patient": patient_id,
        "user": request.user.pk,
        "now": request.now,
        "since": request.now - WINDOW,
        "members": [m.pk for m in request.memberships],
        "verbs": COUNTED,
    }


def answer(question: str, values: dict[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}", values)
        return cursor.fetchone()[0]
