"""What a colleague presses on one message that has not gone, or that did not arrive: later, otherwise, now, again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from patients.strip import about
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page, sent
from practice.permissions import Permission
from practice.requests import Request
from reminders import preview, queries
from reminders.actions import again, waiting
from reminders.kinds import Outcome
from reminders.models import Message
from reminders.person_forms import AgainForm, ChangeForm
from reminders.views import may_act

Press = Callable[..., Message]


@require_POST
@requires(Permission.SEE_MESSAGES)
def keep_back(request: Request, message_id: int) -> HttpResponse:
    """Not until somebody says so."""
    return press(request, message_id, waiting.keep_back, "It is kept back until somebody lets it go.")


@require_POST
@requires(Permission.SEE_MESSAGES)
def let_go(request: Request, message_id: int) -> HttpResponse:
    """It goes when it is due."""
    is_due = person_message(request, message_id).due_at <= request.now
    said = "Its time has come: it is the next to go." if is_due else "It goes when it is due."
    return press(request, message_id, waiting.let_go, said)


@require_POST
@requires(Permission.SEE_MESSAGES)
def as_planned(request: Request, message_id: int) -> HttpResponse:
    """Back to the time and the way that it was planned for."""
    return press(request, message_id, waiting.as_planned, "It goes as it was planned.")


@require_POST
@requires(Permission.SEE_MESSAGES)
def not_now(request: Request, message_id: int) -> HttpResponse:
    """Taken back, as long as nobody has sent it."""
    message = person_message(request, message_id)
    act = again.not_again if preview.was_tried_again(message) else waiting.not_now
    return press(request, message_id, act, "It is taken back. How it stands is below.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_MESSAGES)
def change(request: Request, message_id: int) -> HttpResponse:
    """Another time or another way."""
    message = person_message(request, message_id)
    if message.outcome:
        return settled(request, message)
    form = ChangeForm(sent(request), message=message)
    if not form.is_valid():
        return changing(request, message, form, status=422 if form.is_bound else 200)
    wanted = {"seen": form.cleaned_data["seen"], "wish": form.wish}
    try:
        waiting.change(message=message, **wanted, by=request.member, now=request.now)
    except Stale:
        current = person_message(request, message_id)
        return changing(request, current, ChangeForm(message=current), meanwhile=True, status=409)
    except NotPossible as why:
        form.add_error(None, str(why))
        return changing(request, message, form, status=422)
    notices.success(request, "Changed. “Put it back as planned” stands under “Change”.")
    return to_person(request, message)


def changing(
    request: Request, message: Message, form: ChangeForm, *, status: int, meanwhile: bool = False
) -> HttpResponse:
    context = {"form": form, "meanwhile": meanwhile, **preview.standing(request, message)}
    return page(request, "reminders/change.html", context | strip(request, message), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_MESSAGES)
def send_now(request: Request, message_id: int) -> HttpResponse:
    """What would be said to which number, or why nothing may be; then the press."""
    message = person_message(request, message_id)
    if message.outcome:
        return settled(request, message)
    shown = preview.now(request, message)
    if request.method == "POST" and not shown["refused"]:
        return press(request, message_id, waiting.send_now, shown["promise"])
    status = 422 if request.method == "POST" else 200
    return page(request, "reminders/send_now.html", shown | strip(request, message), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_MESSAGES)
def try_again(request: Request, message_id: int) -> HttpResponse:
    """A new decision by a person about what did not arrive, or perhaps did not."""
    message = person_message(request, message_id)
    if not message.needs_somebody:
        return settled(request, message)
    form = AgainForm(sent(request), may_have_arrived=message.outcome == Outcome.UNKNOWN)
    shown = preview.again(request, message)
    if form.is_valid() and not shown["refused"]:
        said = {"wanted": form.cleaned_data["wanted"], "found_out": form.cleaned_data.get("found_out", False)}
        return press(request, message_id, again.try_again, "It is tried again now.", **said)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, **shown, **strip(request, message)}
    return page(request, "reminders/try_again.html", context, status=status)


def press(request: Request, message_id: int, act: Press, done: str, **said: Any) -> HttpResponse:
    """Do it, say what holds now, and back to the person's messages."""
    message = person_message(request, message_id)
    try:
        act(message=message, **said, by=request.member, now=request.now)
    except NotPossible as why:
        notices.warning(request, str(why))
    else:
        notices.success(request, done)
    return to_person(request, message)


def person_message(request: Request, message_id: int) -> Message:
    """One of theirs, of a person whose record this reader may open."""
    return queries.person_message(request, may_act(request, message_id))


def settled(request: Request, message: Message) -> HttpResponse:
    notices.info(request, waiting.GONE)
    return to_person(request, message)


def strip(request: Request, message: Message) -> dict[str, Any]:
    return about(request, message.patient) if message.patient else {}


def to_person(request: Request, message: Message) -> HttpResponse:
    """At the place where this message stands."""
    where = reverse("reminders:of-person", args=[request.practice.ods_code, message.patient_id])
    return redirect(f"{where}#message-{message.pk}")
