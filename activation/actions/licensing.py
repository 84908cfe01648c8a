"""A practice notes the licence under which it uses somebody's questionnaire, and when that ends."""

import datetime as dt

from activation.models import HeldLicence
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership, Practice


@action
def note_licence(
    *, key: str, reference: str, expires_on: dt.date, by: Membership, now: dt.datetime
) -> HeldLicence:
    """The licence that is held from now on; an earlier one for the same questionnaire ends."""
    if expires_on < now.date():
        raise NotPossible("This licence has run out already.")
    Practice.objects.select_for_update(no_key=True).get(pk=by.practice_id)  # one after the other
    for before in HeldLicence.objects.filter(practice_id=by.practice_id, key=key, ended_at=None):
        end_licence(licence=before, by=by, now=now)
    noted = HeldLicence.objects.create(
        practice_id=by.practice_id,
        key=key,
        reference=reference,
        expires_on=expires_on,
        noted_at=now,
        noted_by=by,
    )
    details = {"key": key, "expires_on": expires_on.isoformat()}
    trail.record("licence.noted", by=by, now=now, practice=by.practice_id, subject=noted, details=details)
    return noted


@action
def end_licence(*, licence: HeldLicence, by: Membership, now: dt.datetime) -> HeldLicence:
    """It is not held any more. What was measured under it stays."""
    locked = HeldLicence.objects.select_for_update().get(pk=licence.pk)
    if locked.ended_at is not None:
        raise NotPossible("This licence has ended already.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    details = {"key": locked.key}
    trail.record(
        "licence.ended", by=by, now=now, practice=locked.practice_id, subject=locked, details=details
    )
    return locked
