"""A person chooses a service; or lets it go again."""

import datetime as dt

from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.clock import day_of
from practice.models import Membership
from prescribing.actions import placing
from prescribing.actions.moving import lock
from prescribing.actions.referring import refuse_over, refuse_unfit
from prescribing.fit import against
from prescribing.fit_of import fit_of
from prescribing.models import Placement, PlacementEvent, Referral, Service

ALREADY = "They have chosen this service already. Go on from there."
SAY_WHY = "Say why it is right for them all the same: {against}."
OVER = "This has ended already."


@action
def choose(
    *, referral: Referral, service: Service, fit_because: str, by: Membership, now: dt.datetime
) -> Placement:
    """Nothing goes out yet. Against a no of the fit check only with a reason."""
    locked = lock(referral)
    refuse_over(locked)
    refuse_unfit(locked.patient, now)
    if Placement.objects.open().filter(referral=locked, service=service).exists():
        raise NotPossible(ALREADY)
    refuse_misfit(locked, service, fit_because, now)
    placement = Placement.objects.create(
        practice_id=locked.practice_id,
        referral=locked,
        patient_id=locked.patient_id,
        service=service,
        stands=Placement.Stands.CHOSEN,
        stands_since=now,
        chosen_at=now,
        chosen_by=by,
        fit_because=fit_because,
    )
    placing.tell("placement.chosen", placement, by=by, now=now)
    return placement


def refuse_misfit(referral: Referral, service: Service, because: str, now: dt.datetime) -> None:
    found = against(fit_of(referral.patient, service, day_of(now)).findings)
    if found and not because.strip():
        raise NotPossible(SAY_WHY.format(against="; ".join(line.words for line in found)))


@action
def withdraw(
    *, placement: Placement, version: int, because: str, by: Membership, now: dt.datetime
) -> PlacementEvent:
    """They do not want it, or it was a mistake: what was not sent is not sent, and links to it end."""
    locked = placing.lock(placement)
    if locked.ended_at is not None:
        raise NotPossible(OVER)
    if locked.version != version:
        raise Stale(locked)
    kind, who = PlacementEvent.Kind.WITHDRAWN, PlacementEvent.Who.COLLEAGUE
    return placing.note(locked, kind=kind, who=who, by=by, now=now, words=because)
