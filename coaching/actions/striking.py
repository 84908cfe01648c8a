"""Entered in error: the note is struck, kept and marked; nothing that hung on it goes on."""

import datetime as dt
from collections.abc import Callable

from coaching.actions import following
from coaching.actions.booking import lock, record, refuse_gone, save, the_only_one
from coaching.actions.counting import recount
from coaching.actions.drafts import draft_of, save_draft
from coaching.models import FollowUp, Session
from coaching.note import MARKS, PICKED, TEXTS
from coaching.words import BY_ROW, Typed
from patients.models import Patient
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership

# What else hangs on a session: each room's piece takes its own back, in the same transaction.
OnStrike = Callable[[Session, Membership, dt.datetime], None]
ON_STRIKE: list[OnStrike] = []


@action
def strike(*, session: Session, because: str, by: Membership, now: dt.datetime) -> Session:
    """Mark as entered in error: it is still there to be read, struck through, and counts no more."""
    locked = lock(session)
    if locked.entered_in_error_at:
        raise NotPossible("This is marked as entered in error already.")
    locked.entered_in_error_at, locked.entered_in_error_by = now, by
    locked.entered_in_error_because = because
    save(locked, "entered_in_error_at", "entered_in_error_by", "entered_in_error_because")
    for taken_back in ON_STRIKE:
        taken_back(locked, by, now)
    cancelled = following.cancel_open(locked, "The note was entered in error", by=by, now=now)
    if locked.finished_at:
        recount(locked.patient_id)
    record("session.struck", locked, by=by, now=now, follow_ups=cancelled)
    return locked


@action
def write_again_for(*, session: Session, patient: Patient, by: Membership, now: dt.datetime) -> Session:
    """The words of a struck session, as a draft on the right person. Nothing is signed."""
    locked = lock(session)
    if locked.entered_in_error_at is None:
        raise NotPossible("Mark the session as entered in error first.")
    if locked.patient_id == patient.pk:
        raise NotPossible("This is the person whose record it was on.")
    refuse_gone(patient)
    again = Session.objects.create(
        practice_id=locked.practice_id,
        patient=patient,
        coach=by,
        mode=locked.mode,
        booked_for=min(locked.booked_for, now),
        minutes=locked.minutes,
        enrolment=the_only_one(patient),
        booked_at=now,
        booked_by=by,
        started_at=now,
        started_by=by,
    )
    save_draft(session=again, member=by, fields=words_of(locked, by), version=0, page="", now=now)
    record("session.written_again", again, by=by, now=now, instead_of=locked.pk)
    return again


def words_of(session: Session, member: Membership) -> Typed:
    """What was signed, or what this member had typed if it was not signed yet."""
    if session.finished_at is None:
        draft = draft_of(session=session, member=member)
        return for_another(dict(draft.fields)) if draft else {}
    follow_up = session.follow_ups.order_by("pk").first()
    found = {name: [as_typed(getattr(session, name))] for name in (*TEXTS, *PICKED)}
    found |= {kind: [part for part, kinds in session.marks.items() if kind in kinds] for kind in MARKS}
    found |= {name: [value] for name, value in follow_up_words(follow_up).items()}
    found["no_follow_up_because"] = [session.no_follow_up_because]
    found["notes"] = with_learned(
        found["notes"], [step.learned for step in session.steps_told.order_by("pk")]
    )
    return {name: values for name, values in found.items() if any(values)}


def as_typed(value: object) -> str:
    """A tick as a browser sends it, a number as its digits, nothing as nothing."""
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def for_another(fields: Typed) -> Typed:
    """Steps and goals of one person are not another's; what was learned goes to the notes."""
    learned = [words for name, values in fields.items() if name.startswith("learned_") for words in values]
    kept = {name: values for name, values in fields.items() if not BY_ROW.fullmatch(name) and name != "goal"}
    notes = with_learned(kept.get("notes", [""]), learned)
    return kept | ({"notes": notes} if any(notes) else {})


def with_learned(notes: list[str], learned: list[str]) -> list[str]:
    """Words about an earlier step, under the notes."""
    return ["\n\n".join(words for words in (*notes, *learned) if words)]


def follow_up_words(follow_up: FollowUp | None) -> dict[str, str]:
    """The inputs of the form for the follow-up that was agreed."""
    if follow_up is None:
        return {}
    day = follow_up.due_on
    return {
        "follow_up_on_day": str(day.day),
        "follow_up_on_month": str(day.month),
        "follow_up_on_year": str(day.year),
        "channel": follow_up.channel,
        "follow_up_words": follow_up.words,
        "they_contact_us": as_typed(follow_up.they_contact_us),
        "if_it_goes_wrong": follow_up.if_it_goes_wrong,
    }
