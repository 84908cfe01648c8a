"""Somebody died or left: nothing more goes to them; and it was a mistake."""

from django.db.models import Q

from patients.leaving import Departure
from practice import trail
from reminders import reasons
from reminders.kinds import Outcome
from reminders.models import Due, Message
from reminders.planning import wait_again


def stop(departure: Departure) -> None:
    """Somebody died or left: nothing more is sent to them, and nobody is asked to ring them."""
    patient = departure.patient
    mine = Message.objects.filter(practice_id=patient.practice_id, patient=patient)
    # The queue's rows first, as a sender takes them: whoever is being written to this moment is waited for.
    open_states = (Due.State.WAITING, Due.State.KEPT)
    queued = Due.objects.filter(message__in=mine, state__in=open_states).order_by("pk")
    waiting = list(queued.select_for_update(of=("self",)).values_list("pk", flat=True))
    open_ones = mine.filter(Q(outcome="") | Q(outcome=Outcome.BY_HAND, done_at=None))
    reason = reasons.DIED if departure.died else reasons.LEFT
    stopped = open_ones.update(
        outcome=Outcome.DROPPED, settled_at=departure.now, held_until=None, reason=reason
    )
    Due.objects.filter(pk__in=waiting).update(state=Due.State.SETTLED, lease_until=None)
    told("messages.stopped", departure, stopped)


def resume(departure: Departure) -> None:
    """It was a mistake: what was stopped waits again, and whether it may go is asked when it is due."""
    patient = departure.patient
    mine = Message.objects.filter(practice_id=patient.practice_id, patient=patient, outcome=Outcome.DROPPED)
    reason = reasons.DIED if departure.died else reasons.LEFT
    told("messages.resumed", departure, wait_again(mine.filter(reason=reason)))


def told(verb: str, departure: Departure, messages: int) -> None:
    """One event, and only where there was something to stop or take up."""
    if messages:
        patient = departure.patient
        details = {"messages": messages}
        trail.record(
            verb,
            by=departure.by,
            now=departure.now,
            practice=patient.practice_id,
            patient=patient,
            details=details,
        )
