"""What the pages of coaching/ look up, each at a fixed number of queries, always from the practices in view."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import Http404

from coaching.life import life_of
from coaching.models import Enrolment, FollowUp, Session, SessionDraft
from coaching.models.session import SessionQuerySet
from patients.models import Patient
from patients.reading import open_record, refuse_blocked
from practice.clock import LONDON
from practice.composed import composed
from practice.gate import Refused
from practice.models import Membership
from practice.permissions import ROLE_PERMISSIONS, Permission
from practice.requests import Request, at_home, practice_ids

Practices = tuple[int, ...]
LIST = 25
ON_THE_RECORD = 10
COMING_UP = dt.timedelta(days=28)
COMING_SHOWN = 10
AT_ONCE = 100

STAFF = (
    *("coach", "booked_by", "started_by", "finished_by"),
    *("did_not_attend_by", "cancelled_by", "entered_in_error_by"),
)


def sessions_of(request: Request, patient: Patient, first: int, count: int) -> list[Session]:
    """Some of a person's sessions, newest first, each saying whether this reader may read its note."""
    return said_of_each(request, all_sessions(request, patient)[first : first + count])


def all_sessions(request: Request, patient: Patient) -> SessionQuerySet:
    return patient.sessions.filter(practice=request.practice).select_related("coach__user").newest_first()


def said_of_each(request: Request, sessions: Iterable[Session]) -> list[Session]:
    found = list(sessions)
    closed = {session.pk for session in found if session.sensitive}
    if closed:  # hardly ever; asked of every session, the question costs more than the list
        opened = Session.objects.filter(pk__in=closed).only_readable_by(request.user.pk)
        closed -= set(opened.values_list("pk", flat=True))
    for session in found:
        session.may_read = session.pk not in closed
    return found


def session_here(request: Request, session_id: int) -> Session:
    """One session of this practice and its patient; refuses a sensitive note and a blocked record."""
    session = next(iter(_session(practice=request.practice.pk, session=session_id)), None)
    if session is None:
        raise Http404
    session.practice = session.patient.practice = request.practice
    asked = Session.objects.filter(practice=request.practice, pk=session_id)
    if session.sensitive and not asked.only_readable_by(request.user.pk).exists():
        raise Refused("a sensitive note is for its author and the people named on it")
    refuse_blocked(request, session.patient)
    return session


@composed
def _session(practice: int, session: int) -> SessionQuerySet:
    return Session.objects.filter(practice=practice, pk=session).select_related("patient")


def session_opened(request: Request, session_id: int) -> Session:
    """The same, with the names to show and the opening of the record written to the trail."""
    session = session_here(request, session_id)
    open_record(request, session.patient_id)
    name_staff(session)
    return session


def name_staff(session: Session) -> None:
    """Who booked, held, signed or ended it: looked up together, because seven joins take longer to compose."""
    keys = {who: getattr(session, f"{who}_id") for who in STAFF}
    members = Membership.objects.select_related("user").in_bulk({key for key in keys.values() if key})
    for who, key in keys.items():
        if key:
            setattr(session, who, members[key])


def follow_up_here(request: Request, follow_up_id: int) -> FollowUp:
    follow_ups = request.practice.follow_ups.filter(pk=follow_up_id)
    follow_up = follow_ups.select_related("patient", "done_by__user").first()
    if follow_up is None:
        raise Http404
    refuse_blocked(request, follow_up.patient)
    return follow_up


def last_time(request: Request, session: Session) -> dict[str, Any]:
    """The signed session before this one, for its next step; a sensitive one only for who may read it."""
    counted = session.patient.sessions.counted().filter(practice=request.practice)
    earlier = counted.filter(booked_for__lte=session.booked_for).exclude(pk=session.pk)
    readable = earlier.only_readable_by(request.user.pk).select_related("coach__user")
    last = readable.newest_first().first()
    return {"last": last, "last_is_closed": last is None and earlier.exists()}


def holding(*permissions: Permission) -> list[str]:
    """The roles that may do all of this."""
    return [role for role, held in ROLE_PERMISSIONS.items() if held.issuperset(permissions)]


def coaches(request: Request) -> models.QuerySet[Membership]:
    """Those who may hold a session here."""
    return colleagues_with(request, Permission.WRITE_NOTES)


def readers(request: Request) -> models.QuerySet[Membership]:
    """Those who could be named on a sensitive note."""
    return colleagues_with(request, Permission.READ_NOTES).exclude(user_id=request.user.pk)


def colleagues_with(request: Request, permission: Permission) -> models.QuerySet[Membership]:
    here = request.practice.memberships.current(request.today).filter(role__in=holding(permission))
    return here.select_related("user").order_by("user__name", "pk")


def others_writing(request: Request, session: Session) -> list[SessionDraft]:
    """What colleagues have begun to write about the same session."""
    drafts = SessionDraft.objects.filter(practice=request.practice, session=session)
    return list(drafts.exclude(member__user_id=request.user.pk).select_related("member__user").order_by("pk"))


def start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=LONDON)


def near_sessions(request: Request) -> list[Session]:
    """Mine of today and tomorrow, in every practice where I hold sessions, by the clock."""
    start = start_of(request.today)
    days = {"start": start, "until": start_of(request.today + dt.timedelta(days=2))}
    return at_home(request, _near(**mine(request), **days))


@composed
def _near(practices: Practices, user: int, start: dt.datetime, until: dt.datetime) -> SessionQuerySet:
    held = sessions_in(practices).of_user(user).filter(entered_in_error_at=None)
    return held.between(start, until).order_by("booked_for", "pk")[: 2 * AT_ONCE]


def unfinished_sessions(request: Request) -> list[Session]:
    """Before today and still without an end, or with words of mine that are not signed; oldest first."""
    days = {"start": start_of(request.today), "tomorrow": start_of(request.today + dt.timedelta(days=1))}
    return at_home(request, _unfinished(**mine(request), **days))


@composed
def _unfinished(
    practices: Practices, user: int, start: dt.datetime, tomorrow: dt.datetime
) -> SessionQuerySet:
    drafts = SessionDraft.objects.filter(session=models.OuterRef("pk"), member__user_id=user)
    theirs = Q(coach__user_id=user)
    found = sessions_in(practices).open().annotate(has_draft=models.Exists(drafts))
    left = found.filter(theirs & Q(booked_for__lt=start) | Q(has_draft=True))
    in_list_above = theirs & Q(booked_for__gte=start, booked_for__lt=tomorrow)
    return left.exclude(in_list_above).order_by("booked_for", "pk")[:AT_ONCE]


def mine(request: Request) -> dict[str, Any]:
    """Where and for whom a composed queryset asks."""
    return {"practices": practice_ids(request), "user": request.user.pk}


def sessions_in(practices: Practices) -> SessionQuerySet:
    sessions = Session.objects.filter(practice__in=practices)
    return sessions.select_related("patient")


def my_follow_ups(request: Request) -> dict[str, list[FollowUp]]:
    """Mine: overdue, due today, coming up, and done today, which can be undone; in one query."""
    until, start = request.today + COMING_UP, start_of(request.today)
    lists: dict[str, list[FollowUp]] = {"overdue": [], "today": [], "coming": [], "done": []}
    for follow_up in at_home(request, _follow_ups(**mine(request), until=until, start=start)):
        lists[kind_of(follow_up, request.today)].append(follow_up)
    return lists


@composed
def _follow_ups(
    practices: Practices, user: int, until: dt.date, start: dt.datetime
) -> models.QuerySet[FollowUp]:
    theirs = FollowUp.objects.filter(practice__in=practices).of_user(user)
    wanted = theirs.filter(Q(done_at=None, due_on__lte=until) | Q(done_at__gte=start), cancelled_at=None)
    return wanted.select_related("patient").order_by("due_on", "pk")[: 2 * AT_ONCE]


def kind_of(follow_up: FollowUp, today: dt.date) -> str:
    if follow_up.done_at:
        return "done"
    if follow_up.due_on < today:
        return "overdue"
    return "today" if follow_up.due_on == today else "coming"


def worked_with(member_ids: list[int]) -> models.QuerySet[Session]:
    """Whose coach one of these memberships is: their caseload."""
    return Session.objects.filter(coach__in=member_ids, entered_in_error_at=None, cancelled_at=None)


def enrolled_with(member_ids: list[int]) -> models.QuerySet[Enrolment]:
    """Who is on their way with one of these memberships."""
    return Enrolment.objects.open().filter(coach__in=member_ids)


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """The panel on the record: ten sessions and the open follow-ups, as many queries with two as with twenty."""
    reads = Permission.READ_NOTES in request.permissions
    life = life_of(request, patient)
    return {
        "patient": patient,
        "sessions": life.sessions[:ON_THE_RECORD],
        "has_more": len(life.sessions) > ON_THE_RECORD,
        "follow_ups": life.follow_ups if reads else (),
        "may_read_notes": reads,
        "may_book": Permission.WRITE_NOTES in request.permissions
        and not (patient.died_on or patient.left_on or patient.merged_at),
    }
