"""Waves: made from what a search found, looked at before anything goes, started, stopped, watched."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from outreach import equity_page, wave_pages, wave_room
from outreach import wave_queries as lookup
from outreach.actions import waves as actions
from outreach.choosing import choice_of
from outreach.cohort_queries import run_here
from outreach.found_shown import hidden_under
from outreach.models import CohortRun, Wave
from outreach.wave_forms import StartForm, StopForm, WaveForm, first_values
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
CHANGED = "Something has changed since you looked. This is how it stands now."
USUAL_SIZE = 20


def who(request: Request) -> dict[str, Any]:
    return {"by": request.member, "now": request.now}


def to_wave(request: Request, wave: Wave) -> HttpResponse:
    return redirect("outreach:wave", request.practice.ods_code, wave.pk)


@require_GET
@requires(Permission.FIND_GROUPS)
def waves(request: Request) -> HttpResponse:
    """All of this practice, the newest first."""
    number = page_number(request)
    found = lookup.page_of_waves(request, number)
    context = {
        "rows": [(wave, *lookup.state(wave)) for wave in found[: lookup.A_PAGE]],
        "under": hidden_under(request),
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if len(found) > lookup.A_PAGE else "",
    }
    return page(request, "outreach/waves.html", context)


@require_GET
@requires(Permission.FIND_GROUPS)
def wave(request: Request, wave_id: int) -> HttpResponse:
    """What came of one, stage by stage and by group."""
    found = lookup.wave_here(request, wave_id)
    return page(request, "outreach/wave.html", wave_pages.wave_page(request, found))


@require_GET
@requires(Permission.FIND_GROUPS)
def make_up(request: Request, wave_id: int) -> HttpResponse:
    """Who is in it beside who could be asked and who is on the list."""
    found = lookup.wave_here(request, wave_id)
    shown = equity_page.of_wave(found, request.today, hidden_under(request))
    return page(request, "outreach/equity.html", {"wave": found, "makeup": shown})


@shown_and_sent
@requires(Permission.INVITE)
def make_wave(request: Request, cohort_run_id: int) -> HttpResponse:
    """Look at it as often as wanted; nothing is kept before it is made, and nobody is asked before it is started."""
    run = run_here(request, cohort_run_id)
    rooms = wave_room.rooms(request)
    form = wave_form(request, run, rooms)
    if form.is_valid() and request.POST.get("press") == "make":
        made = tried(form, lambda: actions.make(run=run, values=form.values, **who(request)))
        if made:
            messages.success(request, "The wave is made. Nobody is asked before you start it")
            return to_wave(request, made)
    context = {"form": form, "run": run, "rooms": rooms, **wave_pages.about(request, run)}
    if form.is_valid():
        actions.look_ahead(run=run, **who(request))
        choice = choice_of(run, form.values, request.now)
        context["ahead"] = wave_pages.looked_ahead(request, run, choice)
    return page(request, "outreach/wave_make.html", context, status=status_of(form))


def wave_form(request: Request, run: CohortRun, rooms: list[wave_room.Room]) -> WaveForm:
    """Begins with what the search was for, and with as many as the team can take on."""
    for_what = str(run.criteria.get("for_what", ""))
    aim = Wave.Aim.PRESCRIBING if for_what == Wave.Aim.PRESCRIBING else Wave.Aim.COACHING
    suggested = next(room.size for room in rooms if room.aim == aim)
    names = lookup.names_of_day(request)
    first = first_values(request.today, for_what, suggested or USUAL_SIZE, names)
    given: dict[str, Any] = {"programmes": lookup.programmes(request), "today": request.today}
    return WaveForm(sent(request), initial=first, **given)


@shown_and_sent
@requires(Permission.INVITE)
def start_wave(request: Request, wave_id: int) -> HttpResponse:
    """The press names how many, and by which way how many of them."""
    found = lookup.wave_here(request, wave_id)
    if found.started_at or found.stopped_at:
        return to_wave(request, found)
    ahead = wave_pages.ahead(found, request.now)
    form = StartForm(sent(request))
    if form.is_valid() and started(request, found, form):
        return to_wave(request, found)
    unreasoned = wave_pages.unreasoned(found.run)
    context = {"form": form, "wave": found, "ahead": ahead, "unreasoned": unreasoned}
    context["short"] = equity_page.of_wave(found, request.today, 0).short
    return page(request, "outreach/wave_start.html", context, status=status_of(form))


def started(request: Request, found: Wave, form: StartForm) -> Any:
    """Or it says what has changed: the next press is about that."""
    try:
        done = tried(form, lambda: actions.start(wave=found, **form.cleaned_data, **who(request)))
    except Stale:
        form.add_error(None, CHANGED)
        return None
    if done:
        messages.success(request, "The wave is started")
    return done


@shown_and_sent
@requires(Permission.FIND_GROUPS)
def stop_wave(request: Request, wave_id: int) -> HttpResponse:
    """At once, with a reason; it can be undone for a day."""
    found = lookup.wave_here(request, wave_id)
    form = StopForm(sent(request))
    if form.is_valid():
        because = form.cleaned_data["because"]
        if tried(form, lambda: actions.stop(wave=found, because=because, **who(request))):
            messages.success(request, "Stopped. Nobody more is asked. You can undo this for a day")
            return to_wave(request, found)
    context = {"form": form, "wave": found}
    return page(request, "outreach/wave_stop.html", context, status=status_of(form))


@require_POST
@requires(Permission.FIND_GROUPS)
def undo_stop(request: Request, wave_id: int) -> HttpResponse:
    """It goes on."""
    found = lookup.wave_here(request, wave_id)
    try:
        actions.undo_stop(wave=found, **who(request))
    except NotPossible as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "The wave goes on")
    return to_wave(request, found)
