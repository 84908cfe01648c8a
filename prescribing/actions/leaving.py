"""Somebody died or left the list: their referral closes with a neutral line, and is taken up again after a mistake."""

from django.db.models import QuerySet

from patients.leaving import Departure
from practice.models import Membership
from prescribing.actions import closing, placing
from prescribing.actions.moving import Stands, record
from prescribing.models import Placement, Referral

DIED = "The person died"
LEFT = "The person left the list"
TELL_THEM = "the service still waits for them"
WANTS = ["needs_somebody_at", "needs_somebody_because"]


def because_of(departure: Departure) -> str:
    return DIED if departure.died else LEFT


def stop(departure: Departure) -> None:
    """By nobody's choice: nobody is named where they died."""
    outcome = Referral.Outcome.DIED if departure.died else Referral.Outcome.MOVED
    by = departure.by if isinstance(departure.by, Membership) and not departure.died else None
    open_ones = departure.patient.referrals.open().select_for_update(of=("self",)).select_related("patient")
    for referral in open_ones.order_by("pk"):
        closing.end(referral, outcome, because_of(departure), by, departure.now)
        leave_services(referral, departure)
        record("referral.stopped", referral, by=departure.by, now=departure.now)


def leave_services(referral: Referral, departure: Departure) -> None:
    """A service that was written to still waits for them: a person tells it, by withdrawing them there."""
    for placement in sent_and_open(referral):
        placing.want(placement, f"{because_of(departure)}: {TELL_THEM}", departure.now)
        placement.save(update_fields=WANTS)


def take_up_services(referral: Referral) -> None:
    for placement in sent_and_open(referral).filter(needs_somebody_because__endswith=TELL_THEM):
        placing.want_nobody(placement)
        placement.save(update_fields=WANTS)


def sent_and_open(referral: Referral) -> QuerySet[Placement]:
    held = Placement.objects.open().select_for_update()
    mine = held.filter(practice_id=referral.practice_id, referral=referral, sent_at__isnull=False)
    return mine.order_by("pk")


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
        take_up_services(referral)
        record("referral.resumed", referral, by=departure.by, now=departure.now)
