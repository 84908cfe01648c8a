"""People who were invited are rung: one caller at a time, what came of each call, and the last one taken back."""

import datetime as dt

from outreach.actions import answering, times_taken
from outreach.actions.invitation import Closed, close, lock, record, save
from outreach.days import next_working_day
from outreach.models import CallTry, Invitation, OfferedTime
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.clock import LONDON
from practice.models import Membership

Outcome = CallTry.Outcome
# Rung and not reached: these count until there were enough.
MISSED = (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE)
ANSWERS = (Outcome.YES, Outcome.NOT_NOW, Outcome.STOP)
NO_CALL = "Nobody has to ring them any more."
TAKEN = "{name} has this call. Take it over if you have agreed that."
NOTHING = "There is no call to take back."
ONLY_LAST = "This was not the last call, or they have answered since. Nothing was changed."
DAY_PAST = "The day must be today or later."


@action
def take(*, invitation: Invitation, by: Membership, now: dt.datetime, take_over: bool = False) -> Invitation:
    """I ring them. Of two who press at once, the second hears who has it."""
    locked = lock(invitation)
    refuse_settled(locked)
    caller = locked.caller
    if caller and caller.user_id != by.user_id and caller.ended_at is None and not take_over:
        raise NotPossible(TAKEN.format(name=caller.name))
    locked.caller = by
    save(locked)
    record("invite.taken", locked, by=by, now=now)
    return locked


@action
def let_go(*, invitation: Invitation, by: Membership, now: dt.datetime) -> Invitation:
    """Somebody else may ring them. A second press changes nothing."""
    locked = lock(invitation)
    if locked.caller_id is not None:
        locked.caller = None
        save(locked)
    record("invite.let_go", locked, by=by, now=now)
    return locked


@action
def ring(
    *,
    invitation: Invitation,
    version: int,
    outcome: str,
    by: Membership,
    now: dt.datetime,
    words: str = "",
    call_on: dt.date | None = None,
    time: OfferedTime | None = None,
) -> CallTry:
    """What came of a call. `call_on` is the day that they named, `time` the one that they chose.

    Stale where they answered, or a colleague rang, since the page was shown.
    """
    locked = lock(invitation)
    if locked.version != version:
        raise Stale(locked)
    refuse_settled(locked)
    tried = CallTry.objects.create(
        practice_id=locked.practice_id,
        invitation=locked,
        patient_id=locked.patient_id,
        outcome=outcome,
        words=words,
        called_at=now,
        called_by=by,
    )
    locked.asked_at, locked.caller = locked.asked_at or now, None
    settle(locked, outcome, call_on, by, now)
    save(locked)
    if outcome in ANSWERS:
        answering.answer(invitation=locked, said=outcome, by=by, now=now)
    if outcome == Outcome.YES and time is not None:
        times_taken.choose_time(invitation=locked, time=time, by=by, now=now)
    record("invite.rung", locked, by=by, now=now, outcome=outcome)
    return tried


def settle(
    invitation: Invitation, outcome: str, call_on: dt.date | None, by: Membership, now: dt.datetime
) -> None:
    """When they are rung again; not once more after the last try."""
    today = now.astimezone(LONDON).date()
    if outcome == Outcome.ANOTHER_TIME:
        if call_on is None or call_on < today:
            raise NotPossible(DAY_PAST)
        invitation.call_on = call_on
    elif outcome == Outcome.WRONG_NUMBER:
        close(invitation, Closed.WRONG_NUMBER, by, now)
    elif outcome in MISSED and tries(invitation) >= invitation.wave.most_tries:
        close(invitation, Closed.IN_PEACE, by, now)
    elif outcome in MISSED:
        invitation.call_on = next_working_day(today)


def tries(invitation: Invitation) -> int:
    """In vain, so far."""
    mine = CallTry.objects.filter(practice_id=invitation.practice_id, invitation=invitation)
    return mine.filter(outcome__in=MISSED, taken_back_at=None).count()


@action
def take_back(*, tried: CallTry, by: Membership, now: dt.datetime) -> Invitation:
    """The last call was noted wrongly: it is to be rung again, and what the call led to is undone."""
    locked = lock(tried.invitation)
    last = CallTry.objects.filter(practice_id=locked.practice_id, invitation=locked, taken_back_at=None)
    latest = last.select_for_update().order_by("-called_at", "-pk").first()
    if latest is None:
        raise NotPossible(NOTHING)
    if latest.pk != tried.pk or answered_since(locked, latest):
        raise NotPossible(ONLY_LAST)
    latest.taken_back_at, latest.taken_back_by = now, by
    latest.save(update_fields=["taken_back_at", "taken_back_by"])
    if latest.outcome in ANSWERS:
        answering.take_back(locked, by, now)
    locked.closed, locked.closed_at, locked.closed_by, locked.call_on = "", None, None, None
    locked.to_call_since, locked.caller = locked.to_call_since or now, by
    save(locked)
    record("invite.call_undone", locked, by=by, now=now, outcome=latest.outcome)
    return locked


def answered_since(invitation: Invitation, last: CallTry) -> bool:
    """By the link, after this call; or somebody closed it for another reason."""
    if last.outcome in ANSWERS:
        return invitation.answer != last.outcome or invitation.answered_at != last.called_at
    theirs = invitation.answered_at is not None and invitation.answered_at > last.called_at
    return theirs or invitation.closed not in ("", Closed.IN_PEACE, Closed.WRONG_NUMBER)


def refuse_settled(invitation: Invitation) -> None:
    if invitation.closed_at or invitation.to_call_since is None:
        raise NotPossible(NO_CALL)
