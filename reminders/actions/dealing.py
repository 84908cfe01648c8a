"""What a message asked of a person is done: a call was made, one that did not arrive was looked into; and undo."""

import datetime as dt

from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from reminders.models import Message


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


def lock(message: Message) -> Message:
    return Message.objects.select_for_update().get(pk=message.pk)


def record(verb: str, message: Message, *, by: Membership, now: dt.datetime) -> None:
    trail.record(
        verb, by=by, now=now, practice=message.practice_id, subject=message, patient=message.patient_id
    )
