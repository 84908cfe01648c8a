"""What the pages of requests look up: everything starts at the practice of the address."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from coaching.models import SessionDraft
from insight.models import AccessCopy, AccessRequest, AccessText
from patients.glass import standing_blocks
from patients.models import RecordBlock
from patients.reading import open_record, shown
from practice.gate import Refused
from practice.requests import Request

PEOPLE = ("patient", "opened_by__user", "identity_by__user", "extended_by__user", "approved_by__user")
MORE_PEOPLE = ("authority_by__user", "handed_by__user", "ended_by__user")
OVER_SHOWN = 50


def requests(request: Request) -> QuerySet[AccessRequest]:
    """Each with how many texts it has and how many were read; none about the reader or a relation of theirs."""
    theirs = RecordBlock.objects.filter(
        practice=OuterRef("practice"), patient=OuterRef("patient"), user=request.user, ended_at=None
    )
    rows = AccessRequest.objects.filter(~Exists(theirs), practice=request.practice).select_related("patient")
    standing = Q(texts__gone_at=None)
    return rows.annotate(
        texts_in_all=Count("texts", filter=standing),
        texts_read=Count("texts", filter=standing & ~Q(texts__decision="")),
    )


def open_requests(request: Request) -> list[AccessRequest]:
    """What is due first stands first."""
    return sorted(requests(request).open(), key=lambda one: (one.due_on, one.pk))  # type: ignore[attr-defined]


def over(request: Request) -> list[AccessRequest]:
    rows = requests(request).exclude(handed_at=None, ended_at=None)
    return list(rows.order_by("-opened_at", "-pk")[:OVER_SHOWN])


def request_here(request: Request, access_request_id: int) -> AccessRequest:
    """One request with whose record it is; nobody answers for their own record or for a relation's."""
    rows = AccessRequest.objects.filter(practice=request.practice, pk=access_request_id)
    found = rows.select_related(*PEOPLE, *MORE_PEOPLE).first()
    if found is None:
        raise Http404
    found.practice = found.patient.practice = request.practice
    if standing_blocks(request.practice).filter(patient=found.patient_id, user=request.user).exists():
        raise Refused("their own request")
    shown(request, found.patient)
    return found


def opened_here(request: Request, access_request_id: int) -> AccessRequest:
    """One whose texts are looked at: the record is opened, and a blocked one only in an emergency."""
    found = request_here(request, access_request_id)
    found.patient = open_record(request, found.patient_id)
    return found


def texts_of(found: AccessRequest) -> list[AccessText]:
    """Those that stand in the record now."""
    rows = AccessText.objects.filter(practice_id=found.practice_id, request=found, gone_at=None)
    return list(rows.select_related("reviewed_by__user").order_by("model", "row_id", "pk"))


def text_here(found: AccessRequest, access_text_id: int) -> AccessText:
    row = next((one for one in texts_of(found) if one.pk == access_text_id), None)
    if row is None:
        raise Http404
    row.request = found
    return row


def copy_of(found: AccessRequest) -> AccessCopy | None:
    """The newest, where it is approved."""
    if not found.approved_at:
        return None
    rows = AccessCopy.objects.filter(practice_id=found.practice_id, request=found)
    return rows.order_by("-made_at", "-pk").first()


def being_written(found: AccessRequest) -> int:
    """Notes that somebody is writing now: once they are signed they belong to the answer."""
    drafts = SessionDraft.objects.filter(practice_id=found.practice_id, session__patient=found.patient_id)
    return drafts.values("session").distinct().count()


def of_record(request: Request, patient_ids: Iterable[int]) -> AccessRequest | None:
    """The one that is open about this person, if there is one."""
    rows = AccessRequest.objects.filter(practice=request.practice, patient__in=patient_ids)
    return rows.open().order_by("pk").first()
