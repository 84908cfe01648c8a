"""Somebody who said yes chooses a time that was offered, or gives it back: one time, one person."""

import datetime as dt
from typing import Any

from coaching.actions import booking, enrolling, replying
from coaching.models import Enrolment
from coaching.way import Stands
from outreach import begun
from outreach.actions.invitation import ACTED, Closed, lock, record, save
from outreach.free_times import free
from outreach.models import Invitation, OfferedTime
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership, SignedLink

TAKEN = "Somebody else has taken this time, or it is not free any more."
NOT_YES = "A time can be chosen after a yes to coaching."
GIVEN_BACK = "They gave the time back"


@action
def choose_time(*, invitation: Invitation, time: OfferedTime, by: Actor, now: dt.datetime) -> Invitation:
    """Of two who choose the same, the second hears that it is taken, and their yes stands."""
    locked = lock(invitation)
    if locked.closed != Closed.CAME or locked.enrolment is None:
        raise NotPossible(NOT_YES)
    if locked.time_id != time.pk:
        slot = held(locked, time, now)
        if locked.time_id:
            refuse_gone_on(locked)
            leave(locked, by, now)
        take(locked, locked.enrolment, slot, by, now)
        save(locked)
    record("invite.time_chosen", locked, by=by, now=now, time=time.pk)
    return locked


@action
def give_back(*, invitation: Invitation, by: Actor, now: dt.datetime) -> Invitation:
    """The time is free for somebody else; the yes stands."""
    locked = lock(invitation)
    if locked.time_id:
        refuse_gone_on(locked)
        leave(locked, by, now)
        save(locked)
    record("invite.time_given_back", locked, by=by, now=now)
    return locked


def held(invitation: Invitation, time: OfferedTime, now: dt.datetime) -> OfferedTime:
    """Locked, and still free."""
    here = OfferedTime.objects.filter(practice_id=invitation.practice_id, wave_id=invitation.wave_id)
    slot = here.select_for_update(of=("self",)).select_related("coach", "offered_by").get(pk=time.pk)
    if slot.pk not in {one.pk for one in free(invitation.wave, now)}:
        raise NotPossible(TAKEN)
    return slot


def take(
    invitation: Invitation, enrolment: Enrolment, slot: OfferedTime, by: Actor, now: dt.datetime
) -> None:
    """Their way begins with the coach of that time, unless they have gone further already."""
    locked = enrolling.lock(enrolment)
    who: dict[str, Any] = {"by": by, "now": now}
    if locked.stands in (Stands.REFERRED, Stands.INVITED):
        day = enrolling.day_of(now)
        forth: dict[str, Any] = {"kind": Stands.ENROLLED, "happened_on": day, "coach": slot.coach}
        enrolling.step(enrolment=locked, version=locked.version, **forth, **who)
    name = by if isinstance(by, Membership) else slot.offered_by
    booking.book(
        patient=invitation.patient,
        coach=slot.coach,
        enrolment=locked,
        booked_for=slot.starts_at,
        minutes=slot.minutes,
        mode=slot.mode,
        in_the_name_of=name,
        **who,
    )
    invitation.time = slot


def leave(invitation: Invitation, by: Actor, now: dt.datetime) -> None:
    """The session is off, and their way is where it was before; nothing is written to them about it."""
    session = begun.session_of(invitation)
    if session is not None and isinstance(by, Membership):
        booking.cancel(session=session, version=session.version, because=GIVEN_BACK, by=by, now=now)
    elif session is not None and isinstance(by, SignedLink):
        replying.cancel(session=session, shown=session.booked_for, by=by, now=now)
    way = invitation.enrolment
    if way is not None and begun.made_here(invitation):
        locked = enrolling.lock(way)
        if locked.stands == Stands.ENROLLED:
            enrolling.undo(enrolment=locked, version=locked.version, by=by, now=now)
    invitation.time = None


def refuse_gone_on(invitation: Invitation) -> None:
    if begun.has_gone_on(invitation):
        raise NotPossible(ACTED)
