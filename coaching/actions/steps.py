"""A step is agreed; what came of it is told; or it is cancelled with the note it came from."""

import datetime as dt

from coaching.models import Goal, Session, Step
from coaching.note import Note, Told
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership

TOLD_ALREADY = "What came of this step is noted already."


@action
def tell(*, told: Told, by: Membership, now: dt.datetime) -> Step:
    """Outside a session: on the phone, at the desk."""
    return write_outcome(told, None, by, now)


@action
def untell(*, step: Step, by: Membership, now: dt.datetime) -> Step:
    """Noted by mistake: it is open again."""
    locked = lock_step(step)
    if not locked.outcome or locked.cancelled_at:
        raise NotPossible("Nothing is noted of this step, so there is nothing to undo.")
    take_back(locked, by, now)
    return locked


def agree_from(
    session: Session, note: Note, goal: Goal | None, *, by: Membership, now: dt.datetime
) -> Step | None:
    """The outcomes of earlier steps, then the next step."""
    for told in note.told:
        write_outcome(told, session, by, now)
    if not note.makes_step:
        return None
    step = Step.objects.create(
        practice_id=session.practice_id,
        patient_id=session.patient_id,
        goal=goal,
        session=session,
        what=note.next_step,
        place=note.step_where,
        times=note.step_when,
        how_often=note.step_how_often,
        confidence=note.last_confidence,
        over_pace_because=note.over_pace_because if "steps" in note.over_pace else "",
        agreed_at=now,
        agreed_by=by,
    )
    record("step.agreed", step, by=by, now=now)
    return step


def write_outcome(told: Told, session: Session | None, by: Membership, now: dt.datetime) -> Step:
    step = lock_step(told.step)
    if step.outcome or step.cancelled_at:
        raise NotPossible(TOLD_ALREADY)
    step.outcome, step.learned, step.celebrated = told.outcome, told.learned, told.celebrated
    step.outcome_in, step.outcome_at, step.outcome_by = session, now, by
    step.save(update_fields=["outcome", "learned", "celebrated", "outcome_in", "outcome_at", "outcome_by"])
    record("step.told", step, by=by, now=now)
    return step


def take_back(
    step: Step,
    by: Membership,
    now: dt.datetime,
    *,
    learned: str = "",
    outcome_in: Session | None = None,
) -> None:
    """The step is open again."""
    step.outcome, step.learned, step.celebrated = "", learned, False
    step.outcome_in, step.outcome_at, step.outcome_by = outcome_in, None, None
    step.save(update_fields=["outcome", "learned", "celebrated", "outcome_in", "outcome_at", "outcome_by"])
    record("step.untold", step, by=by, now=now)


def cancel_with(session: Session, by: Membership, now: dt.datetime) -> None:
    """The note was entered in error: its step does not stand, and what it told of others is taken back."""
    for step in session.steps_agreed.filter(cancelled_at=None).select_for_update():
        step.cancelled_at, step.cancelled_by = now, by
        step.cancelled_because = "The note was entered in error"
        step.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
        record("step.cancelled", step, by=by, now=now)
    for step in session.steps_told.filter(cancelled_at=None).select_for_update():
        # What was learned stays with the struck note: it may have to be written again for the right person.
        take_back(step, by, now, learned=step.learned, outcome_in=session)


def lock_step(step: Step) -> Step:
    return Step.objects.select_for_update().get(pk=step.pk)


def record(verb: str, step: Step, *, by: Actor, now: dt.datetime) -> None:
    trail.record(verb, by=by, now=now, practice=step.practice_id, subject=step, patient=step.patient_id)
