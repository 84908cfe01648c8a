"""What the practice offers: programmes, added, changed and ended."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from coaching import programme_queries as lookup
from coaching.actions import programmes as actions
from coaching.models import Programme
from coaching.programme_forms import ProgrammeForm, as_it_stands
from practice.acting import Stale
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

CHANGED = "Somebody else has changed this programme since you opened it. Look at how it stands now."
shown_and_sent = require_http_methods(["GET", "POST"])


@require_GET
@requires(Permission.MANAGE_PROGRAMMES)
def programmes(request: Request) -> HttpResponse:
    """Everything that is offered here, and what was."""
    context = {
        "programmes": lookup.named(lookup.offered(request), dict(lookup.instruments(request.practice))),
        "ended": lookup.ended(request),
    }
    return page(request, "coaching/programmes.html", context)


@shown_and_sent
@requires(Permission.MANAGE_PROGRAMMES)
def add_programme(request: Request) -> HttpResponse:
    """A new one."""
    form = ProgrammeForm(sent(request), instruments=lookup.instruments(request.practice))
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    if form.is_valid() and tried(
        form, lambda: actions.start(practice=request.practice, **form.values, **who)
    ):
        messages.success(request, f"“{form.cleaned_data['name']}” can be offered now")
        return to_programmes(request)
    return page(request, "coaching/programme_add.html", {"form": form}, status=status_of(form))


@shown_and_sent
@requires(Permission.MANAGE_PROGRAMMES)
def programme(request: Request, programme_id: int) -> HttpResponse:
    """Other words, another number, other questionnaires."""
    found = lookup.programme_here(request, programme_id)
    first = as_it_stands(found, found.asked)  # type: ignore[attr-defined]
    form = ProgrammeForm(sent(request), initial=first, instruments=lookup.instruments(request.practice))
    if form.is_valid():
        try:
            if tried(form, lambda: change(request, found, form)):
                messages.success(request, "The programme is changed")
                return to_programmes(request)
        except Stale:
            messages.warning(request, CHANGED)
            return redirect("coaching:programme", request.practice.ods_code, found.pk)
    context = {"form": form, "programme": found}
    return page(request, "coaching/programme.html", context, status=status_of(form))


def change(request: Request, found: Programme, form: ProgrammeForm) -> Programme:
    version = form.cleaned_data["version"] or 0
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    return actions.change(programme=found, version=version, **form.values, **who)


@shown_and_sent
@requires(Permission.MANAGE_PROGRAMMES)
def end_programme(request: Request, programme_id: int) -> HttpResponse:
    """Nobody new; whoever is on the way goes on."""
    found = lookup.programme_here(request, programme_id)
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            standing = int(version) if version.isascii() and version.isdigit() else found.version
            actions.end(programme=found, version=standing, by=request.member, now=request.now)
            messages.success(request, f"“{found.name}” has ended")
        except Stale:
            messages.warning(request, CHANGED)
        return to_programmes(request)
    return page(request, "coaching/programme_end.html", {"programme": found})


def to_programmes(request: Request) -> HttpResponse:
    return redirect("coaching:programmes", request.practice.ods_code)
