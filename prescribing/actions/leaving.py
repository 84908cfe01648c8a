"""Somebody died or left the list: their referral closes with a neutral line, and is taken up again after a mistake."""

from patients.leaving import Departure
from practice.models import Membership
from prescribing.actions import closing
from prescribing.actions.moving import Stands, record
from prescribing.models import Referral

DIED = "The person died"
LEFT = "The person left the list"


def because_of(departure: Departure) -> str:
    return DIED if departure.died else LEFT


def stop(departure: Departure) -> None:
    """By nobody's choice: nobody is named where they died."""
    outcome = Referral.Outcome.DIED if departure.died else Referral.Outcome.MOVED
    by = departure.by if isinstance(departure.by, Membership) and not departure.died else None
    open_ones = departure.patient.referrals.open().select_for_update(of=("self",)).select_related("patient")
    for referral in open_ones.order_by("pk"):
        closing.end(referral, outcome, because_of(departure), by, departure.now)
        record("referral.stopped", referral, by=departure.by, now=departure.now)


def resume(departure: Departure) -> None:
    """Only what that stop closed, and only if nothing else keeps the person off the list."""
    patient = departure.patient
    if patient.died_on or patient.left_on or patient.referrals.open().exists():
        return
    stopped = patient.referrals.filter(stands=Stands.CLOSED, closed_because=because_of(departure))
    rows = stopped.select_for_update(of=("self",)).select_related("patient")
    for referral in rows.order_by("-closed_at", "-pk"):
        if referral.beside_since is None and patient.referrals.open().filter(beside_since=None).exists():
            continue
        closing.open_again(referral, "Taken back", None, departure.now)
        record("referral.resumed", referral, by=departure.by, now=departure.now)
