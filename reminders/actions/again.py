"""What did not arrive, or perhaps did not, is tried again because a person has decided so; never by itself.

What is known to have failed gets a new reference, under which no provider has seen it. What may have arrived keeps
its own, and the provider is asked for it first.
"""

import datetime as dt
import uuid

from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from reminders.actions.dealing import record
from reminders.actions.waiting import GOING, GONE, take
from reminders.kinds import Channel, Outcome
from reminders.links import BY_A_PERSON
from reminders.models import Attempt, Due, Message

TOO_LONG_AGO = "This is too long ago to be sent again."
NOT_FOUND_OUT = "Find out first whether it arrived."
AGAIN = Attempt.Result.AGAIN


@action
def try_again(*, message: Message, wanted: str, found_out: bool, by: Membership, now: dt.datetime) -> Message:
    """Back into the queue, as the next to go. Whether it may go is asked then, and tries count from here."""
    due, locked = take_settled(message)
    if locked.outcome == Outcome.UNKNOWN and not found_out:
        raise NotPossible(NOT_FOUND_OUT)
    if locked.outcome == Outcome.FAILED:
        locked.reference = uuid.uuid4()
    say_again(due, locked, now)
    locked.wanted, locked.pressed_at, locked.pressed_by = wanted, now, by
    locked.outcome, locked.reason = "", ""
    locked.settled_at = locked.sent_at = locked.delivered_at = locked.held_until = None
    locked.save()
    due.state, due.due_at, due.lease_until = Due.State.WAITING, now, None
    due.save()
    record("message.tried_again", locked, by=by, now=now)
    return locked


@action
def not_again(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """Taken back before anybody sent it: it is to be looked at, as before."""
    due, locked = take(message, now)
    tries = list(locked.attempts.order_by("number"))
    if not tries or tries[-1].result != AGAIN:
        raise NotPossible(GONE)
    before = [one for one in tries if one.result != AGAIN]
    locked.outcome, locked.reason = outcome_before(locked, before), tries[-1].words
    locked.settled_at, locked.wanted = now, ""
    if locked.outcome == Outcome.BY_HAND and locked.channel not in BY_A_PERSON:
        locked.channel, locked.contact_point = Channel.CALL, None
    if locked.outcome == Outcome.FAILED and before[-1].result == Attempt.Result.TAKEN:
        locked.sent_at = before[-1].at
    locked.pressed_at = locked.pressed_by = locked.kept_at = locked.kept_by = locked.held_until = None
    locked.save()
    due.state = Due.State.SETTLED
    due.save(update_fields=["state"])
    record("message.not_tried_again", locked, by=by, now=now)
    return locked


def take_settled(message: Message) -> tuple[Due, Message]:
    rows = Due.objects.filter(practice_id=message.practice_id, message_id=message.pk)
    due = rows.select_for_update(skip_locked=True).first()
    if due is None:
        raise NotPossible(GOING if rows.exists() else TOO_LONG_AGO)
    locked = Message.objects.select_for_update().get(pk=message.pk)
    if not locked.needs_somebody or locked.patient_id is None:
        raise NotPossible(GONE)
    return due, locked


def say_again(due: Due, locked: Message, now: dt.datetime) -> None:
    """A line among the tries, so that the sender knows from where to count, and that a person has decided."""
    last = locked.attempts.order_by("-number").values_list("number", flat=True).first() or 0
    due.attempts = max(due.attempts, last) + 1
    Attempt.objects.create(
        practice_id=locked.practice_id,
        message=locked,
        number=due.attempts,
        at=now,
        result=AGAIN,
        words=locked.reason,
    )


def outcome_before(locked: Message, before: list[Attempt]) -> Outcome:
    if locked.channel in BY_A_PERSON or not before:
        return Outcome.BY_HAND
    return Outcome.UNKNOWN if before[-1].result == Attempt.Result.UNCLEAR else Outcome.FAILED
