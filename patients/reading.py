"""Opening a record: the one function that every page of a person goes through."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.urls import reverse

from patients.models import GlassBreak, Patient, RecordBlock
from practice import trail
from practice.gate import Elsewhere, Refused
from practice.permissions import Permission

WINDOW = dt.timedelta(minutes=10)


class Blocked(Refused):
    """This record opens only by breaking the glass; the gate shows where, to those who may."""

    def __init__(self, patient: Patient, *, instead: str = "") -> None:
        super().__init__("blocked record", instead=instead)
        self.patient = patient


class TooMany(Refused):
    """More records opened in ten minutes than anybody's work needs."""


def open_record(request: HttpRequest, patient_id: int, *, verb: str = "patient.opened") -> Patient:
    """The patient of the practice in the address, with the read written to the trail.

    Raises Http404 for another practice's id, Blocked for a colleague's or a relation's record,
    TooMany when one person opens records in bulk.
    """
    patient = find(request, patient_id)
    refuse_blocked(request, patient)
    refuse_bulk(request)
    trail.record(
        verb,
        by=request.member,
        now=request.now,
        practice=patient.practice_id,
        subject=patient,
        patient=patient,
    )
    return patient


def find(request: HttpRequest, patient_id: int) -> Patient:
    """The patient in the practice of the address, not yet opened; a merged record leads to the one that stands."""
    patient = request.practice.patients.filter(pk=patient_id).first()
    if patient is None:
        raise Http404
    if patient.merged_into_id:
        raise Elsewhere(same_page(request, patient.merged_into_id))
    return patient


def same_page(request: HttpRequest, patient_id: int) -> str:
    """The address of this page for another record."""
    match = request.resolver_match
    address = reverse(match.view_name, kwargs={**match.kwargs, "patient_id": patient_id})
    query = request.META.get("QUERY_STRING")
    return f"{address}?{query}" if query else address


def refuse_blocked(request: HttpRequest, patient: Patient) -> None:
    """A colleague's own record is shut to everybody, a relation's to its relation, until the glass is broken."""
    blocks = RecordBlock.objects.filter(practice=request.practice, patient=patient, ended_at=None).filter(
        models.Q(user_id=request.user.pk) | models.Q(kind=RecordBlock.Kind.OWN)
    )
    if not blocks.exists():
        return
    broken = GlassBreak.objects.filter(
        practice=request.practice, patient=patient, member__user_id=request.user.pk, until__gt=request.now
    )
    if not broken.exists():
        raise Blocked(patient, instead=glass_page(request, patient))


def glass_page(request: HttpRequest, patient: Patient) -> str:
    """Where the glass is broken, for those who may."""
    if Permission.BREAK_GLASS not in request.permissions:
        return ""
    return reverse("patients:break-glass", args=[request.practice.ods_code, patient.pk])


def refuse_bulk(request: HttpRequest) -> None:
    """The limit that a person's work never meets and a copying of the list does."""
    mine = [m.pk for m in request.memberships]
    opened = trail.opened_since(
        practice_ids=[m.practice_id for m in request.memberships],
        member_ids=mine,
        since=request.now - WINDOW,
    )
    if opened >= settings.OPENED_RECORDS_LIMIT:
        raise TooMany("too many records", status=429)
