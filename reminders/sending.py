"""Messages leave: one is claimed, sent and settled at a time, by any number of senders at once.

Transaction one commits that somebody is trying, with a lease. Transaction two holds the same row
while the provider is called and commits what came of it. Who dies in between leaves a lease
behind; the next sender asks the provider for the message's own reference before sending again.
A provider's time-out is shorter than the lease, and the row's lock outlasts the lease anyway.
"""

import dataclasses
import datetime as dt
import logging
import time

from django.db import connection
from django.db.models import F

from patients.models import ContactPoint
from practice import clock
from practice.models import Practice, User
from practice.tenancy import in_view
from reminders import may_send, people, reach, reasons, subjects, words
from reminders.kinds import Channel, Kind, Outcome
from reminders.may_send import ByHand, Drop, Hold, Send
from reminders.models import Attempt, Due, Message
from reminders.people import Point
from reminders.planning import SYSTEM
from reminders.providers import Answer, NotTaken, Refused, Unclear, provider_of

log = logging.getLogger("skerry.reminders")

LEASE = dt.timedelta(seconds=60)
PAUSES = tuple(dt.timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 420, 720))  # eight tries in a day
TRIES = len(PAUSES) + 1
DAY = dt.timedelta(days=1)

WITH_WORDS = (Outcome.SENT, Outcome.FAILED, Outcome.UNKNOWN)
SETTLED = [
    *("outcome", "reason", "settled_at", "sent_at", "held_until", "words", "channel", "contact_point"),
]

CLAIM = """
UPDATE reminders_due SET attempts = attempts + 1, lease_until = %(until)s
WHERE id = (
    SELECT id FROM reminders_due
    WHERE state = 'waiting' AND due_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
    ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING id, practice_id, message_id, attempts
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """One row of the queue that this sender may try now."""

    due_id: int
    practice_id: int
    message_id: int
    attempt: int


def send_due(seconds: float) -> int:
    """Send what is due, oldest first, until nothing is left or the time is up."""
    ends, done = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        now = clock.now()
        claim = claim_next(now)
        if claim is None:
            break
        handle(claim, now)
        done += 1
    return done


def claim_next(now: dt.datetime) -> Claim | None:
    """Transaction one, a single statement: this row is being tried."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"now": now, "until": now + LEASE})
        row = cursor.fetchone()
    return Claim(*row) if row else None


def handle(claim: Claim, now: dt.datetime) -> None:
    """Transaction two. One message that cannot be handled does not stop the others."""
    try:
        with in_view([Practice(pk=claim.practice_id)], SYSTEM):
            deliver(claim, now)
    except Exception:
        log.exception("message could not be handled: %s", claim.message_id)
        with in_view([Practice(pk=claim.practice_id)], SYSTEM):
            message = locked(claim)
            if message:
                tried(message, claim, now, Attempt.Result.BROKEN, "Something went wrong here.")


def locked(claim: Claim) -> Message | None:
    """The message, with its place in the queue locked; None if another sender has it."""
    mine = Due.objects.select_for_update().filter(
        pk=claim.due_id, attempts=claim.attempt, state=Due.State.WAITING
    )
    if not mine.exists():
        return None
    return Message.objects.select_for_update(of=("self",)).select_related("practice").get(pk=claim.message_id)


def deliver(claim: Claim, now: dt.datetime) -> None:
    """Ask what became of an earlier try, ask whether it may go now, and do what the answers say."""
    message = locked(claim)
    if message is None or (claim.attempt > 1 and known_from_before(message, claim, now)):
        return
    if claim.attempt > TRIES:
        settle(message, claim, now, Outcome.FAILED, reasons.TRIED)
        return
    addressee = addressee_of(message, now)
    match addressee.verdict:
        case Send(channel, point) if (channel, point.id) == (message.channel, message.contact_point_id):
            hand_over(message, claim, addressee, point, now)
        case Send(channel, point):
            message.channel, message.contact_point_id = channel, point.id
            put_back(message, claim, now, attempts=claim.attempt - 1)
        case Hold(until, reason):
            message.held_until, message.reason = until, reason
            put_back(message, claim, until, attempts=claim.attempt - 1)
        case ByHand(channel, reason):
            message.channel, message.contact_point_id = channel, None
            settle(message, claim, now, Outcome.BY_HAND, reason)
        case Drop(reason):
            settle(message, claim, now, Outcome.DROPPED, reason)


@dataclasses.dataclass(frozen=True, slots=True)
class Addressee:
    """Who is written to by what name, and whether that may be."""

    called: str
    verdict: may_send.Verdict


def addressee_of(message: Message, now: dt.datetime) -> Addressee:
    """Everything that is known now, not when the message was planned."""
    fact = subjects.standing(message)
    if message.patient_id is None:
        return colleague(message, fact)
    person = people.known(message.practice_id, [message.patient_id])[message.patient_id]
    verdict = may_send.decide(
        fact, about_at=message.about_at, person=person, told=was_told(message, now), now=now
    )
    return Addressee(person.called, verdict)


def colleague(message: Message, fact: subjects.Fact | None) -> Addressee:
    """Staff are written to at any hour, at the address they sign in with."""
    user = User.objects.get(memberships=message.member_id)
    point = Point(None, ContactPoint.Kind.EMAIL, user.email, ContactPoint.Whose.OWN, True, "", 0)
    verdict = may_send.decide_for_staff(fact, point, active=user.is_active)
    return Addressee(user.name.split()[0], verdict)


def was_told(message: Message, now: dt.datetime) -> bool:
    """Several follow-ups of one person make one message a day."""
    if message.kind != Kind.FOLLOW_UP:
        return False
    same = Message.objects.filter(
        practice_id=message.practice_id, patient_id=message.patient_id, kind=message.kind
    )
    return same.filter(sent_at__gt=now - DAY).exists()


def known_from_before(message: Message, claim: Claim, now: dt.datetime) -> bool:
    """Before anything is sent a second time: ask the provider what became of the first. True if settled."""
    last = message.attempts.filter(number=claim.attempt - 1).first()
    certain = last is not None and last.result == Attempt.Result.NOT_TAKEN
    provider = provider_of(Channel(message.channel))
    try:
        answer = provider.ask(message.reference) if provider else Answer.CANNOT_TELL
    except (NotTaken, Refused, Unclear) as problem:
        result = Attempt.Result.NOT_TAKEN if certain else Attempt.Result.UNCLEAR
        tried(message, claim, now, result, str(problem))
        return True
    if answer is Answer.TAKEN:
        note(message, claim, now, Attempt.Result.FOUND)
        settle(message, claim, now, Outcome.SENT, "")
    elif answer is Answer.CANNOT_TELL and not certain:
        settle(message, claim, now, Outcome.UNKNOWN, reasons.NOT_KNOWN)
    else:
        return False
    return True


def hand_over(message: Message, claim: Claim, addressee: Addressee, point: Point, now: dt.datetime) -> None:
    """The call to the provider, and what came of it."""
    message.words = words.fill(
        message.kind, name=addressee.called, practice=message.practice.name, about_at=message.about_at
    )
    try:
        send_to(message, point)
    except NotTaken as problem:
        tried(message, claim, now, Attempt.Result.NOT_TAKEN, str(problem))
    except Unclear as problem:
        tried(message, claim, now, Attempt.Result.UNCLEAR, str(problem))
    except Refused as problem:
        note(message, claim, now, Attempt.Result.REFUSED, str(problem))
        ContactPoint.objects.filter(pk=message.contact_point_id).update(failures=F("failures") + 1)
        settle(message, claim, now, Outcome.FAILED, str(problem))
    else:
        note(message, claim, now, Attempt.Result.TAKEN)
        settle(message, claim, now, Outcome.SENT, "")


def send_to(message: Message, point: Point) -> None:
    provider = provider_of(Channel(message.channel))
    if provider is None:
        raise NotTaken("No service is set up for this.")
    to = reach.international(point.value) if message.channel == Channel.TEXT else point.value
    subject = words.SUBJECT if message.patient_id else words.STAFF_SUBJECT
    provider.send(message.reference, to, message.words, subject=subject)


def tried(message: Message, claim: Claim, now: dt.datetime, result: Attempt.Result, why: str) -> None:
    """It did not work out: again after a pause that grows, but not for ever."""
    note(message, claim, now, result, why)
    if claim.attempt >= TRIES and result == Attempt.Result.NOT_TAKEN:
        settle(message, claim, now, Outcome.FAILED, reasons.TRIED)
    elif claim.attempt > TRIES:
        settle(message, claim, now, Outcome.UNKNOWN, reasons.NOT_KNOWN)
    else:
        message.held_until = now + PAUSES[min(claim.attempt, len(PAUSES)) - 1]
        message.reason = f"{why} It is tried again."[:300]
        put_back(message, claim, message.held_until, attempts=claim.attempt)


def note(message: Message, claim: Claim, now: dt.datetime, result: Attempt.Result, why: str = "") -> None:
    """Every try is kept."""
    Attempt.objects.create(
        practice_id=message.practice_id,
        message=message,
        number=claim.attempt,
        at=now,
        result=result,
        words=why[:300],
    )


def put_back(message: Message, claim: Claim, due_at: dt.datetime, *, attempts: int) -> None:
    """Not settled: it waits in the queue, free for the next sender."""
    message.save(update_fields=["channel", "contact_point", "held_until", "reason"])
    Due.objects.filter(pk=claim.due_id).update(due_at=due_at, attempts=attempts, lease_until=None)


def settle(message: Message, claim: Claim, now: dt.datetime, outcome: Outcome, reason: str) -> None:
    """It is over: what became of it, when and why; the queue lets it go."""
    message.outcome, message.reason, message.settled_at = outcome, reason[:300], now
    message.sent_at = now if outcome == Outcome.SENT else None
    message.held_until = None
    message.words = message.words if outcome in WITH_WORDS else ""
    message.save(update_fields=SETTLED)
    Due.objects.filter(pk=claim.due_id).update(state=Due.State.SETTLED, lease_until=None)
