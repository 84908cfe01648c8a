"""A coach's own reflections and supervision: only ever the reader's, which the row policy makes sure of again."""

from typing import Any

from django.http import Http404

from coaching.actions.reflecting import TICKS
from coaching.models import Reflection, Session, Supervision
from coaching.own_forms import ReflectionForm
from coaching.queries import name_staff, session_here
from practice import wording
from practice.gate import Refused
from practice.requests import Request

SHOWN = 100
FLAGS = (
    ("about_risk", "about a risk"),
    ("about_load", "about how much I carry"),
    ("to_come_back_to", "to come back to"),
)


def reflection_on(request: Request, session: Session) -> Reflection | None:
    """Mine on this session."""
    return session.reflections.filter(user_id=request.user.pk).first()


def own_session(request: Request, session_id: int) -> Session:
    """A finished session of the reader's own; anybody else's is refused."""
    session = session_here(request, session_id)
    name_staff(session)
    if not (session.finished_by and session.finished_by.user_id == request.user.pk):
        raise Refused("no finished session of theirs")
    return session


def own_entry(request: Request, number: str) -> Supervision:
    """One entry of the reader's log."""
    mine = Supervision.objects.filter(practice=request.practice, user_id=request.user.pk)
    entry = (
        mine.filter(pk=int(number)).first()
        if number.isascii() and number.isdigit() and len(number) < 19
        else None
    )
    if entry is None:
        raise Http404
    return entry


def own(request: Request) -> dict[str, list[Any]]:
    """Everything of mine in this practice, the newest first. No sums: it is no ranking."""
    reflections = Reflection.objects.filter(practice=request.practice, user_id=request.user.pk)
    entries = Supervision.objects.filter(practice=request.practice, user_id=request.user.pk)
    listed = reflections.select_related("session").order_by("-session__booked_for", "-pk")[:SHOWN]
    return {
        "reflections": [{"reflection": one, "said": said(one)} for one in listed],
        "entries": [
            {"entry": one, "flags": flags(one)} for one in entries.order_by("-held_on", "-pk")[:SHOWN]
        ],
    }


def said(reflection: Reflection) -> list[str]:
    """What was ticked, in words."""
    fields = ReflectionForm.base_fields
    return [str(fields[name].label) for name in TICKS if getattr(reflection, name)]


def flags(entry: Supervision) -> list[str]:
    return [words for name, words in FLAGS if getattr(entry, name)]


def as_text(own: dict[str, list[Any]]) -> str:
    """To take along to supervision: days and one's own words, no patient and no number of a session."""
    lines = ["My reflections", ""]
    for row in own["reflections"]:
        one = row["reflection"]
        lines += [f"Session of {wording.long_date(one.session.booked_for)}", *(f"- {t}" for t in row["said"])]
        lines += [one.words, ""] if one.words else [""]
    lines += ["My supervision", ""]
    for row in own["entries"]:
        one, flagged = row["entry"], f" ({', '.join(row['flags'])})" if row["flags"] else ""
        lines += [f"{wording.long_date(one.held_on)}, with {one.with_whom}{flagged}"]
        lines += [one.words, ""] if one.words else [""]
    return "\r\n".join(lines)
