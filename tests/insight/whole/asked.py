"""Requests for what is held, made through the actions."""

import datetime as dt
from typing import Any

from insight.actions import access_copies, access_requests, access_texts
from insight.models import AccessRequest, AccessText
from patients.actions.noting import note
from patients.models import Need, Patient, Supporter
from practice.models import Membership, Practice
from tests import build

TODAY = build.NOW.date()
FROM_THEM: dict[str, Any] = {
    "asker": "person",
    "asker_name": "",
    "came_on": TODAY,
    "came": "email",
    "wants": "",
}
SEEN = {"identity": "photo", "identity_words": "Passport ending 123", "authority": "", "authority_words": ""}
SIGNED = {"authority": "signed", "authority_words": "Signed on 1 March 2026"}


def clinician(practice: Practice) -> Membership:
    """Whoever reads; where the practice has none, whoever has worked there longest."""
    found = Membership.objects.filter(practice=practice, role="clinician", ended_at=None)
    return found.select_related("user").first() or build.a_colleague(practice)


def somebody(practice: Practice) -> Patient:
    """With two things that somebody wrote down."""
    patient, by = build.a_patient(practice), build.a_colleague(practice)
    sister = {"name": "Ada Webb", "relation": "Sister"}
    for model, values in ((Need, {"kind": "format", "words": "Large print"}), (Supporter, sister)):
        note(patient=patient, model=model, values=values, by=by, now=build.NOW)
    return patient


def opened(patient: Patient, now: dt.datetime = build.NOW, **values: Any) -> AccessRequest:
    by = build.a_colleague(patient.practice)
    return access_requests.open_request(patient=patient, values=FROM_THEM | values, by=by, now=now)


def gathered(practice: Practice, patient: Patient | None = None, **values: Any) -> AccessRequest:
    request = opened(patient or somebody(practice), **values)
    return access_texts.gather(request=request, by=build.a_colleague(practice), now=build.NOW)


def again(request: AccessRequest) -> AccessRequest:
    return AccessRequest.objects.select_related("patient__practice").get(pk=request.pk)


def checked(request: AccessRequest, **values: str) -> AccessRequest:
    by, now = build.a_colleague(request.patient.practice), build.NOW
    version = again(request).version
    return access_requests.check_asker(request=request, version=version, values=SEEN | values, by=by, now=now)


def texts(request: AccessRequest) -> list[AccessText]:
    return list(AccessText.objects.filter(request=request, gone_at=None).order_by("pk"))


def a_text(practice: Practice, request_id: int) -> AccessText:
    return AccessText.objects.filter(practice=practice, request=request_id).order_by("pk")[0]


def all_given(request: AccessRequest, by: Membership) -> None:
    shown = {row.pk: row.version for row in texts(request) if not row.decision}
    access_texts.give_as_they_are(request=request, shown=shown, by=by, now=build.NOW)


def left_out(row: AccessText, by: Membership, **values: Any) -> AccessText:
    said = {"decision": "part", "out": ["Ada Webb"], "reason": "somebody", "because": ""} | values
    return access_texts.decide(text=row, version=row.version, **said, by=by, now=build.NOW)


def approved(request: AccessRequest, by: Membership) -> Any:
    version = again(request).version
    return access_copies.approve(request=request, version=version, by=by, now=build.NOW)
