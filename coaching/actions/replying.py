"""What a person says of their session or step through the link in a message: no colleague acts here."""

import datetime as dt

from coaching.actions.booking import lock, record, refuse_begun, refuse_gone, save
from coaching.actions.steps import lock_step
from coaching.actions.steps import record as record_step
from coaching.models import Session, Step
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import SignedLink

CANNOT_COME = "The person cannot come"
OVER = "This appointment has begun, or is over."
TAKEN = "This time has been given to somebody else."


@action
def confirm(*, session: Session, shown: dt.datetime, by: SignedLink, now: dt.datetime) -> Session:
    """They will be there, at the time that they were shown. Nobody who has the session open is disturbed."""
    locked = lock_shown(session, shown, now)
    if locked.cancelled_at:
        take_up_again(locked, by, now)
    if locked.confirmed_at is None:
        locked.confirmed_at = now
        locked.save(update_fields=["confirmed_at"])
    record("session.confirmed", locked, by=by, now=now)
    return locked


@action
def cancel(*, session: Session, shown: dt.datetime, by: SignedLink, now: dt.datetime) -> Session:
    """They cannot come: the time is free for somebody else."""
    locked = lock_shown(session, shown, now)
    if locked.cancelled_at is None:
        locked.cancelled_at, locked.cancelled_because, locked.confirmed_at = now, CANNOT_COME, None
        save(locked, "cancelled_at", "cancelled_because", "confirmed_at")
    record("session.cancelled", locked, by=by, now=now)
    return locked


@action
def answer_step(*, step: Step, answered: str, by: SignedLink, now: dt.datetime) -> Step:
    """How it went, in one of three words; what is noted of it in a session stands above this."""
    locked = lock_step(step)
    if not may_answer(locked):
        raise NotPossible("Nobody asks this any more.")
    locked.answered, locked.answered_at = answered, now
    locked.save(update_fields=["answered", "answered_at"])
    record_step("step.answered", locked, by=by, now=now)
    return locked


def may_answer(step: Step) -> bool:
    return not (step.outcome or step.cancelled_at)


def lock_shown(session: Session, shown: dt.datetime, now: dt.datetime) -> Session:
    """As it stands now; Stale where it was moved since they were shown it, or ended by somebody else."""
    locked = lock(session)
    if locked.booked_for != shown or not (locked.is_open or cancelled_by_them(locked)):
        raise Stale(locked)
    refuse_gone(locked.patient)
    refuse_begun(locked)
    if locked.booked_for <= now:
        raise NotPossible(OVER)
    return locked


def cancelled_by_them(session: Session) -> bool:
    """They did it themselves, so they may think again."""
    by_them = session.cancelled_by_id is None and session.cancelled_because == CANNOT_COME
    return bool(session.cancelled_at and by_them and not session.entered_in_error_at)


def take_up_again(session: Session, by: SignedLink, now: dt.datetime) -> None:
    """They can come after all, if nobody else has been given the time."""
    if is_taken(session):
        raise NotPossible(TAKEN)
    session.cancelled_at, session.cancelled_because = None, ""
    save(session, "cancelled_at", "cancelled_because")
    record("session.reopened", session, by=by, now=now)


def is_taken(session: Session) -> bool:
    """The coach has somebody else at that time."""
    others = Session.objects.open().filter(practice_id=session.practice_id, coach_id=session.coach_id)
    day = dt.timedelta(days=1)
    near = others.between(session.booked_for - day, session.ends_at).exclude(pk=session.pk)
    return any(other.ends_at > session.booked_for for other in near)
