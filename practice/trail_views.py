"""Who did, read or tried what: the trail, and the door. Reading it is kept as well."""

import dataclasses
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from practice import trail as trail_book
from practice import trail_queries, trail_rows
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.trail_forms import TrailAddress, TrailForm
from practice.trail_queries import Asked, Page
from practice.trail_rows import Row


@require_GET
@requires(Permission.READ_TRAIL)
def trail(request: Request) -> HttpResponse:
    """What was done and read in this practice."""
    asked = what_is_asked(request)
    keep_reading(request, "trail.read", asked)
    found = trail_queries.events(request.practice, asked)
    members = trail_queries.members_named(request.practice, found.events)
    rows = trail_rows.trail_rows(found.events, members)
    return page(request, "practice/trail.html", surroundings(request, asked, found, rows))


@require_GET
@requires(Permission.READ_TRAIL)
def sign_ins(request: Request) -> HttpResponse:
    """Who came to the door, and who was refused."""
    asked = what_is_asked(request)
    keep_reading(request, "sign_ins.read", asked)
    found = trail_queries.sign_ins(request.practice, asked)
    rows = trail_rows.door_rows(found.events)
    return page(request, "practice/sign_ins.html", surroundings(request, asked, found, rows))


@require_POST
@requires(Permission.READ_TRAIL)
def look_for(request: Request, tab: str) -> HttpResponse:
    """The form of both pages: what was chosen becomes an address of ids and dates."""
    form = TrailForm(request.POST, people=trail_queries.people_of(request.practice))
    where = reverse(f"practice:{tab}", args=[request.practice.ods_code])
    if form.is_valid():
        return redirect(where + form.query())
    nothing = surroundings(request, Asked(), Page([], None), []) | {"form": form, "narrowed": True}
    return page(request, f"practice/{tab.replace('-', '_')}.html", nothing, status=422)


def what_is_asked(request: Request) -> Asked:
    asked = TrailAddress(request.GET).asked()
    if asked is None:
        raise Http404
    return asked


def keep_reading(request: Request, verb: str, asked: Asked) -> None:
    trail_book.record(
        verb,
        by=request.member,
        now=request.now,
        practice=request.practice,
        patient=asked.patient,
        details=asked.as_details(),
    )


def surroundings(request: Request, asked: Asked, found: Page, rows: list[Row]) -> dict[str, Any]:
    """The form as it was filled in, the rows, and the way to older ones."""
    chosen = dataclasses.asdict(asked)
    form = TrailForm(initial=chosen, people=trail_queries.people_of(request.practice))
    older = ""
    if found.older:
        onwards = request.GET.copy()
        onwards["before"] = str(found.older)
        older = f"?{onwards.urlencode()}"
    return {"form": form, "asked": asked, "rows": rows, "older": older, "narrowed": asked.is_narrowed}
