"""Links to questionnaires that go out in messages: what would be sent, and what became of it, in words."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from activation.models import Measurement
from practice.requests import Request
from practice.wording import date_and_time
from reminders import may_send, people, queries, subjects
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Attempt, Due, Message
from reminders.planning import message_for

BY_A_PERSON = (Channel.CALL, Channel.LETTER)


def said_of(measurements: Sequence[Measurement]) -> dict[int, str]:
    """What became of each, for a line about it; one query for all."""
    ids = [measurement.pk for measurement in measurements]
    found: dict[tuple[int, dt.datetime | None], Message] = {
        (message.subject_id, message.about_at): message
        for message in Message.objects.filter(kind=Kind.MEASURE, subject_id__in=ids)
    }
    return {one.pk: said(found.get((one.pk, one.text_asked_at))) for one in measurements}


def message_about(measurement: Measurement) -> Message | None:
    """The message that was last asked for; none before it is planned."""
    if measurement.text_asked_at is None:
        return None
    return Message.objects.filter(
        practice_id=measurement.practice_id,
        kind=Kind.MEASURE,
        subject_id=measurement.pk,
        about_at=measurement.text_asked_at,
    ).first()


def said(message: Message | None) -> str:
    """Planned, sent, or not, and why."""
    if message is None:
        return "Message planned"
    what = message.get_channel_display()
    if not message.outcome:
        when = date_and_time(message.held_until or message.due_at)
        return " ".join(filter(None, [f"{what} planned for {when}.", message.reason]))
    when = date_and_time(message.settled_at or message.due_at)
    if message.outcome == Outcome.SENT:
        return f"{what} sent on {when}"
    if message.outcome == Outcome.UNKNOWN:
        return f"{what} of {when}: not known whether it arrived. {message.reason}"
    task = f" {message.state}." if message.outcome == Outcome.BY_HAND else ""
    return f"Not sent.{task} {message.reason}"


def standing(message: Message, current: Message | None) -> str:
    """The same, before it is planned: what only a person can do is no message."""
    if current is None and message.channel in BY_A_PERSON:
        return f"A {message.get_channel_display().lower()} is on the list: it stands under Messages"
    return said(current)


def is_on_its_way(message: Message | None) -> bool:
    return message is None or not message.outcome


def can_be_kept(message: Message | None, now: dt.datetime) -> bool:
    """Nobody took it, nobody is sending it at this moment, and no try is in doubt."""
    if message is None:
        return True
    if message.outcome in (Outcome.SENT, Outcome.UNKNOWN):
        return False
    in_doubt = Attempt.objects.filter(message=message, result=Attempt.Result.UNCLEAR)
    being_sent = Due.objects.filter(message=message, lease_until__gt=now)
    return not in_doubt.exists() and not being_sent.exists()


def preview(request: Request, measurement: Measurement) -> dict[str, Any]:
    """What would be sent now and where, or why nothing would; decided again when it goes."""
    patient, now = measurement.patient, request.now
    fact = subjects.Measures().fact(request.practice.pk, measurement.pk, patient.pk, now)
    known = people.known(request.practice.pk, [patient.pk])
    message = message_for(request.practice, fact, known, now)
    message.patient = patient
    asked = measurement.text_asked_at is not None
    current = message_about(measurement)
    return {
        "measurement": measurement,
        "message": message,
        "refused": may_send.senseless(fact, now, known[patient.pk], now),
        "by_hand": message.channel in BY_A_PERSON,
        **queries.line(message, request.practice.name),
        "state": standing(message, current) if asked else "",
        "waiting": asked and is_on_its_way(current),
        "can_be_kept": asked and is_on_its_way(current) and can_be_kept(current, now),
    }
