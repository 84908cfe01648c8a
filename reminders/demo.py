"""What the demo needs of messages: somebody who was told of a session that has been moved since."""

import datetime as dt
from typing import Any

from coaching.actions.booking import move
from coaching.models import Session
from practice.models import Membership, Practice
from reminders import enclosing, people
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Attempt, Message
from reminders.planning import message_for
from reminders.rules import rule_for
from reminders.subjects import RULES

TOLD = dt.timedelta(days=1)
A_WEEK = dt.timedelta(days=7)


def a_session_moves(practice: Practice, coach: Membership, *, now: dt.datetime) -> Message | None:
    """The first from tomorrow on of somebody who has texts: told yesterday, moved today, the change is yet to go."""
    coming = Session.objects.open().filter(practice=practice, coach=coach, started_at=None)
    for session in coming.filter(booked_for__gt=now + TOLD / 2).order_by("booked_for", "pk"):
        told = told_of(practice, session, now - TOLD)
        if told:
            stays: dict[str, Any] = {"coach": coach, "mode": session.mode, "minutes": session.minutes}
            when = session.booked_for + A_WEEK
            move(session=session, version=session.version, **stays, booked_for=when, by=coach, now=now)
            return told
    return None


def told_of(practice: Practice, session: Session, at: dt.datetime) -> Message | None:
    """The reminder that they had by text; None where they have no texts."""
    fact = RULES[Kind.SESSION].one(practice.pk, session.pk)
    known = people.known(practice.pk, [session.patient_id])
    message = message_for(practice, fact, known, at) if fact else None
    if message is None or message.channel != Channel.TEXT:
        return None
    message.outcome, message.sent_at, message.settled_at, message.due_at = Outcome.SENT, at, at, at
    message.words = enclosing.words_with(
        Kind.SESSION,
        name=known[session.patient_id].called,
        practice=practice.name,
        about_at=session.booked_for,
        template=rule_for(practice.pk, Kind.SESSION).words,
    )
    message.save()
    Attempt.objects.create(practice=practice, message=message, number=1, at=at, result=Attempt.Result.TAKEN)
    return message
