"""The same press for several messages at once."""

import datetime as dt
from collections.abc import Sequence

from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from reminders.actions import dealing
from reminders.models import Message

NONE_OF_THEM = "Somebody else has dealt with these meanwhile."


@action
def deal_with_all(*, messages: Sequence[Message], by: Membership, now: dt.datetime) -> int:
    """Each keeps an event of its own; what somebody else has done meanwhile is passed over."""
    done = 0
    for message in messages:
        if message.needs_somebody:
            dealing.deal_with(message=message, by=by, now=now)
            done += 1
    if not done:
        raise NotPossible(NONE_OF_THEM)
    return done


@action
def undo_all(*, messages: Sequence[Message], by: Membership, now: dt.datetime) -> int:
    """They are to be done after all."""
    undone = 0
    for message in messages:
        if message.done_at is not None:
            dealing.undo(message=message, by=by, now=now)
            undone += 1
    if not undone:
        raise NotPossible(NONE_OF_THEM)
    return undone
