"""Somebody died or left the list: nobody asks them or rings them any more; a mistake is taken back."""

from django.db.models import F

from outreach.models import Invitation
from patients.leaving import Departure
from practice import trail
from practice.models import Membership

Closed = Invitation.Closed


def stop(departure: Departure) -> None:
    """What was answered stays as it was."""
    by = departure.by if isinstance(departure.by, Membership) else None
    open_ones = Invitation.objects.open().filter(**mine(departure))
    closed = {"closed": Closed.GONE, "closed_at": departure.now, "closed_by": by}
    told("invite.stopped", departure, open_ones.update(**closed, version=F("version") + 1))


def resume(departure: Departure) -> None:
    """They may be asked again, unless the wave has been stopped meanwhile."""
    patient = departure.patient
    if patient.died_on or patient.left_on:
        return
    gone = Invitation.objects.filter(**mine(departure), closed=Closed.GONE, wave__stopped_at=None)
    opened = {"closed": "", "closed_at": None, "closed_by": None}
    told("invite.resumed", departure, gone.update(**opened, version=F("version") + 1))


def mine(departure: Departure) -> dict[str, object]:
    return {"practice": departure.patient.practice_id, "patient": departure.patient}


def told(verb: str, departure: Departure, invitations: int) -> None:
    """One event, and only where there was something."""
    if invitations:
        patient = departure.patient
        trail.record(
            verb,
            by=departure.by,
            now=departure.now,
            practice=patient.practice_id,
            patient=patient,
            details={"invitations": invitations},
        )
