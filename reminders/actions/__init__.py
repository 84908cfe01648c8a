"""What people do with messages: a call was made, a message that did not arrive was looked into; and undo."""

import datetime as dt

from django.db.models import Q

from activation.actions import asking_text
from activation.actions.common import lock as lock_measurement
from activation.models import Measurement
from patients.leaving import Departure
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from reminders import links, reasons
from reminders.kinds import Outcome
from reminders.models import Due, Message
from reminders.planning import wait_again


@action
def deal_with(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """Somebody did what this asked of a person. A second press changes nothing."""
    locked = lock(message)
    if not locked.outcome or not (locked.needs_somebody or locked.done_at):
        raise NotPossible("Nothing is asked of anybody here.")
    if locked.done_at is None:
        locked.done_at, locked.done_by = now, by
        locked.save(update_fields=["done_at", "done_by"])
    record("message.dealt_with", locked, by=by, now=now)
    return locked


@action
def undo(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """It was pressed by mistake: it is to be done again."""
    locked = lock(message)
    if locked.done_at is not None:
        locked.done_at = locked.done_by = None
        locked.save(update_fields=["done_at", "done_by"])
    record("message.undone", locked, by=by, now=now)
    return locked


@action
def send_link(*, measurement: Measurement, by: Membership, now: dt.datetime) -> Measurement:
    """The link to a questionnaire goes out in a message. While one is on its way, no second one is asked for."""
    locked = lock_measurement(measurement)
    if locked.text_asked_at and links.is_on_its_way(links.message_about(locked)):
        raise NotPossible("It is on its way already.")
    return asking_text.send_by_text(measurement=locked, by=by, now=now)


@action
def keep_link(*, measurement: Measurement, by: Membership, now: dt.datetime) -> Measurement:
    """Taken back, if it has certainly not gone. While this holds the measurement, no sender makes a link for it."""
    locked = lock_measurement(measurement)
    if not links.can_be_kept(links.message_about(locked), now):
        raise NotPossible("It has gone, or may have gone.")
    return asking_text.do_not_send(measurement=locked, by=by, now=now)


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


def lock(message: Message) -> Message:
    return Message.objects.select_for_update().get(pk=message.pk)


def record(verb: str, message: Message, *, by: Membership, now: dt.datetime) -> None:
    trail.record(
        verb, by=by, now=now, practice=message.practice_id, subject=message, patient=message.patient_id
    )
