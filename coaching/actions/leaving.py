"""Somebody died or left the list: what was booked and promised stops, and is taken up again if it was a mistake."""

from coaching.actions import following
from coaching.actions.booking import record, save
from coaching.models import FollowUp, Session
from patients.leaving import Departure
from practice.models import Membership

DIED = "The patient died"
LEFT = "The patient left the list"


def stop(departure: Departure) -> None:
    """A session that has begun is left to be written up."""
    because = DIED if departure.died else LEFT
    by, now = departure.by, departure.now
    following.cancel_all(departure.patient.follow_ups.open(), because, by=by, now=now)
    for session in departure.patient.sessions.open().filter(started_at=None).select_for_update():
        session.cancelled_at, session.cancelled_because = now, because
        session.cancelled_by = by if isinstance(by, Membership) else None
        save(session, "cancelled_at", "cancelled_by", "cancelled_because")
        record("session.cancelled", session, by=by, now=now)


def resume(departure: Departure) -> None:
    """Only what that stop ended, and only if nothing else keeps the person off the list."""
    patient = departure.patient
    if patient.died_on or patient.left_on:
        return
    stopped = {"cancelled_because": DIED if departure.died else LEFT, "cancelled_at__isnull": False}
    for session in patient.sessions.filter(**stopped, entered_in_error_at=None).select_for_update():
        stand_again(session)
        save(session, "cancelled_at", "cancelled_by", "cancelled_because")
        record("session.reopened", session, by=departure.by, now=departure.now)
    for follow_up in patient.follow_ups.filter(**stopped).select_for_update():
        stand_again(follow_up)
        follow_up.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
        following.record("follow_up.planned", follow_up, by=departure.by, now=departure.now)


def stand_again(thing: Session | FollowUp) -> None:
    thing.cancelled_at = thing.cancelled_by = None
    thing.cancelled_because = ""
