"""Several messages of a shelf in one press."""

from collections.abc import Callable

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from practice.actions import NotPossible
from practice.gate import Refused, requires
from practice.permissions import Permission
from practice.requests import Request
from reminders import shelves
from reminders.actions import many
from reminders.shelves import Chosen


@require_POST
@requires(Permission.SEE_MESSAGES)
def dealt_with(request: Request) -> HttpResponse:
    """All of these were done, or looked into."""
    return press(request, many.deal_with_all, "Dealt with: {}. To undo that, tick them under “Dealt with”.")


@require_POST
@requires(Permission.SEE_MESSAGES)
def undone(request: Request) -> HttpResponse:
    """They are to be done after all."""
    return press(request, many.undo_all, "To be done again: {}.")


def press(request: Request, act: Callable[..., int], said: str) -> HttpResponse:
    """And back to the shelf as it was chosen."""
    if Permission.EDIT_PATIENT not in request.permissions:
        raise Refused(Permission.EDIT_PATIENT.value)
    ticked = shelves.picked(request, request.POST.getlist("message"))
    try:
        done = act(messages=ticked, by=request.member, now=request.now) if ticked else 0
    except NotPossible as why:
        notices.warning(request, str(why))
    else:
        notices.success(request, said.format(done)) if done else notices.warning(request, "Tick some first.")
    where = reverse("reminders:messages", args=[request.practice.ods_code])
    return redirect(f"{where}{Chosen.of(request.POST).query()}")
