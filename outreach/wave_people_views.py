"""Who is in a wave, by name: in their order, with points and why; taken out, or put back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from outreach import wave_people
from outreach import wave_queries as lookup
from outreach.actions import waves as actions
from outreach.models import Invitation
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.INVITE)
def people(request: Request, wave_id: int) -> HttpResponse:
    """That somebody read the names is kept."""
    found, number = lookup.wave_here(request, wave_id), page_number(request)
    actions.read_people(wave=found, by=request.member, now=request.now)
    return page(request, "outreach/wave_people.html", wave_people.people_page(request, found, number))


@require_POST
@requires(Permission.INVITE)
def take_out(request: Request, invitation_id: int) -> HttpResponse:
    """A colleague knows why not."""
    return pressed(request, invitation_id, actions.take_out, "Taken out. They are not asked in this wave")


@require_POST
@requires(Permission.INVITE)
def put_back(request: Request, invitation_id: int) -> HttpResponse:
    return pressed(request, invitation_id, actions.put_back, "They are in the wave again")


def pressed(request: Request, invitation_id: int, act: Callable[..., Invitation], done: str) -> HttpResponse:
    """Back to where it was pressed."""
    found = lookup.invitation_here(request, invitation_id)
    try:
        act(invitation=found, by=request.member, now=request.now)
    except NotPossible as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, done)
    page_of = 1 + (found.position - 1) // lookup.PEOPLE
    back = redirect("outreach:wave-people", request.practice.ods_code, found.wave_id)
    back["Location"] += f"?page={page_of}" if page_of > 1 else ""
    return back
