"""Events as people read them: who, what, about whom, from where."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from practice.models import Membership, SignInEvent, TrailEvent
from practice.permissions import Permission
from practice.verbs import sentence

MEMBERSHIP = "practice.membership"
WHY_SIGNED_OUT = {"rested": "nobody pressed a key for too long"}


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    at: dt.datetime
    who: str
    what: str
    more: str = ""
    patient_id: int | None = None
    address: str = ""


def trail_rows(events: Iterable[TrailEvent], members: Mapping[int, Membership]) -> list[Row]:
    return [
        Row(e.at, who(e, members), sentence(e.verb), more(e, members), e.patient_id, e.address or "")
        for e in events
    ]


def who(event: TrailEvent, members: Mapping[int, Membership]) -> str:
    """A colleague with the role they acted in, the product itself, or somebody with a link."""
    member = members.get(event.actor_id or 0)
    if event.actor_kind == "member" and member:
        return f"{member.name}, {member.get_role_display().lower()}"
    if event.actor_kind == "system":
        return f"Skerry itself ({event.system})"
    return "Somebody with a link"


def more(event: TrailEvent, members: Mapping[int, Membership]) -> str:
    """Which colleague it was about, and what was kept with it: field names, counts, choices."""
    words = [f"{name.replace('_', ' ')}: {said(value)}" for name, value in event.details.items()]
    about = members.get(event.subject_id or 0) if event.subject_type == MEMBERSHIP else None
    return "; ".join([about.name, *words] if about else words)


def said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(said(part) for part in value)
    return str(value).replace("_", " ")


def door_rows(events: Iterable[SignInEvent]) -> list[Row]:
    return [
        Row(
            e.at,
            e.user.name if e.user else "Not known",
            e.get_kind_display(),
            place(e),
            None,
            e.address or "",
        )
        for e in events
    ]


def place(event: SignInEvent) -> str:
    """What was refused, in words where there are some."""
    if event.kind != SignInEvent.Kind.REFUSED:
        return WHY_SIGNED_OUT.get(event.place, event.place)
    _page, _space, reason = event.place.partition(" ")
    if reason in Permission.values:
        return f"Not in their role: {Permission(reason).label[:1].lower()}{Permission(reason).label[1:]}"
    return reason
