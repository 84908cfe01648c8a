"""What a person says on the page behind a message: each press is kept, and does what it says at once.

The message is locked first, so that two presses come one after the other.
"""

import datetime as dt

from coaching.actions import replying
from coaching.models import Session, Step
from patients.actions import asking
from patients.models import HelpAsked
from patients.models.asking import HelpAskedQuerySet
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import SignedLink
from reminders.actions.dealing import lock
from reminders.models import Message, Reply
from reminders.subject_of import Subject, owner_of, subject_of

Said = Reply.Said
Asked = HelpAsked.Kind
SAME_PRESS = dt.timedelta(minutes=10)
CHANGED_MIND = "They changed their answer themselves"
MOST_WORDS = 500  # where they type them on a page, which says so
A_TASK = 1000  # as many as a task keeps


@action
def confirm(*, message: Message, shown: dt.datetime, by: SignedLink, now: dt.datetime) -> Reply:
    """I will be there; after all, perhaps."""
    locked = lock(message)
    session = session_of(locked)
    replying.confirm(session=session, shown=shown, by=by, now=now)
    no_longer(Asked.BOOK, locked, session, by, now)
    return note(locked, Said.CONFIRM, by, now)


@action
def cannot_come(*, message: Message, shown: dt.datetime, by: SignedLink, now: dt.datetime) -> Reply:
    """The time is free for somebody else, and a colleague finds another one with them."""
    locked = lock(message)
    session = session_of(locked)
    replying.cancel(session=session, shown=shown, by=by, now=now)
    ask(Asked.BOOK, locked, session, by, now)
    return note(locked, Said.CANCEL, by, now)


@action
def answer_step(*, message: Message, said: Said, by: SignedLink, now: dt.datetime) -> Reply:
    """I did it, some of it, not yet."""
    locked = lock(message)
    step = subject_of(locked)
    if not isinstance(step, Step):
        raise NotPossible("Nobody asks this here.")
    replying.answer_step(step=step, answered=said.value, by=by, now=now)
    return note(locked, said, by, now)


@action
def please_ring(*, message: Message, by: SignedLink, now: dt.datetime) -> Reply:
    """A colleague rings them."""
    locked = lock(message)
    ask(Asked.CALL, locked, subject_of(locked), by, now)
    return note(locked, Said.CALL, by, now)


@action
def no_need_to_ring(*, message: Message, by: SignedLink, now: dt.datetime) -> Message:
    """They pressed by mistake, or have rung themselves."""
    locked = lock(message)
    no_longer(Asked.CALL, locked, subject_of(locked), by, now)
    told(locked, by, now)
    return locked


@action
def need_help(*, message: Message, words: str, by: SignedLink, now: dt.datetime) -> Reply:
    """They need somebody, on the same working day."""
    locked = lock(message)
    ask(Asked.HELP, locked, subject_of(locked), by, now, words=words[:MOST_WORDS])
    return note(locked, Said.HELP, by, now, words=words[:MOST_WORDS])


@action
def written(*, message: Message, words: str, by: Actor, now: dt.datetime) -> HelpAsked:
    """They wrote a text back, whatever it was about: a colleague reads all of it on the same working day."""
    locked = lock(message)
    told(locked, by, now)
    subject = subject_of(locked)
    asked = [ask(Asked.TEXT, locked, subject, by, now, words=piece) for piece in pieces(words.strip())]
    return asked[-1]


def pieces(words: str) -> list[str]:
    """A text longer than a task has room for goes on in the next: its end may be what matters."""
    return [words[at : at + A_TASK] for at in range(0, max(len(words), 1), A_TASK)]


def session_of(message: Message) -> Session:
    session = subject_of(message)
    if not isinstance(session, Session):
        raise NotPossible("This message is not about an appointment.")
    return session


def ask(
    kind: Asked, message: Message, subject: Subject | None, by: Actor, now: dt.datetime, *, words: str = ""
) -> HelpAsked:
    """Somebody of the practice has something to do, by the end of the working day. What waits is not asked twice."""
    waiting = open_ones(kind, message, subject).filter(words=words).first()
    if waiting is not None and kind != Asked.HELP:
        return waiting
    return asking.ask(
        patient=message.patient,
        kind=kind,
        owner=owner_of(message, subject),
        words=words,
        subject=subject or message,
        by=by,
        now=now,
    )


def no_longer(
    kind: Asked, message: Message, subject: Subject | None, by: SignedLink, now: dt.datetime
) -> None:
    asking.take_back(open_ones(kind, message, subject), CHANGED_MIND, by, now)


def open_ones(kind: Asked, message: Message, subject: Subject | None) -> HelpAskedQuerySet:
    mine = HelpAsked.objects.open().filter(
        practice_id=message.practice_id, patient_id=message.patient_id or 0
    )
    return mine.filter(kind=kind).about(subject or message)


def note(message: Message, said: Said, by: Actor, now: dt.datetime, *, words: str = "") -> Reply:
    """The press itself; the same once more within minutes is the same press."""
    told(message, by, now)
    last = message.replies.order_by("pk").last()
    if last is not None and (last.said, last.words) == (said, words) and last.said_at > now - SAME_PRESS:
        return last
    return Reply.objects.create(
        practice_id=message.practice_id,
        message=message,
        patient_id=message.patient_id or 0,
        said=said,
        words=words,
        said_at=now,
    )


def told(message: Message, by: Actor, now: dt.datetime) -> None:
    trail.record(
        "message.replied",
        by=by,
        now=now,
        practice=message.practice_id,
        subject=message,
        patient=message.patient_id,
    )
