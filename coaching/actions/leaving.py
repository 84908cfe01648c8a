"""Somebody died or left the list: what was booked and promised stops, and is taken up again if it was a mistake."""

from coaching.actions import enrolling, following
from coaching.actions.booking import record, save
from coaching.models import FollowUp, Session
from coaching.way import TAKEN_BACK, Stands
from patients.leaving import Departure
from practice.models import Membership

DIED = "The patient died"
LEFT = "The patient left the list"


def because_of(departure: Departure) -> str:
    return DIED if departure.died else LEFT


def stop(departure: Departure) -> None:
    """A session that has begun is left to be written up."""
    because = because_of(departure)
    by, now = departure.by, departure.now
    following.cancel_all(departure.patient.follow_ups.open(), because, by=by, now=now)
    for session in departure.patient.sessions.open().filter(started_at=None).select_for_update():
        session.cancelled_at, session.cancelled_because = now, because
        session.cancelled_by = by if isinstance(by, Membership) else None
        save(session, "cancelled_at", "cancelled_by", "cancelled_because")
        record("session.cancelled", session, by=by, now=now)
    stop_programmes(departure)


def stop_programmes(departure: Departure) -> None:
    """Their way ends by nobody's choice, so nobody is named."""
    for enrolment in departure.patient.enrolments.open().select_for_update().order_by("pk"):
        day = enrolling.day_of(departure.now)
        enrolling.stand(enrolment, Stands.WITHDREW, day)
        enrolling.note(
            enrolment, Stands.WITHDREW, day, by=None, now=departure.now, because=because_of(departure)
        )
        enrolling.record("enrolment.stopped", enrolment, by=departure.by, now=departure.now)


def resume(departure: Departure) -> None:
    """Only what that stop ended, and only if nothing else keeps the person off the list."""
    patient = departure.patient
    if patient.died_on or patient.left_on:
        return
    stopped = {"cancelled_because": because_of(departure), "cancelled_at__isnull": False}
    for session in patient.sessions.filter(**stopped, entered_in_error_at=None).select_for_update():
        stand_again(session)
        save(session, "cancelled_at", "cancelled_by", "cancelled_because")
        record("session.reopened", session, by=departure.by, now=departure.now)
    for follow_up in patient.follow_ups.filter(**stopped).select_for_update():
        stand_again(follow_up)
        follow_up.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
        following.record("follow_up.planned", follow_up, by=departure.by, now=departure.now)
    resume_programmes(departure)


def resume_programmes(departure: Departure) -> None:
    """They stand where they stood before, unless they have begun the same programme anew."""
    begun = set(departure.patient.enrolments.open().values_list("programme_id", flat=True))
    ended = departure.patient.enrolments.filter(stands=Stands.WITHDREW).exclude(programme__in=begun)
    for enrolment in ended.select_for_update(of=("self",)).order_by("pk"):
        steps = list(enrolment.steps.order_by("-noted_at", "-pk")[:2])
        if len(steps) < 2 or (steps[0].member_id, steps[0].because) != (None, because_of(departure)):
            continue
        before = steps[1]
        enrolling.stand(enrolment, before.kind, before.happened_on)
        enrolling.note(
            enrolment, before.kind, before.happened_on, by=None, now=departure.now, because=TAKEN_BACK
        )
        enrolling.record("enrolment.resumed", enrolment, by=departure.by, now=departure.now)


def stand_again(thing: Session | FollowUp) -> None:
    thing.cancelled_at = thing.cancelled_by = None
    thing.cancelled_because = ""
