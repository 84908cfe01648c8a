"""A goal is set, rated, given a plan for a lapse, ended; or cancelled with the note it came from."""

import datetime as dt

from coaching.models import Goal, GoalRating, Session
from coaching.note import Note
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership

ENDED_ALREADY = "This goal has ended already."


@action
def end_goal(*, goal: Goal, how: str, version: int, by: Membership, now: dt.datetime) -> Goal:
    """Reached, changed into another, or let go. Its open steps stay to be told."""
    locked = lock_goal(goal)
    if locked.ended_at or locked.cancelled_at:
        raise NotPossible(ENDED_ALREADY)
    if locked.version != version:
        raise Stale(locked)
    write_end(locked, how, by, now)
    return locked


@action
def take_up_again(*, goal: Goal, by: Membership, now: dt.datetime) -> Goal:
    """Ended by mistake, or it matters again."""
    locked = lock_goal(goal)
    if not locked.ended_at or locked.cancelled_at:
        raise NotPossible("This goal is open, so there is nothing to undo.")
    locked.ended_at = locked.ended_by = None
    locked.ended_how = ""
    save_goal(locked, "ended_at", "ended_by", "ended_how")
    record("goal.taken_up", locked, by=by, now=now)
    return locked


@action
def plan_for_lapse(*, goal: Goal, words: str, version: int, by: Membership, now: dt.datetime) -> Goal:
    """What to do in a bad week, in their words."""
    locked = lock_goal(goal)
    if locked.cancelled_at:
        raise NotPossible("The note that this goal came from was entered in error.")
    if locked.version != version:
        raise Stale(locked)
    locked.lapse_plan = words
    save_goal(locked, "lapse_plan")
    record("goal.planned", locked, by=by, now=now)
    return locked


def set_from(session: Session, note: Note, *, by: Membership, now: dt.datetime) -> Goal | None:
    """The goal that the note is about: a new one where there are words for one, else the open one chosen."""
    for goal, how in note.ended:
        write_end(still_open(goal), how, by, now)
    for goal, attained in note.ratings:
        rate(goal, attained, session, by, now)
    if not note.makes_goal:
        return go_on_with(note, session, by, now)
    goal = Goal.objects.create(
        practice_id=session.practice_id,
        patient_id=session.patient_id,
        session=session,
        words=note.goal_words,
        why=note.goal_why,
        scale=note.goal_scale,
        over_pace_because=note.over_pace_because if "goals" in note.over_pace else "",
        set_at=now,
        set_by=by,
    )
    record("goal.set", goal, by=by, now=now)
    if note.goal_attained is not None:
        rate(goal, note.goal_attained, session, by, now)
    return goal


def go_on_with(note: Note, session: Session, by: Membership, now: dt.datetime) -> Goal | None:
    """An open goal: a scale and a rating given for it today are its own."""
    if note.goal is None:
        return None
    if note.goal_scale:
        locked = lock_goal(note.goal)
        locked.scale = {**locked.scale, **note.goal_scale}
        save_goal(locked, "scale")
        record("goal.scaled", locked, by=by, now=now)
    if note.goal_attained is not None and note.goal not in dict(note.ratings):
        rate(note.goal, note.goal_attained, session, by, now)
    return note.goal


def rate(goal: Goal, attained: int, session: Session, by: Membership, now: dt.datetime) -> GoalRating:
    """How far they have come, as said in this session."""
    rating = GoalRating.objects.create(
        practice_id=goal.practice_id,
        goal=goal,
        patient_id=session.patient_id,
        session=session,
        attained=attained,
        rated_at=now,
        rated_by=by,
    )
    record("goal.rated", goal, by=by, now=now)
    return rating


def cancel_with(session: Session, by: Membership, now: dt.datetime) -> None:
    """The note was entered in error: what it set does not stand, and what it ended goes on."""
    because = {"cancelled_at": now, "cancelled_by": by, "cancelled_because": "The note was entered in error"}
    for goal in session.goals_set.filter(cancelled_at=None).select_for_update():
        for name, value in because.items():
            setattr(goal, name, value)
        save_goal(goal, *because)
        record("goal.cancelled", goal, by=by, now=now)
    for rating in session.goal_ratings.filter(cancelled_at=None).select_for_update():
        for name, value in because.items():
            setattr(rating, name, value)
        rating.save(update_fields=[*because])
    # A goal ended by a note carries the note's own moment and hand.
    same = {"ended_at": session.finished_at, "ended_by": session.finished_by_id, "cancelled_at": None}
    for goal in Goal.objects.filter(patient=session.patient_id, **same).select_for_update():
        if session.finished_at:
            take_up_again(goal=goal, by=by, now=now)


def write_end(goal: Goal, how: str, by: Membership, now: dt.datetime) -> None:
    goal.ended_at, goal.ended_by, goal.ended_how = now, by, Goal.End(how)
    save_goal(goal, "ended_at", "ended_by", "ended_how")
    record("goal.ended", goal, by=by, now=now)


def still_open(goal: Goal) -> Goal:
    """Held until the end; not if a colleague ended it while the note was written."""
    locked = lock_goal(goal)
    if locked.ended_at or locked.cancelled_at:
        raise NotPossible(ENDED_ALREADY)
    return locked


def lock_goal(goal: Goal) -> Goal:
    return Goal.objects.select_for_update().get(pk=goal.pk)


def save_goal(goal: Goal, *names: str) -> None:
    goal.version += 1
    goal.save(update_fields=[*names, "version"])


def record(verb: str, goal: Goal, *, by: Membership, now: dt.datetime) -> None:
    trail.record(verb, by=by, now=now, practice=goal.practice_id, subject=goal, patient=goal.patient_id)
