"""What patients sent through a link, until somebody has dealt with it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from patients import asking
from patients.actions import asking as actions
from patients.forms.asking import DealtForm
from patients.models import HelpAsked
from practice.actions import NotPossible
from practice.gate import Refused, requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.WORK_HERE)
def asked(request: Request) -> HttpResponse:
    """What waits. Those who manage see how much is overdue and with whom it lies; no names, no words."""
    if not asking.may_look_after(request):
        overdue = asking.overdue_by_owner(request)
        return page(request, "patients/asked_overdue.html", {"overdue": overdue})
    practices = [request.practice]
    context = {
        "asked": asking.waiting(request, practices),
        "asked_done": asking.dealt_today(request, practices),
        "now": request.now,
    }
    return page(request, "patients/asked.html", context)


@require_POST
@requires(Permission.LOOK_AFTER)
def asked_done(request: Request, asked_id: int) -> HttpResponse:
    """I have dealt with it, and this is what I did."""
    form = DealtForm(request.POST)

    def act(one: HelpAsked) -> HelpAsked:
        if not form.is_valid():
            raise NotPossible(form.errors["words"][0])
        words = form.cleaned_data["words"]
        return actions.deal_with(asked=one, words=words, by=request.member, now=request.now)

    return pressed(request, asked_id, act, "Dealt with. To undo it, see “Dealt with today”.")


@require_POST
@requires(Permission.LOOK_AFTER)
def asked_undo(request: Request, asked_id: int) -> HttpResponse:
    """Pressed by mistake."""
    return pressed(
        request,
        asked_id,
        lambda one: actions.undo(asked=one, by=request.member, now=request.now),
        "It waits for somebody again",
    )


def pressed(
    request: Request, asked_id: int, act: Callable[[HelpAsked], HelpAsked], done: str
) -> HttpResponse:
    one = asking.asked_in(request, [request.practice]).filter(pk=asked_id).first()
    if one is None:
        raise Http404
    if not asking.may_deal_with(request, one):
        raise Refused("answers are for those who may read them")
    try:
        act(one)
        messages.success(request, done)
    except NotPossible as why:
        messages.warning(request, str(why))
    return back(request)


def back(request: Request) -> HttpResponse:
    """Where the button stood."""
    if request.POST.get("back") == "today":
        return redirect("coaching:today")
    return redirect("patients:asked", request.practice.ods_code)
