"""Somebody asks what is held about them: opened, checked, extended, handed over, ended, opened again."""

import datetime as dt
from typing import Any

from insight.models import AccessRequest
from insight.whole.due import first_month_over
from patients.models import Patient
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership

OVER = "This request is over. Open it again to go on with it."
APPROVED = "It has been approved. Take the approval back first."
CHECKED = ("identity", "identity_words", "authority", "authority_words")


@action
def open_request(
    *, patient: Patient, values: dict[str, Any], by: Membership, now: dt.datetime
) -> AccessRequest:
    """It came in: on that day the month begins, whoever took it in and however it was worded."""
    if values["came_on"] > now.date():
        raise NotPossible("The day on which it came in must be today or earlier.")
    request = AccessRequest.objects.create(
        practice_id=patient.practice_id, patient=patient, **values, opened_at=now, opened_by=by
    )
    record("access_request.opened", request, by=by, now=now, asker=request.asker)
    return request


@action
def check_asker(
    *, request: AccessRequest, version: int, values: dict[str, str], by: Membership, now: dt.datetime
) -> AccessRequest:
    """Who they are, and where it is about somebody else, that they may ask."""
    locked = as_shown(request, version)
    refuse_approved(locked)
    if locked.for_somebody_else and not values["authority"]:
        raise NotPossible("Say which authority was seen: the record is somebody else’s.")
    for name in CHECKED:
        setattr(locked, name, values[name])
    locked.identity_at, locked.identity_by = now, by
    locked.authority_at, locked.authority_by = (now, by) if values["authority"] else (None, None)
    save(locked, *CHECKED, "identity_at", "identity_by", "authority_at", "authority_by")
    record("access_request.checked", locked, by=by, now=now)
    return locked


@action
def extend(
    *, request: AccessRequest, version: int, because: str, by: Membership, now: dt.datetime
) -> AccessRequest:
    """Two months more, of which the person is told, with the reason, within the first."""
    locked = as_shown(request, version)
    if locked.extended_at:
        raise NotPossible("It has been extended already. The law gives no third time.")
    if first_month_over(locked.came_on, now.date()):
        raise NotPossible("The first month is over. It can no longer be extended.")
    locked.extended_at, locked.extended_by, locked.extended_because = now, by, because
    save(locked, "extended_at", "extended_by", "extended_because")
    record("access_request.extended", locked, by=by, now=now)
    return locked


@action
def hand_over(
    *, request: AccessRequest, version: int, how: str, to_whom: str, by: Membership, now: dt.datetime
) -> AccessRequest:
    """The copy that was approved has gone: how, and to whom."""
    locked = as_shown(request, version)
    if not locked.approved_at:
        raise NotPossible("Nothing goes out before it is approved.")
    locked.handed_at, locked.handed_by, locked.handed, locked.handed_to = now, by, how, to_whom
    save(locked, "handed_at", "handed_by", "handed", "handed_to")
    record("access_request.handed_over", locked, by=by, now=now, how=how)
    return locked


@action
def end(
    *, request: AccessRequest, version: int, how: str, because: str, by: Membership, now: dt.datetime
) -> AccessRequest:
    """Withdrawn, refused, or never meant: with a reason, and the approval, if there was one, void."""
    locked = as_shown(request, version)
    locked.ended_at, locked.ended_by, locked.ended, locked.ended_because = now, by, how, because
    locked.approved_at, locked.approved_by, locked.approved_alone = None, None, False
    save(
        locked,
        "ended_at",
        "ended_by",
        "ended",
        "ended_because",
        "approved_at",
        "approved_by",
        "approved_alone",
    )
    record("access_request.ended", locked, by=by, now=now, how=how)
    return locked


@action
def open_again(*, request: AccessRequest, by: Membership, now: dt.datetime) -> AccessRequest:
    """It was not over. The month still counts from the day on which it came in."""
    locked = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.ended_at:
        raise NotPossible("This request has not ended.")
    locked.ended_at, locked.ended_by, locked.ended, locked.ended_because = None, None, "", ""
    save(locked, "ended_at", "ended_by", "ended", "ended_because")
    record("access_request.opened_again", locked, by=by, now=now)
    return locked


def running(request: AccessRequest) -> AccessRequest:
    """Held until the end; nothing of one that is over is changed."""
    locked = AccessRequest.objects.select_for_update().select_related("patient").get(pk=request.pk)
    if not locked.is_open:
        raise NotPossible(OVER)
    return locked


def as_shown(request: AccessRequest, version: int) -> AccessRequest:
    locked = running(request)
    if locked.version != version:
        raise Stale(locked)
    return locked


def refuse_approved(request: AccessRequest) -> None:
    if request.approved_at:
        raise NotPossible(APPROVED)


def save(request: AccessRequest, *names: str) -> None:
    request.version += 1
    request.save(update_fields=[*names, "version"])


def record(verb: str, request: AccessRequest, *, by: Membership, now: dt.datetime, **details: Any) -> None:
    about: dict[str, Any] = {"subject": request, "patient": request.patient_id, "details": details}
    trail.record(verb, by=by, now=now, practice=request.practice_id, **about)
