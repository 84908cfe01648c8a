"""Ways to reach somebody: noted, changed, confirmed, ended."""

import datetime as dt
from typing import Any

from patients.models import ContactPoint, Patient
from practice import trail
from practice.acting import Stale, action
from practice.models import Membership

FIELDS = ("kind", "value", "whose", "may_send", "may_leave_voicemail", "safe_times", "confirmed_on")


@action
def add_contact_point(
    *, patient: Patient, values: dict[str, Any], by: Membership, now: dt.datetime
) -> ContactPoint:
    """A number or address, with whose it is and what is safe there."""
    point = ContactPoint.objects.create(practice_id=patient.practice_id, patient=patient, **values)
    _keep_here(point)
    _record("added", point, by, now)
    return point


@action
def change_contact_point(
    *, point: ContactPoint, version: int, values: dict[str, Any], by: Membership, now: dt.datetime
) -> ContactPoint:
    """Change what differs; raises Stale if somebody saved or ended it since `version`."""
    locked = ContactPoint.objects.select_for_update().get(pk=point.pk)
    if locked.version != version or locked.ended_at is not None:
        raise Stale(locked)
    changed = [name for name in FIELDS if name in values and getattr(locked, name) != values[name]]
    for name in changed:
        setattr(locked, name, values[name])
    if "value" in changed:
        locked.failures, locked.from_list = 0, False
        locked.changed_on = [*locked.changed_on, now.date()]
        changed += ["failures", "from_list", "changed_on"]
    locked.version += 1
    locked.save(update_fields=[*changed, "version"])
    _keep_here(locked)
    _record("changed", locked, by, now, fields=changed)
    return locked


@action
def confirm_contact_point(*, point: ContactPoint, by: Membership, now: dt.datetime) -> ContactPoint:
    """Asked today, and still right; what failed before is forgotten."""
    locked = ContactPoint.objects.select_for_update().get(pk=point.pk)
    locked.confirmed_on, locked.failures = now.date(), 0
    locked.version += 1
    locked.save(update_fields=["confirmed_on", "failures", "version"])
    _record("confirmed", locked, by, now)
    return locked


@action
def end_contact_point(*, point: ContactPoint, by: Membership, now: dt.datetime) -> ContactPoint:
    """Not theirs any more. Ending it twice changes nothing."""
    locked = ContactPoint.objects.select_for_update().get(pk=point.pk)
    if locked.ended_at is None:
        locked.ended_at, locked.ended_by = now, by
        locked.version += 1
        locked.save(update_fields=["ended_at", "ended_by", "version"])
        _keep_here(locked)
    _record("ended", locked, by, now)
    return locked


def _keep_here(point: ContactPoint) -> None:
    """What staff know about this kind of contact is not overwritten by the next list."""
    patient = Patient.objects.select_for_update().get(pk=point.patient_id)
    if point.kind not in patient.kept_here:
        patient.kept_here = sorted({*patient.kept_here, point.kind})
        patient.save(update_fields=["kept_here"])


def _record(what: str, point: ContactPoint, by: Membership, now: dt.datetime, **details: Any) -> None:
    trail.record(
        f"contactpoint.{what}",
        by=by,
        now=now,
        practice=point.practice_id,
        subject=point,
        patient=point.patient_id,
        details=details,
    )
