"""What comes back from a provider: a receipt for a message, or a text that a person wrote.

A receipt comes as often as the provider likes; it counts once. The row of the queue is locked first, as a sender
takes it: whoever is still being told that the message was taken is waited for.
"""

import datetime as dt

from django.db.models import F
from django.db.models.functions import Greatest

from patients.models import ContactPoint
from practice import trail
from practice.acting import action
from practice.actors import Actor
from reminders import reach, reasons
from reminders.actions import replying, stopping
from reminders.actions.dealing import lock
from reminders.kinds import Outcome
from reminders.models import Due, Message, Receipt

Result = Receipt.Result
WHY = {
    Result.NOT_NOW: reasons.NOT_DELIVERED,
    Result.GONE: reasons.NO_SUCH,
    Result.FAILED: reasons.PROVIDER_FAILED,
}
STOP = {"stop", "stop all", "stopall", "stop texts", "unsubscribe", "opt out", "optout"}


@action
def receive(
    *, message: Message, result: Result, at: dt.datetime, key: str, by: Actor, now: dt.datetime
) -> Message:
    """What became of it: it arrived, or it did not and why."""
    due = Due.objects.select_for_update().filter(message=message).first()
    locked = lock(message)
    mine = {"practice_id": locked.practice_id, "message": locked, "result": result, "provider_key": key}
    is_new = not Receipt.objects.filter(**mine).exists()
    if is_new:
        Receipt.objects.create(**mine, at=at, noted_at=now)
        arrived(locked, at) if result == Result.DELIVERED else failed(locked, result, at, now)
        judge_number(locked, result)
        if due is not None and locked.outcome:
            Due.objects.filter(pk=due.pk).update(state=Due.State.SETTLED, lease_until=None)
    record("message.receipt", locked, by, now, result=result.value)
    return locked


def arrived(message: Message, at: dt.datetime) -> None:
    """Whatever was feared of it before. One that still waits is found by its sender, which knows the words."""
    message.delivered_at = at
    if message.outcome in (Outcome.UNKNOWN, Outcome.FAILED):
        message.outcome, message.reason = Outcome.SENT, ""
        message.sent_at = message.sent_at or at
    message.save(update_fields=["delivered_at", "outcome", "reason", "sent_at"])


def failed(message: Message, result: Result, at: dt.datetime, now: dt.datetime) -> None:
    """Somebody has to look at it; what has arrived by another word of theirs stays so."""
    if message.delivered_at or message.outcome in (Outcome.DROPPED, Outcome.BY_HAND):
        return
    message.outcome, message.reason = Outcome.FAILED, WHY[result]
    message.sent_at = message.sent_at or at
    message.settled_at = message.settled_at or now
    message.held_until = None
    message.save(update_fields=["outcome", "reason", "sent_at", "settled_at", "held_until"])


def judge_number(message: Message, result: Result) -> None:
    """A number that does not exist is not written to until somebody has checked it; one that was off, not for long."""
    point = ContactPoint.objects.filter(pk=message.contact_point_id or 0)
    if result == Result.GONE:
        point.update(failures=Greatest(F("failures"), reach.FAILURES))
    elif result == Result.NOT_NOW:
        point.update(failures=F("failures") + 1)
    elif result == Result.DELIVERED:
        point.filter(failures__lt=reach.FAILURES, failures__gt=0).update(failures=0)


@action
def hear(*, message: Message, words: str, by: Actor, now: dt.datetime) -> Message:
    """A text that answers this message: stop is obeyed, anything else is read by a colleague today."""
    if says_stop(words):
        stopping.stop_all(message=message, by=by, now=now)
    else:
        replying.written(message=message, words=words, by=by, now=now)
    record("message.answered_by_text", message, by, now)
    return message


def says_stop(words: str) -> bool:
    """Only where it says nothing else: "stop ringing, I come at ten" is for a person to read."""
    return " ".join(words.lower().replace("-", " ").strip(" .!?\"'\n").split()) in STOP


def record(verb: str, message: Message, by: Actor, now: dt.datetime, **details: str) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=message.practice_id,
        subject=message,
        patient=message.patient_id,
        details=details,
    )
