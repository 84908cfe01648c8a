"""Messages leave: one is claimed, sent and settled at a time, by any number of senders at once.

Transaction one commits that somebody is trying, with a lease. Transaction two holds the same row
while the provider is called and commits what came of it; it is transaction one of the next
message too. Who dies in between leaves a lease behind; the next sender asks the provider for the message's
own reference before sending again.
A provider's time-out is shorter than the lease, and the row's lock outlasts the lease anyway.

A message that encloses a link has one transaction more in between, which commits the link's mark: who dies
after the provider took the message leaves a link that works.
"""

import dataclasses
import datetime as dt
import functools
import logging
import os
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.db.models import F, Max

from patients.models import ContactPoint
from practice import clock, trail
from practice.actions import NotPossible
from practice.models import Practice
from practice.tenancy import in_view
from reminders import enclosing, queue, reasons, rules
from reminders.asking import verdict_on
from reminders.handing import send_to, words_of
from reminders.kinds import Channel, Kind, Outcome
from reminders.may_send import ByHand, Drop, Hold, Send, Verdict
from reminders.models import Attempt
from reminders.ourselves import SYSTEM
from reminders.people import Point
from reminders.providers import Answer, NotTaken, Refused, Unclear, provider_of
from reminders.queue import Claim, Job, Upshot

log = logging.getLogger("skerry.reminders")

LEASE = dt.timedelta(seconds=60)
PAUSES = tuple(dt.timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 300, 480))  # eight tries within a day
TRIES = len(PAUSES) + 1
NICE = 10  # gets a tenth of what a page gets while both want the same core
SOON = dt.timedelta(seconds=5)  # until whoever has the same thing in hand has done
Result = Attempt.Result


@dataclasses.dataclass(frozen=True, slots=True)
class Enclosed:
    """Nothing was sent yet: links were made for it, and their marks are to be committed first."""

    links: dict[int, str]


def send_due(seconds: float, *, senders: int = 1, a_second: float = 0) -> int:
    """Send what is due, oldest first, until nothing is left or the time is up.

    Several senders are threads, each with a connection of its own: while one waits for its
    provider, the others go on. Together they handle `a_second` messages at most, where that is given.
    """
    gap = senders / a_second if a_second else 0.0
    if senders == 1:
        handled = send_some(seconds, gap)
    else:
        with ThreadPoolExecutor(senders) as pool:
            handled = sum(pool.map(send_apart, [seconds] * senders, [gap] * senders), Counter[int]())
    say_so(handled)
    return handled.total()


def send_apart(seconds: float, gap: float) -> Counter[int]:
    give_way()
    try:
        return send_some(seconds, gap)
    finally:
        connection.close()


def give_way() -> None:
    """Pages come first where they and senders share a machine. On Linux this holds for one thread, not the process."""
    os.setpriority(os.PRIO_PROCESS, 0, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))


def send_some(seconds: float, gap: float = 0.0) -> Counter[int]:
    """One sender; how many messages of which practice it handled. One begins `gap` seconds after the other at least."""
    ends, handled = time.monotonic() + seconds, Counter[int]()
    ticking, next_at = Ticking(), time.monotonic()
    with queue.by_index_only(), rules.read_once():
        claim = queue.claim_next(ticking.now(), LEASE) if seconds > 0 else None
        while claim is not None:
            handled[claim.practice_id] += 1
            next_at = max(next_at, time.monotonic()) + gap
            claim = handle(claim, ticking.now(), go_on=max(next_at, time.monotonic()) < ends)
            if claim is not None:
                time.sleep(max(0.0, next_at - time.monotonic()))
    return handled


class Ticking:
    """The clock, asked again as soon as the answer is a quarter of a second old: a lease is far longer."""

    STALE = 0.25

    def __init__(self) -> None:
        self.asked, self.answer = time.monotonic(), clock.now()

    def now(self) -> dt.datetime:
        if time.monotonic() - self.asked >= self.STALE:
            self.asked, self.answer = time.monotonic(), clock.now()
        return self.answer


def say_so(handled: Counter[int]) -> None:
    """One event a round in each practice's trail; what came of each message stands in its own rows."""
    for practice_id, count in handled.items():
        with in_view([practice_of(practice_id)], SYSTEM):
            details = {"messages": count}
            trail.record(
                "messages.handled", by=SYSTEM, now=clock.now(), practice=practice_id, details=details
            )


def handle(claim: Claim, now: dt.datetime, *, go_on: bool = False) -> Claim | None:
    """Transaction two; and one of the next message. One that cannot be handled does not stop the others."""
    try:
        return work_on(claim, now, deliver, go_on)
    except Exception:
        log.exception("message %s could not be handled", claim.message_id)
        return work_on(claim, now, broken, go_on)


Work = Callable[[Job, dt.datetime], Upshot | Enclosed]


def work_on(claim: Claim, now: dt.datetime, work: Work, go_on: bool) -> Claim | None:
    """The row is held while the work is done. What came of it is committed together with the next claim:
    between any two calls of a provider lies exactly one commit."""
    lease = LEASE if go_on else None
    with queue.in_view(claim.practice_id):
        job = queue.hold(claim, now)
        if job is None:
            return queue.claim_next(now, lease) if lease else None
        upshot = work(job, now)
        if isinstance(upshot, Upshot):
            return queue.write_down(job, upshot, now, lease)
    return work_on(claim, now, functools.partial(deliver, links=upshot.links), go_on)


@functools.lru_cache(maxsize=100)
def practice_of(practice_id: int) -> Practice:
    """No more of it is needed than its number."""
    return Practice(pk=practice_id)


def broken(job: Job, now: dt.datetime) -> Upshot:
    """A mistake of ours counts as a try; nothing is worked out here that could fail once more."""
    return tried(job, now, Result.BROKEN, "Something went wrong here.")


def deliver(job: Job, now: dt.datetime, links: dict[int, str] | None = None) -> Upshot | Enclosed:
    """Ask what became of an earlier try, ask whether it may go now, and do what the answers say."""
    known = known_from_before(job, now) if job.claim.attempt > 1 and not links else None
    if known:
        return known
    if tries(job) > TRIES:
        return settled(job, Outcome.FAILED, reasons.TRIED, words=words_of(job))
    verdict = verdict_on(job, now)
    if not (isinstance(verdict, Send) and verdict.is_by(job.channel, job.contact_point_id)):
        return without_a_call(job, verdict, now)
    if job.kind in enclosing.KINDS and not links:
        return enclose(job, now)
    return hand_over(job, verdict.point, now, links)


def enclose(job: Job, now: dt.datetime) -> Upshot | Enclosed:
    """Committed before it goes out."""
    try:
        return Enclosed(enclosing.links_for(job, now))
    except NotPossible:
        return without_a_call(job, Drop(reasons.GONE), now)
    except enclosing.Busy:
        return Upshot(job.channel, job.contact_point_id, due_at=now + SOON, attempts=job.claim.attempt - 1)


def without_a_call(job: Job, verdict: Verdict, now: dt.datetime) -> Upshot:
    """Another way, later, by a person, or not at all: nobody was called, so the try does not count."""
    uncounted = job.claim.attempt - 1
    match verdict:
        case Send(channel, point):  # committed before it is used, so that a second try asks the same provider
            return Upshot(channel, point.id, due_at=now, attempts=uncounted)
        case Hold(until, reason):
            return held(job, until, reason, attempts=uncounted)
        case ByHand(channel, reason):
            return Upshot(channel, None, Outcome.BY_HAND, reason, attempts=uncounted)
        case Drop(reason):
            return Upshot(job.channel, job.contact_point_id, Outcome.DROPPED, reason, attempts=uncounted)


def known_from_before(job: Job, now: dt.datetime) -> Upshot | None:
    """Before anything is sent a second time, the provider is asked what became of the first."""
    last = Attempt.objects.filter(message_id=job.claim.message_id, number=job.claim.attempt - 1).first()
    certain = last is not None and last.result in (Result.NOT_TAKEN, Result.AGAIN)
    provider = provider_of(job.channel)
    try:
        answer = provider.ask(job.reference) if provider else Answer.CANNOT_TELL
    except (NotTaken, Refused, Unclear) as problem:
        return tried(job, now, Result.NOT_TAKEN if certain else Result.UNCLEAR, str(problem))
    if answer is Answer.TAKEN:
        return taken(job, Result.FOUND, words_of(job))
    if answer is Answer.CANNOT_TELL and not certain:
        restored = last is not None and last.words == reasons.RESTORED
        why = reasons.RESTORED if restored else reasons.NOT_KNOWN
        return settled(job, Outcome.UNKNOWN, why, words=words_of(job))
    return None


def hand_over(job: Job, point: Point, now: dt.datetime, links: dict[int, str] | None = None) -> Upshot:
    """The call to the provider, and what came of it. What is kept of the words is without the link."""
    enclosed = links or enclosing.made_for(job)
    sent = words_of(job, enclosed)
    said = words_of(job) if job.kind == Kind.PROVIDER else enclosing.without(enclosed, sent)
    try:
        send_to(job, point, sent)
    except NotTaken as problem:
        return tried(job, now, Result.NOT_TAKEN, str(problem), words=said)
    except Unclear as problem:
        return tried(job, now, Result.UNCLEAR, str(problem), words=said)
    except Refused as problem:
        if problem.blames_address:
            ContactPoint.objects.filter(pk=point.id or 0).update(failures=F("failures") + 1)
        return settled(job, Outcome.FAILED, str(problem), Result.REFUSED, words=said)
    return taken(job, Result.TAKEN, said)


def taken(job: Job, result: Result, said: str) -> Upshot:
    """It is on its way; a letter has gone when somebody has printed it and says so."""
    if job.channel == Channel.LETTER:
        return settled(job, Outcome.BY_HAND, reasons.TO_PRINT, result, words=said)
    return settled(job, Outcome.SENT, "", result, words=said)


def tries(job: Job) -> int:
    """How many there were since a colleague last asked for it to be tried again, this one too."""
    if job.claim.attempt == 1:
        return 1
    asked = Attempt.objects.filter(message_id=job.claim.message_id, result=Result.AGAIN)
    return job.claim.attempt - (asked.aggregate(last=Max("number"))["last"] or 0)


def tried(job: Job, now: dt.datetime, result: Result, why: str, *, words: str = "") -> Upshot:
    """It did not work out: again after a pause that grows, but not for ever."""
    attempt = tries(job)
    if attempt >= TRIES and result == Result.NOT_TAKEN:
        return settled(job, Outcome.FAILED, reasons.TRIED, result, said=why, words=words)
    if attempt > TRIES:
        return settled(job, Outcome.UNKNOWN, reasons.NOT_KNOWN, result, said=why, words=words)
    again = now + PAUSES[min(attempt, len(PAUSES)) - 1]
    return held(job, again, f"{why} It is tried again.", attempts=job.claim.attempt, result=result, said=why)


def held(
    job: Job, until: dt.datetime, reason: str, *, attempts: int, result: Result | None = None, said: str = ""
) -> Upshot:
    """Not yet: it waits in the queue until then."""
    return Upshot(
        job.channel,
        job.contact_point_id,
        reason=reason,
        due_at=until,
        held=True,
        attempts=attempts,
        result=result,
        said=said,
    )


def settled(
    job: Job, outcome: Outcome, reason: str, result: Result | None = None, *, words: str = "", said: str = ""
) -> Upshot:
    """It is over, this way."""
    return Upshot(job.channel, job.contact_point_id, outcome, reason, words, result=result, said=said)
