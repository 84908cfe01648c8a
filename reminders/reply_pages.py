"""What the page behind a message says: practice and time alone, and how the thing stands now."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from coaching.actions.replying import cancelled_by_them, is_taken, may_answer
from coaching.models import Session, Step
from patients.models import Consent, HelpAsked
from practice.errors import NoLink, link_says
from practice.links import signed
from practice.pace import too_often
from practice.pages import page
from practice.requests import Request
from reminders.actions.stopping import way_of
from reminders.kinds import Channel, Kind
from reminders.models import Message, Refusal, Reply
from reminders.reply_link import KINDS, PURPOSE, SUBJECT
from reminders.subject_of import Subject, subject_of

View = Callable[..., HttpResponse]
MOST, MINUTES = 20, 10
A_MOMENT = dt.timedelta(hours=1)  # in which stopping can be taken back here


@dataclasses.dataclass(frozen=True, slots=True)
class Here:
    """Somebody before the page: the message that brought them, and what it was about."""

    message: Message
    subject: Subject | None


def here_of(request: Request) -> Here:
    """Nothing is said of somebody who died, left, is another record now or is protected; nor of a struck note."""
    mine = request.practice.messages.filter(pk=request.link.subject_id).select_related("patient")
    message = mine.first() if request.link.subject_type == SUBJECT else None
    if message is None or message.kind not in KINDS:
        raise NoLink
    person = message.patient
    if person.died_on or person.left_on or person.merged_at or person.restricted:
        raise NoLink
    subject = subject_of(message)
    if subject is None or getattr(subject, "entered_in_error_at", None):
        raise NoLink
    return Here(message, subject)


def behind_a_message(view: View) -> View:
    """For each page of the link: found, and not pressed too often."""

    @functools.wraps(view)
    def inside(request: Request, **kwargs: Any) -> HttpResponse:
        here = here_of(request)
        if request.method == "POST" and too_often(
            f"{PURPOSE}:{request.link.pk}", most=MOST, minutes=MINUTES, now=request.now
        ):
            return link_says(429)
        return view(request, here, **kwargs)

    return signed(PURPOSE)(inside)


def addresses(request: Request) -> dict[str, str]:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    token = request.resolver_match.kwargs["token"]
    names = {"page": "reply", "help": "reply-help", "stop": "reply-stop"}
    return {name: reverse(f"reminders:{url}", args=[token]) for name, url in names.items()}


def reply_page(
    request: Request, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    around = {
        "address": context.get("address") or addresses(request),
        "practice_name": request.practice.name,
        "telephone": request.practice.telephone,
    }
    return page(request, f"reminders/{template}.html", around | context, status=status)


def stands(here: Here, now: dt.datetime) -> dict[str, Any]:
    """Which words the page has, and what is shown of the thing."""
    subject = here.subject
    context: dict[str, Any] = {"ringing": ringing(here)}
    if isinstance(subject, Session):
        about = "missed" if here.message.kind == Kind.MISSED else session_stands(subject, now)
        return context | {"about": about, "when": subject.booked_for}
    if isinstance(subject, Step):
        about = step_stands(subject) if here.message.kind == Kind.STEP else "touch"
        return context | {"about": about}
    return context | {"about": "touch"}


def session_stands(session: Session, now: dt.datetime) -> str:
    """Whether they are asked, have answered, or can do nothing more."""
    if session.booked_for <= now or session.started_at or session.did_not_attend_at or session.finished_at:
        return "over"
    if cancelled_by_them(session):
        return "given_away" if is_taken(session) else "cannot_come"
    if session.cancelled_at:
        return "off"
    return "confirmed" if session.confirmed_at else "coming"


def step_stands(step: Step) -> str:
    if not may_answer(step):
        return "step_over"
    return "step_answered" if step.answered else "step"


def ringing(here: Here) -> HelpAsked | None:
    """The call that they asked for, until somebody has made it."""
    asked = here.message.patient.asked.open().filter(kind=HelpAsked.Kind.CALL)
    return asked.about(here.subject or here.message).order_by("pk").last()


def stopping(here: Here, now: dt.datetime) -> dict[str, Any]:
    """What of messages they have stopped, and whether they may take it back here."""
    message = here.message
    mine = {"practice_id": message.practice_id, "patient_id": message.patient_id}
    these = Refusal.objects.filter(**mine, kind=message.kind, ended_at=None).first()
    spoken = Consent.objects.open().filter(**mine, kind=way_of(message)).order_by("from_on", "pk").last()
    everything = spoken if spoken is not None and not spoken.agreed else None
    lately = message.replies.filter(said__in=Reply.STOPS, said_at__gt=now - A_MOMENT).exists()
    return {
        "stopped": "all" if everything else "these" if these else "",
        "may_take_back": bool(lately and (these or everything)),
        "way": "emails" if message.channel == Channel.EMAIL else "text messages",
    }
