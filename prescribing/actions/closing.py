"""A referral ends with an outcome and a reason, and can be opened again."""

import datetime as dt

from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from prescribing.actions.moving import ORDER, Stands, lock, record, stand
from prescribing.actions.referring import refuse_twice, refuse_unfit
from prescribing.models import Referral, ReferralStep
from prescribing.models.referral import OVER

ENDED = ("outcome", "closed_at", "closed_by", "closed_because")
WAITS = (
    "{name} still waits at {count}. Say how it ended there, or withdraw it, so that nobody there waits for somebody"
    " who will not come."
)


@action
def close(
    *,
    referral: Referral,
    version: int,
    outcome: str,
    because: str,
    by: Membership,
    now: dt.datetime,
) -> Referral:
    """No closing without an outcome and a reason, and not while a service waits for the person."""
    locked = lock(referral, version)
    if locked.stands in OVER:
        raise NotPossible("This referral is closed already.")
    if not because.strip():
        raise NotPossible("Say why, in a few words.")
    refuse_waiting(locked)
    end(locked, outcome, because, by, now)
    record("referral.closed", locked, by=by, now=now, outcome=outcome)
    return locked


def end(referral: Referral, outcome: str, because: str, by: Membership | None, now: dt.datetime) -> None:
    referral.outcome, referral.closed_at, referral.closed_by = outcome, now, by
    referral.closed_because, referral.next_on, referral.next_words = because, None, ""
    stand(referral, Stands.CLOSED, now, by, because, *ENDED, "next_on", "next_words")


@action
def reopen(*, referral: Referral, version: int, because: str, by: Membership, now: dt.datetime) -> Referral:
    """It goes on from where it stood before."""
    locked = lock(referral, version)
    if locked.stands != Stands.CLOSED:
        raise NotPossible("Only a closed referral can be opened again.")
    refuse_unfit(locked.patient, now)
    refuse_twice(locked.patient)
    open_again(locked, because, by, now)
    record("referral.reopened", locked, by=by, now=now)
    return locked


def open_again(referral: Referral, because: str, by: Membership | None, now: dt.datetime) -> None:
    """With the worker it had, if that one still works here; else with nobody."""
    referral.outcome, referral.closed_at, referral.closed_by, referral.closed_because = "", None, None, ""
    if referral.worker is not None and referral.worker.ended_at:
        referral.worker = None
    stand(referral, stood_before(referral), now, by, because, *ENDED, "worker")


def stood_before(referral: Referral) -> str:
    """The last stage that it reached before it was closed."""
    stages = ReferralStep.objects.filter(
        practice_id=referral.practice_id, referral=referral, kind__in=ORDER
    ).order_by("-happened_at", "-pk")
    last = stages.first()
    return last.kind if last else Stands.ASKED


def refuse_waiting(referral: Referral) -> None:
    """A service that was written to must not wait for somebody who will not come."""
    waiting = referral.placements.open().exclude(stands__in=("chosen", "came"))
    count = waiting.count()
    if count:
        said = "a service" if count == 1 else f"{count} services"
        raise NotPossible(WAITS.format(name=referral.patient.called, count=said))
