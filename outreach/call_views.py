"""Calls to people who were invited and have not answered, cannot be written to, or asked to be rung."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from outreach import call_queries as lookup
from outreach.actions import calling
from outreach.call_forms import CallForm
from outreach.models import CallTry, Invitation
from patients.strip import about
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from practice.wording import long_date

CHANGED = "Something was noted since you opened this page. This is how it stands now; nothing was kept."


@require_GET
@requires(Permission.RING_INVITED)
def calls(request: Request) -> HttpResponse:
    """Whom to ring now, over all my practices."""
    return page(request, "outreach/calls.html", lookup.lists(request))


@require_POST
@requires(Permission.RING_INVITED)
def take_call(request: Request, invited_id: int) -> HttpResponse:
    """I ring them: nobody else does meanwhile."""
    found = lookup.call_here(request, invited_id)
    over = request.POST.get("over") == "1"
    try:
        calling.take(invitation=found, take_over=over, by=request.member, now=request.now)
    except NotPossible as why:
        messages.warning(request, str(why))
        return redirect("outreach:calls")
    return to_call(request, found)


@require_POST
@requires(Permission.RING_INVITED)
def leave_call(request: Request, invited_id: int) -> HttpResponse:
    """Somebody else may ring them."""
    found = lookup.call_here(request, invited_id)
    calling.let_go(invitation=found, by=request.member, now=request.now)
    messages.success(request, "Left to whoever rings next")
    return redirect("outreach:calls")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RING_INVITED)
def call(request: Request, invited_id: int) -> HttpResponse:
    """Numbers, what to say, and one press for what came of it."""
    found = lookup.call_here(request, invited_id)
    shown = lookup.call_page(request, found)
    data, first = sent(request), {"version": found.version}
    form = CallForm(data, initial=first, days=shown["days"], times=shown["times"])
    if form.is_valid():
        try:
            if done := tried(form, lambda: rung(request, found, form)):
                messages.success(request, noted(done))
                return redirect("outreach:calls")
        except Stale:
            messages.warning(request, CHANGED)
            return to_call(request, found)
    context = {"form": form, **shown, **about(request, found.patient)}
    return page(request, "outreach/call.html", context, status=status_of(form))


def rung(request: Request, found: Invitation, form: CallForm) -> CallTry:
    return calling.ring(invitation=found, **form.said, by=request.member, now=request.now)


def noted(done: CallTry) -> str:
    """What was kept, and what happens next."""
    done.invitation.refresh_from_db()
    then = {
        Invitation.Closed.IN_PEACE: "They have been tried often enough, and are left in peace.",
        Invitation.Closed.SAID_NO: "Nobody invites them again.",
    }
    says = f"Noted: {done.get_outcome_display().lower()}."
    again = done.invitation.call_on
    more = f"Ring again on {long_date(again)}." if again else then.get(done.invitation.closed, "")
    return f"{says} {more} To undo it, see “Your calls today”.".replace("  ", " ")


@require_POST
@requires(Permission.RING_INVITED)
def undo_call(request: Request, call_try_id: int) -> HttpResponse:
    """Pressed by mistake: they are to be rung again."""
    found = lookup.try_here(request, call_try_id)
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    try:
        calling.take_back(tried=found, **who)
        messages.success(request, "Taken back. They stand in the list again, with you.")
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_call(request, found.invitation)


def to_call(request: Request, found: Invitation) -> HttpResponse:
    return redirect("outreach:call", request.practice.ods_code, found.pk)
