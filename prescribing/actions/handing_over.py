"""One referral, or everything of somebody who leaves, goes over to colleagues."""

import datetime as dt
from collections.abc import Mapping

from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from prescribing.actions.moving import note_step, record, save
from prescribing.actions.triaging import refuse_worker
from prescribing.models import Referral

NOTHING = "Nothing is open with this colleague any more, so there is nothing to hand over."


@action
def hand_over(
    *,
    giver: Membership,
    to: Mapping[int, Membership | None],
    by: Membership,
    now: dt.datetime,
    because: str = "",
) -> list[Referral]:
    """`to` says who takes which, by the referral's id; nobody means back on the list. Where each stands stays.

    What was handed over or closed meanwhile is left alone.
    """
    mine = Referral.objects.open().filter(practice_id=giver.practice_id, worker=giver, pk__in=to)
    moved = []
    for referral in mine.select_for_update(of=("self",)).order_by("pk"):
        taker = to[referral.pk]
        if taker is not None:
            refuse_worker(referral, taker)
        referral.worker = taker
        save(referral, "worker")
        note_step(referral, now, by, because or went(giver, taker))
        goes_to = {"from": giver.pk, "to": taker.pk if taker else None}
        record("referral.handed_over", referral, by=by, now=now, **goes_to)
        moved.append(referral)
    if not moved:
        raise NotPossible(NOTHING)
    return moved


def went(giver: Membership, taker: Membership | None) -> str:
    return f"From {giver.name} to {taker.name}" if taker else f"{giver.name} gave it back"
