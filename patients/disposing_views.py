"""Records beyond their time: lists that two people approve. Nothing is disposed of on any of these pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.actions import disposing as actions
from patients.disposing import pages
from patients.forms.disposing import ApproveForm, TakeOffForm, WithdrawForm
from patients.models import DisposalLine, DisposalList
from patients.reading import shown as keep_shown
from patients.shut import shut_among
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(Permission.DISPOSE)
def disposals(request: Request) -> HttpResponse:
    """The rule, how many are beyond it, the lists so far."""
    return page(request, "patients/disposing/overview.html", pages.overview(request))


@require_POST
@requires(Permission.DISPOSE)
def draw_up(request: Request) -> HttpResponse:
    """A list of everybody beyond their time today."""
    form = Form(request.POST)
    form.full_clean()
    made = tried(form, lambda: actions.draw_up(practice=request.practice, by=request.member, now=request.now))
    if made is None:
        messages.info(request, " ".join(map(str, form.non_field_errors())))
        return redirect("patients:disposals", request.practice.ods_code)
    return to_list(request, made)


@require_GET
@requires(Permission.DISPOSE)
def disposal(request: Request, disposal_id: int) -> HttpResponse:
    """One list, with everybody on it and why."""
    made = list_here(request, disposal_id)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return page(request, "patients/disposing/list.html", pages.list_page(request, made, max(1, number)))


@shown_and_sent
@requires(Permission.DISPOSE)
def approve(request: Request, disposal_id: int) -> HttpResponse:
    """Yes, said by a first person and then by another."""
    made = list_here(request, disposal_id)
    form = ApproveForm(sent(request))
    act = lambda: actions.approve(disposal_list=made, by=request.member, now=request.now)  # noqa: E731
    return asked_about(request, made, form, act, name="approve", done="Your approval is noted")


@shown_and_sent
@requires(Permission.DISPOSE)
def withdraw(request: Request, disposal_id: int) -> HttpResponse:
    """Nothing of it is carried out."""
    made = list_here(request, disposal_id)
    form = WithdrawForm(sent(request))
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    act = lambda: actions.withdraw(disposal_list=made, **form.cleaned_data, **who)  # noqa: E731
    done = "The list is withdrawn. Nothing of it is carried out."
    return asked_about(request, made, form, act, name="withdraw", done=done)


@shown_and_sent
@requires(Permission.DISPOSE)
def take_off(request: Request, disposal_id: int, line_id: int) -> HttpResponse:
    """This person's record stays."""
    line = line_here(request, disposal_id, line_id)
    if line.patient_id not in shut_among(request.user, request.practice, [line.patient_id]):
        keep_shown(request, line.patient)
    form = TakeOffForm(sent(request))
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    if form.is_valid() and tried(form, lambda: actions.take_off(line=line, **form.cleaned_data, **who)):
        messages.success(request, "Taken off the list. The record stays.")
        return to_list(request, line.disposal_list)
    (shown,) = pages.shown(request, [line])
    context = {"form": form, "one": shown, "made": line.disposal_list}
    return page(request, "patients/disposing/take_off.html", context, status=status_of(form))


@require_POST
@requires(Permission.DISPOSE)
def put_back(request: Request, disposal_id: int, line_id: int) -> HttpResponse:
    """Taken off by mistake."""
    line = line_here(request, disposal_id, line_id)
    form = Form(request.POST)
    form.full_clean()
    if not tried(form, lambda: actions.put_back(line=line, by=request.member, now=request.now)):
        messages.info(request, " ".join(map(str, form.non_field_errors())))
    return to_list(request, line.disposal_list)


def asked_about(
    request: Request, made: DisposalList, form: Form, act: Callable[[], Any], *, name: str, done: str
) -> HttpResponse:
    """A page that asks once more, and what follows it."""
    if form.is_valid() and tried(form, act):
        messages.success(request, done)
        return to_list(request, made)
    context = {"form": form, "made": made, **pages.rule_words(), **pages.state_of(request, made)}
    return page(request, f"patients/disposing/{name}.html", context, status=status_of(form))


def list_here(request: Request, disposal_id: int) -> DisposalList:
    return get_object_or_404(pages.lists_of(request.practice), pk=disposal_id)


def line_here(request: Request, disposal_id: int, line_id: int) -> DisposalLine:
    return get_object_or_404(pages.lines_of(request.practice), pk=line_id, disposal_list=disposal_id)


def to_list(request: Request, made: DisposalList) -> HttpResponse:
    return redirect("patients:disposal", request.practice.ods_code, made.pk)
