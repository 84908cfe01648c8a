"""What the page behind an invitation says: the practice and what is offered, nothing of the person or of why them."""

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from coaching.models import Session
from outreach import begun
from outreach.free_times import free
from outreach.messages import KINDS, PAGE
from outreach.models import Invitation, OfferedTime
from practice.clock import LONDON
from practice.errors import NoLink, link_says
from practice.links import signed
from practice.pace import too_often
from practice.pages import page
from practice.requests import Request
from reminders.models import Message
from reminders.reply_link import SUBJECT

View = Callable[..., HttpResponse]
Answer, Closed = Invitation.Answer, Invitation.Closed
MOST, MINUTES = 20, 10
HOW: dict[str, str] = {
    Session.Mode.FACE_TO_FACE: "at the surgery",
    Session.Mode.PHONE: "we ring you",
    Session.Mode.VIDEO: "by video",
    Session.Mode.HOME: "we come to you",
    Session.Mode.WALK: "on a walk",
}
WITH = ("patient__practice", "wave__programme", "enrolment", "referral", "time")


def invitation_of(request: Request) -> Invitation:
    """Nothing is said of somebody who died, left, is another record now or is protected."""
    if request.link.subject_type != SUBJECT:
        raise NoLink
    sent = message_of(request)
    here = request.practice.invitations_to_care.select_related(*WITH)
    found = here.filter(pk=sent.subject_id, patient=sent.patient_id).first() if sent else None
    if found is None or found.closed == Closed.GONE:
        raise NoLink
    person = found.patient
    if person.died_on or person.left_on or person.merged_at or person.restricted:
        raise NoLink
    return found


def message_of(request: Request) -> Message | None:
    """The one that brought them."""
    mine = request.practice.messages.filter(pk=request.link.subject_id, kind__in=KINDS)
    return mine.select_related("patient").first()


def behind_an_invitation(view: View) -> View:
    """Found, and not pressed too often."""

    @functools.wraps(view)
    def inside(request: Request, **kwargs: Any) -> HttpResponse:
        found = invitation_of(request)
        if request.method == "POST" and too_often(
            f"{PAGE.purpose}:{request.link.pk}", most=MOST, minutes=MINUTES, now=request.now
        ):
            return link_says(429)
        return view(request, found, **kwargs)

    return signed(PAGE.purpose)(inside)


def address(request: Request) -> str:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    return reverse(PAGE.url_name, args=[request.resolver_match.kwargs["token"]])


def stop_address(request: Request) -> str:
    return f"{address(request)}/stop"


def invite_page(request: Request, found: Invitation, *, status: int = 200) -> HttpResponse:
    """As it stands at this moment, whatever was pressed."""
    context = {
        **stands(request, found),
        "address": address(request),
        "stop_address": stop_address(request),
        "aim": found.wave.aim,
        "changed": status == 409,
        "practice_name": request.practice.name,
        "telephone": request.practice.telephone,
    }
    return page(request, "outreach/invite.html", context, status=status)


def stands(request: Request, found: Invitation) -> dict[str, Any]:
    """Which words the page has: asked, over, yes, when, booked, begun, not_now, call, stop."""
    if found.closed in (Closed.STOPPED, Closed.TAKEN_OUT):
        return {"about": "over"}
    if found.answer != Answer.YES:
        return {"about": found.answer or "asked"}
    if begun.has_gone_on(found):
        return {"about": "begun"}
    if found.time:
        return {"about": "booked", "time": found.time, "how": how(found.time.mode)}
    times = [] if found.enrolment is None else free(found.wave, request.now)
    chosen_none = request.GET.get("none") == "1"
    if not times or chosen_none:
        return {"about": "yes", "may_choose": bool(times)}
    return {"about": "when", "days": by_day(times), "minutes": minutes_of(times)}


def by_day(times: list[OfferedTime]) -> list[dict[str, Any]]:
    """The soonest day first, and each time with how it takes place."""
    days: dict[dt.date, list[dict[str, Any]]] = {}
    for time in times:
        days.setdefault(time.starts_at.astimezone(LONDON).date(), []).append(
            {"time": time, "how": how(time.mode)}
        )
    return [{"day": day, "times": rows} for day, rows in days.items()]


def minutes_of(times: list[OfferedTime]) -> int:
    """How long all of them take; nothing where they differ."""
    found = {time.minutes for time in times}
    return found.pop() if len(found) == 1 else 0


def how(mode: str) -> str:
    return HOW.get(mode, "")
