"""Two people changed the same thing: what each wrote, beside what stood when the second opened it."""

import dataclasses
import datetime as dt
from typing import Any

from django import forms
from django.db import models

from practice import wording
from practice.models import History, Membership, TrailEvent
from practice.requests import Request

CHOICE = "keep_"
VERSION = "version"


@dataclasses.dataclass(frozen=True, slots=True)
class Conflict:
    """What ui/conflict.html needs, and what has to be sent again so that nothing typed is lost."""

    changed_by: str
    changed_at: dt.datetime | None
    rows: list[dict[str, str]]
    taken: list[dict[str, str]]
    hidden: list[tuple[str, str]]


def conflict(request: Request, form: forms.Form, current: Any, opened: int) -> Conflict:
    """Fields that both changed are rows to choose from; what only the other changed is taken over."""
    before = as_opened(current, opened)
    rows: list[dict[str, str]] = []
    taken: list[dict[str, str]] = []
    for name, mine in form.cleaned_data.items():
        theirs = getattr(current, name, None)
        if name == VERSION or name not in before or mine == theirs:
            continue
        line = {"name": name, "label": str(form.fields[name].label)}
        line |= {"mine": in_words(form, name, mine), "theirs": in_words(form, name, theirs)}
        (taken if mine == before[name] else rows).append(line)
    by, at = last_change(current)
    return Conflict(by, at, rows, taken, sent_again(request, current, taken))


def as_opened(current: Any, version: int) -> dict[str, Any]:
    """The fields that were changed since that version, as they were then: the history knows."""
    then: dict[str, Any] = {}
    changes = History.objects.filter(
        practice=current.practice_id,
        table_name=current._meta.db_table,
        row_id=current.pk,
        operation="update",
    )
    for before in changes.order_by("-pk").values_list("before", flat=True):
        change = before or {}
        if change.get("version", version) < version:
            break
        then |= change
        if change.get("version") == version:
            break
    fields = {field.attname: field for field in current._meta.local_fields}
    return {name: fields[name].to_python(value) for name, value in then.items() if name in fields}


def last_change(current: Any) -> tuple[str, dt.datetime | None]:
    """Who saved last, and when."""
    events = TrailEvent.objects.filter(
        practice=current.practice_id,
        subject_type=current._meta.label_lower,
        subject_id=current.pk,
        actor_kind="member",
    ).exclude(verb__endswith=".opened")
    event = events.order_by("-at", "-pk").first()
    if event is None:
        return "Somebody else", None
    member = Membership.objects.filter(pk=event.actor_id or 0).select_related("user").first()
    return (member.name if member else "Somebody else"), event.at


def sent_again(request: Request, current: models.Model, taken: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Everything that was typed, with the version that now stands."""
    ours = ("csrfmiddlewaretoken", "form_key", VERSION)
    typed = [
        (name, value)
        for name in request.POST
        if name not in ours and not name.startswith(CHOICE)
        for value in request.POST.getlist(name)
    ]
    chosen = [(f"{CHOICE}{line['name']}", "theirs") for line in taken]
    return [*typed, *chosen, (VERSION, str(current.version))]  # type: ignore[attr-defined]


def chosen_values(request: Request, form: forms.Form) -> dict[str, Any]:
    """What the form says, without the lines where the other's words were chosen."""
    return {
        name: value
        for name, value in form.cleaned_data.items()
        if name != VERSION and request.POST.get(f"{CHOICE}{name}") != "theirs"
    }


def in_words(form: forms.Form, name: str, value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return wording.long_date(value)
    choices = dict(getattr(form.fields[name], "choices", ()))
    if value is None:
        return str(choices.get("", ""))
    return str(choices.get(value, value))
