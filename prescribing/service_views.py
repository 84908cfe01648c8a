"""A service is written by hand: itself, its places, times and contacts, and how many places it has."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import directory_queries as lookup
from prescribing.actions import services as actions
from prescribing.directory_views import to_service
from prescribing.models import Service
from prescribing.search_queries import needs as all_needs
from prescribing.service_forms import (
    PART_FORMS,
    PlacesForm,
    ServiceForm,
    as_it_stands,
    part_as_it_stands,
    part_values,
)

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
TITLES = {"place": "a place", "time": "a time", "contact": "a contact"}
CHANGED = "Somebody else has changed this since you opened it. What you wrote is still below: look, and keep it again."


def who(request: Request) -> dict[str, Any]:
    return {"practice": request.practice, "by": request.member, "now": request.now}


@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def add_service(request: Request) -> HttpResponse:
    """One that no feed knows."""
    form = ServiceForm(sent(request), needs=list(all_needs()), initial={"status": "active"})
    if form.is_valid():
        chosen = form.cleaned_data["needs"]
        made = actions.add_service(values=form.values, needs=chosen, **who(request))
        messages.success(request, "It is in the directory. Say where and when it meets")
        return to_service(request, made)
    return page(request, "prescribing/service_edit.html", {"form": form}, status=status_of(form))


@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def change_service(request: Request, service_id: int) -> HttpResponse:
    """Other words; somebody else's in the meantime are shown, and nobody's vanish."""
    found = lookup.service_here(request, service_id)
    first = as_it_stands(found, lookup.needs_of(found))
    form = ServiceForm(sent(request), needs=list(all_needs()), initial=first)
    if form.is_valid():

        def act(version: int) -> Service:
            values, chosen = form.values, form.cleaned_data["needs"]
            return actions.change_service(
                service=found, version=version, values=values, needs=chosen, **who(request)
            )

        if kept(form, act):
            messages.success(request, "The service is changed")
            return to_service(request, found)
    context = {"form": form, "service": found}
    return page(request, "prescribing/service_edit.html", context, status=status_of(form))


def kept(form: forms.Form, act: Callable[[int], Any]) -> Any:
    """Do it, or say that somebody else was faster and how it stands; the next press is about that."""
    try:
        return act(form.cleaned_data["version"] or 0)
    except Stale as stale:
        current: Any = stale.current
        again = cast(QueryDict, form.data).copy()
        again["version"] = str(current.version)
        form.data = again
        form.add_error(None, " ".join([CHANGED, *how_it_stands(form, current)]))
        return None


def how_it_stands(form: forms.Form, current: Any) -> list[str]:
    """What is different from what was typed, in words."""
    found = []
    for name, field in form.fields.items():
        theirs = getattr(current, name, None)
        if name != "version" and isinstance(theirs, str | int) and theirs != form.cleaned_data.get(name):
            found.append(f"{field.label}: {str(theirs)[:200] or 'nothing'}.")
    return ["Theirs:", *found] if found else []


@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def service_places(request: Request, service_id: int) -> HttpResponse:
    """Free places, the wait, and whether they take people now."""
    found = lookup.service_here(request, service_id)
    first = {name: getattr(found, name) for name in (*actions.CAPACITY, "version")}
    form = PlacesForm(sent(request), initial=first | {"paused": found.paused_at is not None})
    if form.is_valid():
        paused = form.cleaned_data["paused"]

        def act(version: int) -> Service:
            said: dict[str, Any] = {"paused": paused, "values": form.values}
            return actions.say_places(service=found, version=version, **said, **who(request))

        if kept(form, act):
            messages.success(request, "Noted")
            return to_service(request, found)
    context = {"form": form, "service": found, "title": "Places and waiting"}
    return page(request, "prescribing/service_form.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def add_part(request: Request, service_id: int, service_part: str) -> HttpResponse:
    """A place, a time, somebody to speak with."""
    return part_page(request, lookup.service_here(request, service_id), service_part, None)


@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def change_part(request: Request, service_id: int, service_part: str, piece_id: int) -> HttpResponse:
    found = lookup.service_here(request, service_id)
    return part_page(request, found, service_part, lookup.part_here(request, found, service_part, piece_id))


def part_page(request: Request, found: Service, kind: str, before: Any) -> HttpResponse:
    """The form of one part, empty or as it stands."""
    if kind not in PART_FORMS:
        raise Http404
    more: dict[str, Any] = {"places": lookup.places_of(found)} if kind == "time" else {}
    first = part_as_it_stands(kind, before) if before else None
    form = PART_FORMS[kind](sent(request), initial=first, **more)
    if form.is_valid():
        said: dict[str, Any] = {"kind": kind, "values": part_values(form), "before": before}
        if tried(form, lambda: actions.keep_part(service=found, **said, **who(request))):
            messages.success(request, "Kept")
            return to_service(request, found)
    title = f"Change {TITLES[kind]}" if before else f"Add {TITLES[kind]}"
    context = {"form": form, "service": found, "title": title}
    return page(request, "prescribing/service_form.html", context, status=status_of(form))


@require_POST
@requires(Permission.EDIT_DIRECTORY)
def end_part(request: Request, service_id: int, service_part: str, piece_id: int) -> HttpResponse:
    found = lookup.service_here(request, service_id)
    part = lookup.part_here(request, found, service_part, piece_id)
    return pressed(
        request, found, lambda **w: actions.end_part(service=found, kind=service_part, part=part, **w)
    )


@require_POST
@requires(Permission.EDIT_DIRECTORY)
def withdraw_service(request: Request, service_id: int) -> HttpResponse:
    found = lookup.service_here(request, service_id)
    return pressed(request, found, lambda **w: actions.withdraw_service(service=found, **w))


@require_POST
@requires(Permission.EDIT_DIRECTORY)
def bring_back(request: Request, service_id: int) -> HttpResponse:
    found = lookup.service_here(request, service_id)
    return pressed(request, found, lambda **w: actions.bring_back(service=found, **w))


def pressed(request: Request, found: Service, act: Callable[..., Any]) -> HttpResponse:
    try:
        act(**who(request))
        messages.success(request, "Done")
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_service(request, found)
