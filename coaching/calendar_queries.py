"""What a calendar is told: numbers, times and how, for one colleague of one practice."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from coaching.actions.feeding import PURPOSE
from coaching.calendar_text import Event
from coaching.models import Session
from coaching.queries import holding
from practice.errors import NoLink
from practice.models import Membership, SignedLink
from practice.permissions import Permission
from practice.requests import Request

BACK, AHEAD = dt.timedelta(days=60), dt.timedelta(days=366)


def standing_link(request: Request) -> SignedLink | None:
    """The link that works now; where it leads cannot be read again."""
    mine = request.practice.links.usable(request.now).filter(purpose=PURPOSE, subject_id=request.member.pk)
    return mine.order_by("-pk").first()


def owner(request: Request) -> Membership:
    """Whose link it is, as long as they hold sessions here. Raises NoLink."""
    if request.link.subject_type != Membership._meta.label_lower:
        raise NoLink
    working = request.practice.memberships.current(request.today).filter(
        pk=request.link.subject_id, role__in=holding(Permission.WRITE_NOTES), user__is_active=True
    )
    member = working.first()
    if member is None:
        raise NoLink
    return member


def events(request: Request) -> list[Event]:
    """Their sessions, those that were cancelled too, so that a calendar takes them out."""
    member = owner(request)
    mine = Session.objects.filter(practice=request.practice, coach=member).select_related("patient")
    near = mine.between(request.now - BACK, request.now + AHEAD).order_by("booked_for", "pk")
    return [event_of(session, request) for session in near]


def event_of(session: Session, request: Request) -> Event:
    """Of people whose details are restricted it does not say at which practice they are either."""
    how = session.get_mode_display().lower()
    named = [f"Session {session.pk}", request.practice.name, how]
    if session.patient.restricted:
        named.remove(request.practice.name)
    return Event(
        number=session.pk,
        starts_at=session.booked_for,
        minutes=session.minutes,
        summary=", ".join(named),
        changes=session.version,
        cancelled=bool(session.cancelled_at or session.entered_in_error_at),
        url="" if session.patient.restricted else address_of(session, request),
    )


def address_of(session: Session, request: Request) -> str:
    here = reverse("coaching:session", args=[request.practice.ods_code, session.pk])
    return settings.PUBLIC_URL.rstrip("/") + here
