"""A message goes back to the referrer or the GP, on purpose: its words are kept as they went."""

import datetime as dt

from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from prescribing.actions.moving import lock, record
from prescribing.models import MessageBack, Referral


@action
def give_back(
    *, referral: Referral, way: str, to_whom: str, words: str, by: Membership, now: dt.datetime
) -> MessageBack:
    """Printed, saved or copied, by the press of a colleague who saw it."""
    locked = lock(referral)
    if locked.stands == Referral.Stands.IN_ERROR:
        raise NotPossible("This referral was entered in error: nothing of it is given to anybody.")
    given = MessageBack.objects.create(
        practice_id=locked.practice_id,
        patient_id=locked.patient_id,
        referral=locked,
        way=way,
        to_whom=to_whom,
        words=words,
        given_at=now,
        given_by=by,
    )
    record("referral.message_given", locked, by=by, now=now, way=way)
    return given
