"""Entered in error: the note is struck, kept and marked; nothing that hung on it goes on."""

import datetime as dt

from coaching.actions import following
from coaching.actions.booking import lock, record, refuse_gone, save
from coaching.actions.counting import recount
from coaching.actions.drafts import draft_of, save_draft
from coaching.models import FollowUp, Session
from coaching.words import Typed
from patients.models import Patient
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership


@action
def strike(*, session: Session, because: str, by: Membership, now: dt.datetime) -> Session:
    """Mark as entered in error: it is still there to be read, struck through, and counts no more."""
    locked = lock(session)
    if locked.entered_in_error_at:
        raise NotPossible("This is marked as entered in error already.")
    locked.entered_in_error_at, locked.entered_in_error_by = now, by
    locked.entered_in_error_because = because
    save(locked, "entered_in_error_at", "entered_in_error_by", "entered_in_error_because")
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
        return dict(draft.fields) if draft else {}
    found = {
        "mode": session.mode,
        "what_matters": session.what_matters,
        "notes": session.notes,
        "next_step": session.next_step,
        "no_follow_up_because": session.no_follow_up_because,
        "sensitive": "on" if session.sensitive else "",
        **follow_up_words(session.follow_ups.order_by("pk").first()),
    }
    return {name: [value] for name, value in found.items() if value}


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
    }
