"""Events as people read them: who, what, about whom, from where."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from practice.models import Membership, SignInEvent, TrailEvent
from practice.permissions import Permission
from practice.verbs import sentence

MEMBERSHIP = "practice.membership"
WHY_SIGNED_OUT = {"rested": "nobody pressed a key for too long"}
NOTHING = "none"
_words: dict[tuple[str, str], dict[str, str]] = {}


def put_into_words(thing: str, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Called from AppConfig.ready(): what the codes of a field mean whose choices are not on the field itself."""
    _words[thing, name] = dict(choices)


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
    words = [
        f"{name.replace('_', ' ')}: {said(value, words_of(event.subject_type, name))}"
        for name, value in event.details.items()
    ]
    about = members.get(event.subject_id or 0) if event.subject_type == MEMBERSHIP else None
    return "; ".join([about.name, *words] if about else words)


@functools.cache
def words_of(thing: str, name: str) -> Mapping[str, str]:
    """What a code kept under this name says: as its room registered it, or as the field of that thing has it."""
    if (thing, name) in _words:
        return _words[thing, name]
    try:
        field = apps.get_model(thing)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return {}
    return {str(code): str(words) for code, words in getattr(field, "flatchoices", None) or ()}


def said(value: Any, words: Mapping[str, str]) -> str:
    """A choice in the words of the form it was made on; nothing is no blank."""
    if isinstance(value, list):
        return ", ".join(said(part, words) for part in value) or NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return NOTHING
    return words.get(str(value)) or str(value).replace("_", " ")


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
