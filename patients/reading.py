"""Opening a record: the one function that every page of a person goes through."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse

from patients.models import GlassBreak, Patient, RecordBlock
from practice import trail
from practice.gate import Elsewhere, Refused
from practice.models import TrailEvent
from practice.requests import Request

WINDOW = dt.timedelta(minutes=10)


class Blocked(Refused):
    """This record opens only by breaking the glass."""

    def __init__(self, patient: Patient) -> None:
        super().__init__("blocked record")
        self.patient = patient


class TooMany(Refused):
    """More records opened in ten minutes than anybody's work needs."""


def open_record(request: Request, patient_id: int, *, verb: str = "patient.opened") -> Patient:
    """The patient of the practice in the address, with the read written to the trail.

    Raises Http404 for another practice's id, Blocked for a colleague's or a relation's record,
    TooMany when one person opens records in bulk. One query and one trail event. A record that was
    merged leads to the one that stands.
    """
    asked = request.practice.patients.filter(pk=patient_id)
    patient = asked.annotate(shut=is_shut(request), opened_lately=opened_lately(request)).first()
    refuse_gone(request, patient)
    if patient.shut:
        raise Blocked(patient)
    if patient.opened_lately >= settings.OPENED_RECORDS_LIMIT:
        raise TooMany("too many records", status=429)
    trail.record(
        verb,
        by=request.member,
        now=request.now,
        practice=patient.practice_id,
        subject=patient,
        patient=patient,
    )
    return patient


def find(request: Request, patient_id: int) -> Patient:
    """The patient in the practice of the address, not yet opened."""
    patient = request.practice.patients.filter(pk=patient_id).first()
    refuse_gone(request, patient)
    return patient


def refuse_gone(request: Request, patient: Patient | None) -> None:
    """No such record here, or one that is now part of another: the same page of that one."""
    if patient is None:
        raise Http404
    if patient.merged_into_id is None:
        return
    match = request.resolver_match
    page = match.view_name if "patient_id" in match.kwargs else "patients:record"
    named = match.kwargs if "patient_id" in match.kwargs else {"ods_code": request.practice.ods_code}
    address = reverse(page, kwargs={**named, "patient_id": patient.merged_into_id})
    query = request.META.get("QUERY_STRING")
    raise Elsewhere(f"{address}?{query}" if query else address)


def refuse_blocked(request: Request, patient: Patient) -> None:
    """One's own and a relation's record stay shut; a colleague's own opens by breaking the glass."""
    if request.practice.patients.filter(is_shut(request), pk=patient.pk).exists():
        raise Blocked(patient)


def is_shut(request: Request) -> Q:
    """Blocked for this member, and the glass not broken in the last thirty minutes."""
    here = {"practice": OuterRef("practice"), "patient": OuterRef("pk")}
    blocks = RecordBlock.objects.filter(**here, ended_at=None).filter(
        Q(user_id=request.user.pk) | Q(kind=RecordBlock.Kind.OWN)
    )
    broken = GlassBreak.objects.filter(**here, member__user_id=request.user.pk, until__gt=request.now)
    return Q(Exists(blocks)) & ~Q(Exists(broken))


def opened_lately(request: Request) -> models.expressions.Combinable:
    """How many different records this person opened in the last ten minutes, in any of their practices."""
    opened = TrailEvent.objects.filter(
        practice__in=[m.practice_id for m in request.memberships],
        actor_kind="member",
        actor_id__in=[m.pk for m in request.memberships],
        verb__in=("patient.opened", "patient.shown"),
        at__gte=request.now - WINDOW,
    )
    counted = (
        opened.order_by().values("actor_kind").annotate(n=Count("patient_id", distinct=True)).values("n")
    )
    return Coalesce(Subquery(counted), 0)
