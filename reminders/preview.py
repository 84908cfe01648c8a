"""One message before somebody decides about it: how it stands, and what would happen if it went now."""

import dataclasses
import datetime as dt
from typing import Any

from practice.requests import Request
from practice.wording import date_and_time
from reminders import queries, queue
from reminders.actions.again import TOO_LONG_AGO
from reminders.asking import verdict_on
from reminders.handing import words_of
from reminders.kinds import Channel
from reminders.may_send import ByHand, Drop, Hold, Send, Verdict
from reminders.models import Attempt, Due, Message
from reminders.outlook import outlooks
from reminders.queue import Claim, Job

NEXT = "It is the next to go. As long as it has not gone, you can take it back."


def standing(request: Request, message: Message) -> dict[str, Any]:
    """What it says, where it would go when it is due, and whether that is as it was planned."""
    found = outlooks(request.practice, [message], request.now).get(message.pk)
    line = queries.line(message, request.practice.name)
    return {
        **line,
        "to": "" if hidden(message) or found is None else found.to,
        "channel": found.channel.label if found else message.get_channel_display(),
        "instead": found.instead if found else "",
    }


def now(request: Request, message: Message) -> dict[str, Any]:
    """If it were pressed at this moment: the sender's own question, asked without sending."""
    job = job_of(message, request.now)
    verdict = verdict_on(dataclasses.replace(job, pressed=True), request.now) if job else None
    return {"message": message, **said_of(verdict, job)}


def said_of(verdict: Verdict | None, job: Job | None) -> dict[str, Any]:
    """Where, what and when; or why not. A moment later it may be otherwise, so it is asked once more then."""
    empty = {"refused": "", "by_hand": "", "waits": "", "to": "", "channel": "", "words": "", "promise": NEXT}
    match verdict:
        case Send(channel, point):
            known = {"channel": channel.label, "to": point.value, "letter": channel == Channel.LETTER}
            return {**empty, **known, "words": words_of(job) if job else ""}
        case Hold(until, reason):
            waits = f"{reason} It goes on {date_and_time(until)}."
            return {**empty, "waits": waits, "words": words_of(job) if job else "", "promise": waits}
        case ByHand(channel, reason):
            return {**empty, "refused": reason, "by_hand": channel.label}
        case Drop(reason):
            return {**empty, "refused": reason}
        case _:
            return {**empty, "refused": TOO_LONG_AGO}


def again(request: Request, message: Message) -> dict[str, Any]:
    """If it were tried once more; what was tried before, and what came of it."""
    tries = message.attempts.order_by("number")
    return {
        **now(request, message),
        "tries": [(one.at, one.get_result_display(), one.words) for one in tries],
    }


def was_tried_again(message: Message) -> bool:
    """A person asked for it to be tried again, and nobody has tried yet."""
    last = message.attempts.order_by("-number").first()
    return last is not None and last.result == Attempt.Result.AGAIN and not message.outcome


def job_of(message: Message, moment: dt.datetime) -> Job | None:
    """As a sender would have it in hand."""
    due = Due.objects.filter(practice_id=message.practice_id, message_id=message.pk).first()
    if due is None:
        return None
    return queue.look(Claim(due.pk, due.practice_id, message.pk, due.attempts), moment)


def hidden(message: Message) -> bool:
    return message.patient is not None and message.patient.restricted
