"""Whether messages go out by themselves: for those who run the place."""

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from reminders import clockwork
from reminders.actions import restoring

GOES = "What is due goes with the next round"


@require_GET
@requires(Permission.SEE_CLOCKWORK)
def show(request: Request) -> HttpResponse:
    """The last rounds, what is due here, and what became of the last day's messages."""
    return page(request, "reminders/clockwork.html", clockwork.shown(request))


@require_POST
@requires(Permission.SEE_CLOCKWORK)
def let_go(request: Request) -> HttpResponse:
    """After the database was put back to an earlier moment, and somebody has looked."""
    try:
        restoring.let_go(practice=request.practice, by=request.member, now=request.now)
    except NotPossible as reason:
        notices.info(request, str(reason))
    else:
        notices.success(request, GOES)
    return redirect("reminders:clockwork", request.practice.ods_code)
