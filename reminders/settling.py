"""What is left over is put right: what nobody knows is asked for, dead senders' leases end, silence is noticed.

Nothing is ever sent from here.
"""

import dataclasses
import datetime as dt

from django.db import connection

from practice import trail
from practice.health import beat
from practice.models import Practice
from practice.tenancy import in_view
from reminders import chasing, overtaken, reasons
from reminders.clockwork import SETTLE
from reminders.kinds import Channel, Outcome
from reminders.models import Attempt, Due, Message, MessageQuerySet
from reminders.ourselves import SYSTEM
from reminders.providers import Answer, NotTaken, Refused, Unclear, provider_of

LOOK_BACK = dt.timedelta(days=7)  # providers keep what they were given about so long
AT_ONCE = 100
FAR = dt.timedelta(minutes=5)
# A lease that ends further ahead than any lease lasts was given while the clock was wrong.
LET_GO = """
UPDATE reminders_due SET lease_until = NULL WHERE id IN (
    SELECT id FROM reminders_due
    WHERE state = 'waiting' AND (lease_until <= %(now)s OR lease_until > %(far)s) FOR UPDATE SKIP LOCKED
)
"""


@dataclasses.dataclass(slots=True)
class Settled:
    """How many of each."""

    leases: int = 0
    found: int = 0
    never_seen: int = 0
    asked: int = 0


def settle_everywhere(now: dt.datetime) -> Settled:
    """One round over all practices; each message in a transaction of its own."""
    done = Settled(leases=let_go(now))
    for practice in Practice.objects.order_by("pk"):
        with in_view([practice], SYSTEM):
            waiting = list(unknown(practice, now).values_list("pk", flat=True)[:AT_ONCE])
            chasing.look_after(practice, now)
            overtaken.drop_stale_tasks(practice, now)
        for message_id in waiting:
            with in_view([practice], SYSTEM):
                look_up(practice, message_id, now, done)
    beat(SETTLE, now)
    return done


def let_go(now: dt.datetime) -> int:
    """Whoever still sends holds the row itself, and is passed by."""
    with connection.cursor() as cursor:
        cursor.execute(LET_GO, {"now": now, "far": now + FAR})
        return cursor.rowcount


def unknown(practice: Practice, now: dt.datetime) -> MessageQuerySet:
    """Those whose provider can be asked, and nobody has looked into; the oldest first."""
    lately = practice.messages.to_do().by_outcome(Outcome.UNKNOWN).filter(settled_at__gt=now - LOOK_BACK)
    return lately.order_by("settled_at", "pk")


def look_up(practice: Practice, message_id: int, now: dt.datetime, done: Settled) -> None:
    """By its reference. A provider that cannot tell changes nothing: a person finds out."""
    free = unknown(practice, now).select_for_update(skip_locked=True, of=("self",))
    message = free.filter(pk=message_id).first()
    if message is None:
        return
    done.asked += 1
    answer = ask(message)
    if answer is Answer.TAKEN:
        arrived(message, now)
        done.found += 1
    elif answer is Answer.NEVER_SEEN:
        message.outcome, message.reason = Outcome.FAILED, reasons.NEVER_SEEN
        message.save(update_fields=["outcome", "reason"])
        done.never_seen += 1
    if answer is not Answer.CANNOT_TELL:
        trail.record(
            "message.looked_up",
            by=SYSTEM,
            now=now,
            practice=practice,
            subject=message,
            patient=message.patient_id,
        )


def ask(message: Message) -> Answer:
    """A provider that is away cannot tell either."""
    provider = provider_of(Channel(message.channel))
    try:
        return provider.ask(message.reference) if provider else Answer.CANNOT_TELL
    except (NotTaken, Refused, Unclear):
        return Answer.CANNOT_TELL


def arrived(message: Message, now: dt.datetime) -> None:
    """It had been taken: when, the last try says."""
    last = message.attempts.filter(practice_id=message.practice_id).order_by("-number").first()
    message.outcome, message.reason = Outcome.SENT, ""
    message.sent_at = last.at if last else message.settled_at
    message.save(update_fields=["outcome", "reason", "sent_at"])
    number = last.number + 1 if last else 1
    tried = {"practice_id": message.practice_id, "message": message, "number": number}
    Attempt.objects.create(**tried, at=now, result=Attempt.Result.FOUND)
    Due.objects.filter(message=message).update(attempts=number)
