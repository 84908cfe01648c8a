"""A note is signed; later words are added to it."""

import datetime as dt

from coaching.actions import following, goals, steps
from coaching.actions.booking import lock, record, refuse_ended, save
from coaching.actions.counting import recount
from coaching.actions.drafts import draft_of, drop_own
from coaching.models import Addendum, Session, SessionReader
from coaching.note import NextContact, Note
from coaching.words import Typed, differing
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.clock import day_of
from practice.models import Membership

SIGNED = (
    *Note.COLUMNS,
    *("no_step_agreed", "no_follow_up_because"),
    *("started_at", "started_by", "finished_at", "finished_by", "held_on"),
)


@action
def finish(
    *,
    session: Session,
    note: Note,
    next_contact: NextContact,
    typed: Typed,
    draft_version: int,
    by: Membership,
    now: dt.datetime,
) -> Session:
    """Sign the note: its words never change again. Stale if it has ended, or another tab has newer words."""
    locked = lock(session)
    refuse_ended(locked)
    refuse_other_words(locked, by, typed, draft_version)
    refuse_empty(note)
    take(locked, note, next_contact)
    sign(locked, by, now)
    save(locked, *SIGNED)
    name_readers(locked, note.readers)
    record("session.finished", locked, by=by, now=now)
    goal = goals.set_from(locked, note, by=by, now=now)
    steps.agree_from(locked, note, goal, by=by, now=now)
    following.plan_from(locked, next_contact, by=by, now=now)
    drop_own(session=locked, member=by)
    recount(locked.patient_id)
    return locked


def sign(session: Session, by: Membership, now: dt.datetime) -> None:
    """Held on the day it was booked for, or today if that is still to come."""
    if session.started_at is None:
        session.started_at, session.started_by = now, by
    session.finished_at, session.finished_by = now, by
    session.held_on = day_of(min(session.booked_for, now))


def take(session: Session, note: Note, next_contact: NextContact) -> None:
    """The words of the note, onto the row. One about an open goal says which, so that it reads by itself."""
    session.no_follow_up_because = next_contact.none_because
    for name in Note.COLUMNS:
        setattr(session, name, getattr(note, name))
    if note.goal and not note.makes_goal:
        session.goal_words = note.goal.words
        session.goal_why = note.goal_why or note.goal.why
    session.no_step_agreed = not note.next_step


def name_readers(session: Session, readers: tuple[Membership, ...]) -> None:
    """Who may read a sensitive note beside its author."""
    if session.sensitive:
        SessionReader.objects.bulk_create(
            [SessionReader(practice_id=session.practice_id, session=session, member=r) for r in readers]
        )


def refuse_other_words(session: Session, member: Membership, typed: Typed, version: int) -> None:
    """Another tab saved different words since this page was shown."""
    draft = draft_of(session=session, member=member, lock=True)
    if draft and draft.version != version and differing(typed, draft.fields):
        raise Stale(draft)


def refuse_empty(note: Note) -> None:
    """A signature under nothing counts a session of which nobody can say what it was."""
    if note.is_empty:
        raise NotPossible("A note without words cannot be signed.")


@action
def add_words(*, session: Session, words: str, by: Membership, now: dt.datetime) -> Addendum:
    """Later words to a signed note; they stand under it, with who and when."""
    locked = lock(session)
    if locked.finished_at is None:
        raise NotPossible("This note is not signed yet. Write in the note itself.")
    addendum = Addendum.objects.create(
        practice_id=locked.practice_id,
        session=locked,
        patient_id=locked.patient_id,
        words=words,
        added_at=now,
        added_by=by,
    )
    drop_own(session=locked, member=by)
    trail.record(
        "session.words_added",
        by=by,
        now=now,
        practice=locked.practice_id,
        subject=addendum,
        patient=locked.patient_id,
        details={"session": locked.pk},
    )
    return addendum
