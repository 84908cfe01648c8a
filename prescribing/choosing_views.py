"""A service that was chosen: agree what is shared, look at what would go, send it; or let it go again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing.actions import choosing, sending
from prescribing.answer_pages import placement_here, placement_opened
from prescribing.models import Placement
from prescribing.sending_checks import ALREADY_SENT
from prescribing.sending_forms import AgainForm, AgreeForm, SendForm, WithdrawForm
from prescribing.sending_pages import preview, shown
from prescribing.sending_words import UNTIL, suggested

CHANGED = "Somebody else has changed this since you opened it. Look at how it stands now."
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(Permission.PRESCRIBE)
def placement(request: Request, placement_id: int) -> HttpResponse:
    """Where it stands, and what may be done next."""
    found = placement_opened(request, placement_id)
    return page(request, "prescribing/choose_stands.html", shown(request, found))


@shown_and_sent
@requires(Permission.PRESCRIBE)
def agree(request: Request, placement_id: int) -> HttpResponse:
    """Word by word, with the person."""
    found = placement_opened(request, placement_id)
    if found.sent_at is not None:
        messages.warning(request, ALREADY_SENT)
        return to_placement(request, found)
    form = AgreeForm(
        sent(request), initial=first_words(request, found), patient=found.patient, today=request.today
    )
    if form.is_valid():
        said = {"version": form.cleaned_data["version"], "agreed": form.agreed}
        try:
            if tried(
                form, lambda: sending.agree(placement=found, **said, by=request.member, now=request.now)
            ):
                return redirect("prescribing:send", request.practice.ods_code, found.pk)
        except Stale:
            return changed_meanwhile(request, found)
    context = {"form": form, **shown(request, found)}
    return page(request, "prescribing/send_agree.html", context, status=status_of(form))


def first_words(request: Request, found: Placement) -> dict[str, object]:
    """What was agreed before, else what is suggested."""
    before = {name: getattr(found, name) for name in sending.WORDS} if found.agreed_on else {}
    return suggested(found.patient, request.today) | before | {"version": found.version}


@shown_and_sent
@requires(Permission.PRESCRIBE)
def send(request: Request, placement_id: int) -> HttpResponse:
    """Who gets which words at which address, and what was left out; nothing goes before the press."""
    found = placement_opened(request, placement_id)
    context = preview(request, found)
    first = {"version": found.version, "sent_to": context["address"].email if context["address"] else ""}
    form = SendForm(sent(request), initial=first, restricted=found.patient.restricted)
    if form.is_valid():
        said = {**form.cleaned_data, "by": request.member, "now": request.now}
        try:
            if tried(form, lambda: sending.send(placement=found, **said)):
                messages.success(request, f"Sent to {found.service.name}")
                return to_placement(request, found)
        except Stale:
            return changed_meanwhile(request, found)
    return page(request, "prescribing/send.html", {"form": form, **context}, status=status_of(form))


@shown_and_sent
@requires(Permission.PRESCRIBE)
def withdraw(request: Request, placement_id: int) -> HttpResponse:
    """They do not go there after all."""
    found = placement_opened(request, placement_id)
    form = WithdrawForm(sent(request), initial={"version": found.version})
    if form.is_valid():
        said = {**form.cleaned_data, "by": request.member, "now": request.now}
        try:
            if tried(form, lambda: choosing.withdraw(placement=found, **said)):
                messages.success(request, f"Withdrawn from {found.service.name}")
                return to_placement(request, found)
        except Stale:
            return changed_meanwhile(request, found)
    return page(
        request,
        "prescribing/choose_withdraw.html",
        {"form": form, **shown(request, found)},
        status=status_of(form),
    )


@shown_and_sent
@requires(Permission.PRESCRIBE)
def agree_again(request: Request, placement_id: int) -> HttpResponse:
    """The same words for longer."""
    found = placement_opened(request, placement_id)
    first = {"version": found.version, "agreed_until": request.today + UNTIL}
    form = AgainForm(sent(request), initial=first, patient=found.patient, today=request.today)
    if form.is_valid():
        said = {**form.cleaned_data, "by": request.member, "now": request.now}
        try:
            if tried(form, lambda: sending.agree_again(placement=found, **said)):
                messages.success(request, "Agreed for longer. The service is told so")
                return to_placement(request, found)
        except Stale:
            return changed_meanwhile(request, found)
    context = {"form": form, **shown(request, found)}
    return page(request, "prescribing/send_agree_again.html", context, status=status_of(form))


@require_POST
@requires(Permission.PRESCRIBE)
def end_agreement(request: Request, placement_id: int) -> HttpResponse:
    """From now on nothing more is shared with this service."""
    found = placement_here(request, placement_id)
    try:
        sending.end_agreement(placement=found, by=request.member, now=request.now)
        messages.success(request, "The agreement has ended. Nothing more is shared with this service")
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_placement(request, found)


def changed_meanwhile(request: Request, found: Placement) -> HttpResponse:
    messages.warning(request, CHANGED)
    return to_placement(request, found)


def to_placement(request: Request, found: Placement) -> HttpResponse:
    return redirect("prescribing:placement", request.practice.ods_code, found.pk)
