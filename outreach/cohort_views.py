"""Searches for people: put together with a count beside it, kept, changed, run, ended."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from outreach import cohort_queries as lookup
from outreach.actions import cohorts as actions
from outreach.allowing import protected_reason_for, waits_for_reason
from outreach.cohort_forms import ReasonForm
from outreach.cohort_pages import Builder, counted
from outreach.criteria import Criteria
from outreach.found_shown import found_by, hidden_under, shown_found
from outreach.models import Cohort
from outreach.wave_queries import going_on
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
CHANGED = "Somebody else has changed this search since you opened it. Look at how it stands now."


def who(request: Request) -> dict[str, Any]:
    return {"by": request.member, "now": request.now}


def to_search(request: Request, cohort: Cohort) -> HttpResponse:
    return redirect("outreach:search", request.practice.ods_code, cohort.pk)


@require_GET
@requires(Permission.FIND_GROUPS)
def searches(request: Request) -> HttpResponse:
    """Those that are kept, with what each found last; and the waves that go on."""
    under = hidden_under(request)
    kept = lookup.searches(request.practice)
    rows = [
        (one, one.latest and shown_found(found_by(one.latest), under), waits_for_reason(one))  # type: ignore[attr-defined]
        for one in kept
    ]
    context = {
        "rows": rows,
        "ended": lookup.ended(request.practice),
        "under": under,
        "waves": going_on(request),
    }
    context["several"] = len({m.practice_id for m in request.memberships}) > 1
    return page(request, "outreach/searches.html", context)


@shown_and_sent
@requires(Permission.FIND_GROUPS)
def add_search(request: Request) -> HttpResponse:
    """Ticked and typed, counted, and kept once it is right."""
    builder = Builder(request, [request.practice])
    if builder.ready and (kept := tried(builder.naming, lambda: save(request, builder))):
        messages.success(request, f"“{kept.name}” is kept")
        return to_search(request, kept)
    return builder.page("outreach/search_edit.html")


def save(request: Request, builder: Builder) -> Cohort:
    said = builder.naming.cleaned_data
    words = {"name": said["name"], "reason": said["reason"]}
    return actions.save(practice=request.practice, criteria=builder.criteria, **words, **who(request))


@shown_and_sent
@requires(Permission.FIND_GROUPS)
def change_search(request: Request, cohort_id: int) -> HttpResponse:
    """The same page, filled in. Who was slower sees what the other wrote, and keeps theirs or goes back."""
    kept = lookup.search_here(request, cohort_id)
    builder = Builder(request, [request.practice], kept)
    theirs: dict[str, Any] = {}
    if builder.ready:
        try:
            if tried(builder.naming, lambda: change(request, kept, builder)):
                messages.success(
                    request, "The search is changed. Find the people again to see who they are now"
                )
                return to_search(request, kept)
        except Stale as stale:
            theirs = how_it_stands(request, builder, stale.current)
    return builder.page("outreach/search_edit.html", kept=kept, **theirs)


def change(request: Request, kept: Cohort, builder: Builder) -> Cohort:
    said = builder.naming.cleaned_data
    words = {"name": said["name"], "reason": said["reason"], "version": said["version"] or 0}
    return actions.change(cohort=kept, criteria=builder.criteria, **words, **who(request))


def how_it_stands(request: Request, builder: Builder, current: Any) -> dict[str, Any]:
    """Theirs in words beside what was typed; the next press is about theirs."""
    again = request.POST.copy()
    again["version"] = str(current.version)
    builder.naming.data = again
    builder.naming.add_error(None, "Somebody else has changed this search while you had it open")
    asked = counted(request, [request.practice], Criteria.read(current.criteria))
    return {"theirs": current, "their_lines": asked["lines"]}


@require_GET
@requires(Permission.FIND_GROUPS)
def search(request: Request, cohort_id: int) -> HttpResponse:
    """Whom it looks for, how many they are now, and what its runs found."""
    kept = lookup.search_here(request, cohort_id)
    criteria = Criteria.read(kept.criteria)
    under = hidden_under(request)
    context = {
        "kept": kept,
        "runs": [(run, shown_found(found_by(run), under)) for run in lookup.runs(kept)],
        "reason": protected_reason_for(kept) if criteria.protected else None,
        **counted(request, [request.practice], criteria),
    }
    return page(request, "outreach/search.html", context)


@require_POST
@requires(Permission.FIND_GROUPS)
def run_search(request: Request, cohort_id: int) -> HttpResponse:
    """Who they are now, kept with today's date."""
    kept = lookup.search_here(request, cohort_id)
    try:
        run = actions.run(cohort=kept, **who(request))
    except NotPossible as why:
        messages.warning(request, str(why))
        return to_search(request, kept)
    return redirect("outreach:found", request.practice.ods_code, run.pk)


@shown_and_sent
@requires(Permission.FIND_GROUPS)
def end_search(request: Request, cohort_id: int) -> HttpResponse:
    """Not used any more."""
    kept = lookup.search_here(request, cohort_id)
    if request.method == "POST":
        try:
            actions.end(cohort=kept, version=version_of(request, kept), **who(request))
            messages.success(request, f"“{kept.name}” has ended. What it found stays")
            return redirect("outreach:searches", request.practice.ods_code)
        except Stale:
            messages.warning(request, CHANGED)
        except NotPossible as why:
            messages.warning(request, str(why))
        return to_search(request, kept)
    return page(request, "outreach/search_end.html", {"kept": kept})


def version_of(request: Request, kept: Cohort) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() else kept.version


@shown_and_sent
@requires(Permission.ALLOW_PROTECTED)
def search_reason(request: Request, cohort_id: int) -> HttpResponse:
    """A manager says why it is right to choose by a protected characteristic, or leaves it."""
    kept = lookup.search_here(request, cohort_id)
    form = ReasonForm(sent(request))
    said = {"version": version_of(request, kept), **who(request)}
    try:
        if form.is_valid() and tried(
            form, lambda: actions.give_reason(cohort=kept, **form.cleaned_data, **said)
        ):
            messages.success(request, "Your reason is kept. They may be invited now")
            return to_search(request, kept)
    except Stale:
        messages.warning(request, CHANGED)
        return to_search(request, kept)
    context = {"form": form, "kept": kept, "standing": protected_reason_for(kept)}
    context |= counted(request, [request.practice], Criteria.read(kept.criteria))
    return page(request, "outreach/search_reason.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.FIND_GROUPS)
def network_search(request: Request) -> HttpResponse:
    """How many there are over all practices where one may look; nothing is kept and nobody is named."""
    return Builder(request, request.practices).page("outreach/search_network.html", network=True)
