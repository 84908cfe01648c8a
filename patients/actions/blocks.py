"""Colleagues are patients too: whose record somebody must not open in passing."""

import datetime as dt

from django.db import IntegrityError, transaction

from patients.models import Patient, RecordBlock
from practice import trail
from practice.acting import action
from practice.actions import NotPossible, refuse_own
from practice.models import Membership, User


@action
def set_block(
    *, patient: Patient, user: User, kind: RecordBlock.Kind, by: Membership, now: dt.datetime
) -> RecordBlock:
    """This is the colleague's own record, or a relation's: said by themselves or by whoever manages the team."""
    values = {"user": user, "kind": kind, "set_at": now, "set_by": by}
    try:
        with transaction.atomic():
            block = RecordBlock.objects.create(practice_id=patient.practice_id, patient=patient, **values)
    except IntegrityError as error:
        if "block_once" not in str(error):
            raise
        raise NotPossible("This record is already blocked for them.") from None
    return told("block.set", block, by, now)


@action
def end_block(*, block: RecordBlock, by: Membership, now: dt.datetime) -> RecordBlock:
    """It was a mistake, or does not hold any more; nobody opens the way for themselves."""
    refuse_own(block.user_id, by, "blocks")
    locked = RecordBlock.objects.select_for_update().get(pk=block.pk)
    if locked.ended_at is not None:
        raise NotPossible("This block has already been taken away.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    return told("block.ended", locked, by, now)


def told(verb: str, block: RecordBlock, by: Membership, now: dt.datetime) -> RecordBlock:
    trail.record(verb, by=by, now=now, practice=block.practice_id, subject=block, patient=block.patient_id)
    return block
