"""A letter has gone when a colleague has printed it and says so; and that can be taken back."""

import datetime as dt

from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from reminders import reasons
from reminders.actions.dealing import lock, record
from reminders.kinds import Channel, Outcome
from reminders.models import Message


@action
def printed(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """Printed and in the post. A second press changes nothing."""
    locked = lock(message)
    if locked.outcome != Outcome.SENT:
        if not (locked.needs_somebody and is_made(locked)):
            raise NotPossible("This letter does not wait to be printed.")
        locked.outcome, locked.sent_at, locked.settled_at, locked.reason = Outcome.SENT, now, now, ""
        locked.save(update_fields=["outcome", "sent_at", "settled_at", "reason"])
    record("message.printed", locked, by=by, now=now)
    return locked


@action
def not_printed(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """It has not gone after all: it waits again."""
    locked = lock(message)
    if locked.outcome == Outcome.SENT:
        if not is_made(locked):
            raise NotPossible("This is not a letter.")
        locked.outcome, locked.sent_at, locked.reason = Outcome.BY_HAND, None, reasons.TO_PRINT
        locked.save(update_fields=["outcome", "sent_at", "reason"])
    record("message.not_printed", locked, by=by, now=now)
    return locked


def is_made(message: Message) -> bool:
    return message.channel == Channel.LETTER and bool(message.words)
