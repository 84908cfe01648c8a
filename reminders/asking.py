"""The question about one message in hand: everything that is known now, put to `may_send`."""

import datetime as dt

from reminders import may_send, reasons, services, subjects
from reminders.handing import addressee, their_own
from reminders.kinds import Channel, Kind
from reminders.may_send import Asked, Hold, Send, Verdict
from reminders.queue import Job
from reminders.rules import InForce, rule_for


def verdict_on(job: Job, now: dt.datetime) -> Verdict:
    """Not what was known when the message was planned."""
    if job.kind == Kind.PROVIDER:
        return services.verdict(job.claim.message_id, now)
    fact, rule = subjects.standing(job), rule_for(job.claim.practice_id, job.kind)
    if job.person is None:
        user = addressee(job)
        return may_send.decide_for_staff(fact, their_own(user), active=user.is_active, rule=rule, now=now)
    verdict = may_send.decide(fact, asked_of(job, rule), job.person, now)
    return too_early(job, fact, verdict, now) or verdict


def too_early(job: Job, fact: subjects.Fact | None, verdict: Verdict, now: dt.datetime) -> Hold | None:
    """Made ready early for the post, and now it goes another way: at its usual time, unless a colleague chose one."""
    if job.channel != Channel.LETTER or job.pressed or job.wanted or fact is None:
        return None
    if not isinstance(verdict, Send) or verdict.channel == Channel.LETTER:
        return None
    return Hold(fact.due_at, reasons.NO_LETTER_NOW) if fact.due_at > now else None


def asked_of(job: Job, rule: InForce) -> Asked:
    return Asked(
        about_at=job.about_at,
        rule=rule,
        pressed=job.pressed,
        wanted=job.wanted,
        refused=job.refused,
        others=job.others,
        limits=job.caps,
    )
