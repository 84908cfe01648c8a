"""A person wants no more messages: just these, or all texts. Obeyed at once, and taken back as easily.

Whoever stops all of them may lose appointments without noticing, so a colleague agrees with them how to tell them.
"""

import datetime as dt

from patients.actions import refusing
from patients.models import Consent
from practice.acting import action
from practice.actors import Actor
from practice.models import SignedLink
from reminders.actions.dealing import lock
from reminders.actions.replying import Asked, Said, ask, no_longer, note, told
from reminders.kinds import Channel
from reminders.models import Message, Refusal, Reply
from reminders.subject_of import subject_of

CONSENT = {Channel.EMAIL: Consent.Kind.EMAIL, Channel.LETTER: Consent.Kind.LETTER}


def way_of(message: Message) -> Consent.Kind:
    """What is stopped with all of them: texts, unless it came another way."""
    return CONSENT.get(Channel(message.channel), Consent.Kind.TEXT)


@action
def stop_these(*, message: Message, by: SignedLink, now: dt.datetime) -> Reply:
    """No more of this kind."""
    locked = lock(message)
    mine = {"practice_id": locked.practice_id, "patient_id": locked.patient_id, "kind": locked.kind}
    Refusal.objects.get_or_create(**mine, ended_at=None, defaults={"said_at": now})
    return note(locked, Said.STOP_THESE, by, now)


@action
def stop_all(*, message: Message, by: Actor, now: dt.datetime) -> Reply:
    """No more texts at all, or emails."""
    locked = lock(message)
    refusing.refuse(patient=locked.patient, kind=way_of(locked), by=by, now=now)
    ask(Asked.STOP, locked, subject_of(locked), by, now)
    return note(locked, Said.STOP_ALL, by, now)


@action
def send_again(*, message: Message, by: SignedLink, now: dt.datetime) -> Message:
    """It was a mistake: what they themselves stopped through this message goes on."""
    locked = lock(message)
    mine = Refusal.objects.filter(practice_id=locked.practice_id, patient_id=locked.patient_id or 0)
    mine.filter(kind=locked.kind, ended_at=None, noted_by=None).update(ended_at=now)
    if locked.replies.filter(said=Said.STOP_ALL).exists():
        refusing.agree_again(patient=locked.patient, kind=way_of(locked), by=by, now=now)
        no_longer(Asked.STOP, locked, subject_of(locked), by, now)
    told(locked, by, now)
    return locked
