"""Behind the link in a message: I will be there, I cannot come, please ring me, I need help, stop. No account.

Opening changes nothing; each answer is one press, stopping two, and every answer can be changed.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods

from patients.working_day import due_by
from practice.acting import Stale
from practice.actions import NotPossible
from practice.requests import Request
from practice.submitting import sent, status_of
from reminders.actions import replying, stopping
from reminders.models import Reply
from reminders.reply_forms import WordsForm
from reminders.reply_pages import Here, addresses, behind_a_message, here_of, reply_page, stands
from reminders.reply_pages import stopping as stopped

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
Said = Reply.Said
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@shown_and_sent
@behind_a_message
def reply(request: Request, here: Here) -> HttpResponse:
    """How it stands, and the buttons. What cannot be done any more shows how it stands instead."""
    status = 200
    if request.method == "POST":
        status = pressed(request, here)
        if status < 400:
            said = request.POST["said"]
            return HttpResponseRedirect(addresses(request)["help" if said == Said.HELP else "page"])
        here = here_of(request)
    return reply_page(
        request, "reply", {**stands(here, request.now), "changed": status == 409}, status=status
    )


def pressed(request: Request, here: Here) -> int:
    """Done; or nobody knows this button; or it is too late for it, or was moved since it was shown."""
    press = PRESSES.get(request.POST.get("said", ""))
    if press is None:
        return 422
    try:
        press({"message": here.message, "by": request.link, "now": request.now}, shown_at(request))
    except (Stale, NotPossible):
        return 409
    return 302


def shown_at(request: Request) -> dt.datetime:
    """The time that stood on the page; one that never was, where somebody changed the form."""
    try:
        shown = parse_datetime(request.POST.get("shown", ""))
    except ValueError:
        shown = None
    return shown if shown and shown.tzinfo else LONG_AGO


Press = Callable[[dict[str, Any], dt.datetime], object]
PRESSES: dict[str, Press] = {
    Said.CONFIRM: lambda who, shown: replying.confirm(**who, shown=shown),
    Said.CANCEL: lambda who, shown: replying.cannot_come(**who, shown=shown),
    Said.DONE: lambda who, _shown: replying.answer_step(**who, said=Said.DONE),
    Said.PARTLY: lambda who, _shown: replying.answer_step(**who, said=Said.PARTLY),
    Said.NOT: lambda who, _shown: replying.answer_step(**who, said=Said.NOT),
    Said.CALL: lambda who, _shown: replying.please_ring(**who),
    "no_call": lambda who, _shown: replying.no_need_to_ring(**who),
    Said.HELP: lambda who, _shown: replying.need_help(**who, words=""),
}


@shown_and_sent
@behind_a_message
def reply_help(request: Request, here: Here) -> HttpResponse:
    """Somebody was asked: by when they look, and room for a few words."""
    if not here.message.replies.filter(said=Said.HELP).exists():
        return HttpResponseRedirect(addresses(request)["page"])
    form = WordsForm(sent(request))
    if not form.is_valid():
        context = {"form": form, "due": due_by(request.now), "written": request.GET.get("written") == "1"}
        return reply_page(request, "reply_help", context, status=status_of(form))
    words = form.cleaned_data["words"]
    replying.need_help(message=here.message, words=words, by=request.link, now=request.now)
    return HttpResponseRedirect(f"{addresses(request)['help']}?written=1")


STOPS = {
    Said.STOP_THESE: stopping.stop_these,
    Said.STOP_ALL: stopping.stop_all,
    "again": stopping.send_again,
}


@shown_and_sent
@behind_a_message
def reply_stop(request: Request, here: Here) -> HttpResponse:
    """Just these, or all of them."""
    return stop_page(request, here, addresses(request))


def stop_page(request: Request, here: Here, address: dict[str, str]) -> HttpResponse:
    said, context = request.POST.get("said", ""), stopped(here, request.now)
    if said == "again" and not context["stopped"]:
        return HttpResponseRedirect(address["stop"])  # pressed twice: it goes on already
    if said in STOPS and (said != "again" or context["may_take_back"]):
        STOPS[said](message=here.message, by=request.link, now=request.now)
        return HttpResponseRedirect(address["stop"])
    status = 422 if request.method == "POST" else 200
    return reply_page(request, "reply_stop", context | {"address": address}, status=status)
