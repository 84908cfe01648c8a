"""A session is booked, started, moved, cancelled, missed, or opened again."""

import datetime as dt

from django.db import models

from coaching.actions import following
from coaching.models import Enrolment, Session
from coaching.note import NextContact
from patients.models import Patient
from practice import trail
from practice.acting import Stale, action, in_whose_name
from practice.actions import NotPossible
from practice.actors import Actor
from practice.clock import LONDON, day_of
from practice.composed import composed
from practice.models import Membership


@action
def book(
    *,
    patient: Patient,
    coach: Membership,
    mode: str,
    booked_for: dt.datetime,
    minutes: int,
    by: Actor,
    now: dt.datetime,
    interpreter_booked: bool = False,
    video_link: str = "",
    enrolment: Enrolment | None = None,
    outside: bool = False,
    in_the_name_of: Membership | None = None,
) -> Session:
    """A time is agreed. It belongs to the only programme they are in, unless one is named or it is `outside` all.

    Somebody who chooses a time that was offered acts themselves, in the name of whoever offered it.
    """
    refuse_gone(patient)
    session = Session.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        coach=coach,
        mode=mode,
        booked_for=booked_for,
        minutes=minutes,
        interpreter_booked=interpreter_booked,
        video_link=video_link,
        enrolment=None if outside else enrolment or the_only_one(patient),
        booked_at=now,
        booked_by=in_whose_name(by, in_the_name_of),
    )
    record("session.booked", session, by=by, now=now)
    return session


@action
def start_now(*, patient: Patient, by: Membership, now: dt.datetime) -> Session:
    """Somebody is here: a session begins, the one booked for today if there is one.

    A second press from another tab finds the first one's session.
    """
    refuse_gone(patient)
    Patient.objects.select_for_update().get(pk=patient.pk)
    begun = patient.sessions.open().filter(coach=by, started_at__gte=now - dt.timedelta(hours=2)).first()
    if begun:
        record("session.started", begun, by=by, now=now, again=True)
        return begun
    booked = booked_today(patient, by, now)
    if booked:
        return start(session=booked, by=by, now=now)
    session = Session.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        coach=by,
        booked_for=now.replace(second=0, microsecond=0),
        enrolment=the_only_one(patient),
        booked_at=now,
        booked_by=by,
        started_at=now,
        started_by=by,
    )
    record("session.started", session, by=by, now=now)
    return session


def the_only_one(patient: Patient) -> Enrolment | None:
    """Their way through a programme, if there is exactly one; of two nobody can tell which is meant."""
    found = list(patient.enrolments.open().filter(practice=patient.practice_id)[:2])
    return found[0] if len(found) == 1 else None


def booked_today(patient: Patient, coach: Membership, now: dt.datetime) -> Session | None:
    """The only session of theirs that waits today with this coach; of two nobody can tell which it is."""
    midnight = dt.datetime.combine(day_of(now), dt.time(), tzinfo=LONDON)
    today = patient.sessions.open().between(midnight, midnight + dt.timedelta(days=1))
    waiting = list(today.filter(coach=coach, started_at=None).select_for_update(of=("self",))[:2])
    return waiting[0] if len(waiting) == 1 else None


@action
def start(*, session: Session, by: Membership, now: dt.datetime) -> Session:
    """A booked session begins. One booked for a later day takes place now."""
    locked = lock(session)
    refuse_ended(locked)
    if locked.started_at is None:
        locked.started_at, locked.started_by = now, by
        if day_of(locked.booked_for) > now.date():
            locked.booked_for = now.replace(second=0, microsecond=0)
        save(locked, "started_at", "started_by", "booked_for")
    record("session.started", locked, by=by, now=now)
    return locked


@action
def move(
    *,
    session: Session,
    version: int,
    coach: Membership,
    mode: str,
    booked_for: dt.datetime,
    minutes: int,
    by: Membership,
    now: dt.datetime,
    interpreter_booked: bool = False,
    video_link: str = "",
    enrolment: Enrolment | None = None,
    outside: bool = False,
) -> Session:
    """Another time, way or coach. What stood before stays in the history.

    At another time, or with another coach, it does not stand in the GP appointment book any more.
    """
    locked = lock(session, version)
    refuse_ended(locked)
    refuse_begun(locked)
    if (locked.booked_for, locked.minutes, locked.coach_id) != (booked_for, minutes, coach.pk):
        locked.in_gp_book = False
    if locked.booked_for != booked_for:
        locked.confirmed_at = None  # they said yes to another time
    locked.coach, locked.mode, locked.booked_for, locked.minutes = coach, mode, booked_for, minutes
    locked.interpreter_booked, locked.video_link = interpreter_booked, video_link
    locked.enrolment = None if outside else enrolment or locked.enrolment
    save(
        locked,
        *("coach", "mode", "booked_for", "minutes", "in_gp_book"),
        *("interpreter_booked", "video_link", "enrolment", "confirmed_at"),
    )
    record("session.moved", locked, by=by, now=now)
    return locked


@action
def cancel(*, session: Session, version: int, because: str, by: Membership, now: dt.datetime) -> Session:
    """It will not take place, and everybody knows before."""
    locked = lock(session, version)
    refuse_ended(locked)
    refuse_begun(locked)
    locked.cancelled_at, locked.cancelled_by, locked.cancelled_because = now, by, because
    save(locked, "cancelled_at", "cancelled_by", "cancelled_because")
    record("session.cancelled", locked, by=by, now=now)
    return locked


@action
def did_not_attend(
    *,
    session: Session,
    version: int,
    absence: str,
    next_contact: NextContact,
    by: Membership,
    now: dt.datetime,
) -> Session:
    """Nobody came, or nobody brought them; and what is next, so that they are not lost."""
    locked = lock(session, version)
    refuse_ended(locked)
    if locked.booked_for > now:
        raise NotPossible("This session has not begun yet. Cancel it if it will not take place.")
    locked.did_not_attend_at, locked.did_not_attend_by, locked.absence = now, by, absence
    locked.no_follow_up_because = next_contact.none_because
    save(locked, "did_not_attend_at", "did_not_attend_by", "absence", "no_follow_up_because")
    record("session.missed", locked, by=by, now=now)
    following.plan_from(locked, next_contact, by=by, now=now)
    return locked


@action
def reopen(*, session: Session, by: Membership, now: dt.datetime) -> Session:
    """Cancelled or missed by mistake, or they came after all: the session stands again."""
    locked = lock(session)
    if not (locked.cancelled_at or locked.did_not_attend_at) or locked.entered_in_error_at:
        raise NotPossible("This session is not cancelled or missed, so there is nothing to undo.")
    refuse_gone(locked.patient)
    locked.cancelled_at = locked.cancelled_by = locked.did_not_attend_at = locked.did_not_attend_by = None
    locked.cancelled_because = locked.absence = locked.no_follow_up_because = ""
    save(
        locked,
        *("cancelled_at", "cancelled_by", "cancelled_because"),
        *("did_not_attend_at", "did_not_attend_by", "absence", "no_follow_up_because"),
    )
    record("session.reopened", locked, by=by, now=now)
    following.cancel_open(locked, because="The session stands again", by=by, now=now)
    return locked


def lock(session: Session, version: int | None = None) -> Session:
    """The row as it stands now, held until the end; Stale if it is not the one that was shown."""
    (locked,) = _locked(session=session.pk)
    if version is not None and locked.version != version:
        raise Stale(locked)
    return locked


@composed
def _locked(session: int) -> models.QuerySet[Session]:
    return Session.objects.select_for_update(of=("self",)).select_related("patient").filter(pk=session)


def save(session: Session, *names: str) -> None:
    """Write these columns and count the version up."""
    session.version += 1
    session.save(update_fields=[*names, "version"])


def record(verb: str, session: Session, *, by: Actor, now: dt.datetime, **details: object) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=session.practice_id,
        subject=session,
        patient=session.patient_id,
        details=details,
    )


def refuse_gone(patient: Patient) -> None:
    """Nothing is booked for somebody who died, left, or whose record is another's now."""
    if patient.died_on or patient.left_on or patient.merged_at:
        raise NotPossible("This person is not on the list any more, so nothing can be booked for them.")


def refuse_ended(session: Session) -> None:
    if not session.is_open:
        raise Stale(session)


def refuse_begun(session: Session) -> None:
    if session.started_at:
        raise NotPossible("This session has started. Finish it, or say that they did not attend.")
