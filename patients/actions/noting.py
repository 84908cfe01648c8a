"""Needs, supporters, circumstances, consents and staff notes: noted, written anew, ended; never erased."""

import datetime as dt
from typing import Any

from patients.models import Circumstance, Consent, Patient
from patients.models.care import Noted
from practice import trail
from practice.acting import Stale, action
from practice.models import Membership

# Only one of these can stand for each kind: a new answer ends the old one.
ONE_OF_EACH = (Circumstance, Consent)


@action
def note(
    *,
    patient: Patient,
    model: type[Noted],
    values: dict[str, Any],
    by: Membership,
    now: dt.datetime,
    instead_of: int | None = None,
) -> Noted:
    """Something is noted. With `instead_of`, it takes the place of an older note that still stands.

    Raises Stale when that older note was ended in the meantime.
    """
    Patient.objects.select_for_update().get(pk=patient.pk)
    standing = model._default_manager.filter(practice=patient.practice_id, patient=patient, ended_at=None)
    if instead_of is not None and not standing.filter(pk=instead_of).exists():
        raise Stale(patient)
    if model in ONE_OF_EACH:
        old = standing.filter(kind=values["kind"])
        refuse_answered(patient, old, instead_of)
        _end(old, by, now)
    if instead_of is not None:
        _end(standing.filter(pk=instead_of), by, now)
    noted = model._default_manager.create(
        practice_id=patient.practice_id, patient=patient, noted_at=now, noted_by=by, **values
    )
    _record("noted", noted, by, now)
    return noted


def refuse_answered(patient: Patient, old: Any, instead_of: int | None) -> None:
    """A circumstance that was not asked when the page was opened has been answered since."""
    if old.model is Circumstance and old.exclude(pk=instead_of).exists():
        raise Stale(patient)


@action
def end_note(*, item: Noted, by: Membership, now: dt.datetime) -> Noted:
    """It does not hold any more. Ending it twice changes nothing."""
    locked = type(item)._default_manager.select_for_update().get(pk=item.pk)
    if locked.ended_at is None:
        locked.ended_at, locked.ended_by = now, by
        locked.save(update_fields=["ended_at", "ended_by"])
    _record("ended", locked, by, now)
    return locked


@action
def withdraw_consent(*, consent: Consent, by: Membership, now: dt.datetime) -> Consent:
    """They agreed and do so no longer: a fact of its own, so that nobody takes silence for a yes."""
    if consent.ended_at is not None:
        _record("withdrawn", consent, by, now)
        return consent
    _end(Consent.objects.filter(pk=consent.pk, ended_at=None), by, now)
    refused = Consent.objects.create(
        practice_id=consent.practice_id,
        patient_id=consent.patient_id,
        kind=consent.kind,
        agreed=False,
        given_by=consent.given_by,
        words="Withdrawn",
        from_on=now.date(),
        noted_at=now,
        noted_by=by,
    )
    _record("withdrawn", refused, by, now)
    return refused


def _end(items: Any, by: Membership, now: dt.datetime) -> None:
    items.update(ended_at=now, ended_by=by)


def _record(what: str, item: Noted, by: Membership, now: dt.datetime) -> None:
    trail.record(
        f"{item._meta.model_name}.{what}",
        by=by,
        now=now,
        practice=item.practice_id,
        subject=item,
        patient=item.patient_id,
    )
