"""Colleagues read what came back, write to the service, and note what it said on the telephone."""

from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from patients.strip import about
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing.actions import answering
from prescribing.answer_forms import ToldForm, WriteForm
from prescribing.answer_pages import is_silent, placement_here, placement_opened, shown
from prescribing.models import Placement

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
LOOK_AGAIN = "It is off the list of those who need you. Say on which day you look again"


@shown_and_sent
@requires(Permission.PRESCRIBE)
def answers(request: Request, placement_id: int) -> HttpResponse:
    """Everything of one placement; writing to the service is part of it."""
    placement, form = placement_opened(request, placement_id), WriteForm(sent(request))
    if form.is_valid():
        said = {"words": form.cleaned_data["words"], "by": request.member, "now": request.now}
        if tried(form, lambda: answering.write(placement=placement, **said)):
            notices.success(request, "It stands on their page. An email tells them so, one a day at most.")
            return back(request, placement)
    context = {"write": form, "form": form, **shown(request, placement)}
    return page(request, "prescribing/answers.html", context, status=status_of(form))


@require_POST
@requires(Permission.PRESCRIBE)
def read(request: Request, placement_id: int) -> HttpResponse:
    """Nobody else needs to look at it. Where the service is silent, nothing else would bring it back: a day is set."""
    placement = placement_here(request, placement_id)
    silent = is_silent(placement)
    answering.read(placement=placement, by=request.member, now=request.now)
    if silent:
        notices.success(request, LOOK_AGAIN)
        return redirect("prescribing:next-referral", request.practice.ods_code, placement.referral_id)
    notices.success(request, "Noted that you have read it.")
    return back(request, placement)


@shown_and_sent
@requires(Permission.PRESCRIBE)
def note_answer(request: Request, placement_id: int) -> HttpResponse:
    """They rang, or were rung."""
    placement, form = placement_opened(request, placement_id), ToldForm(sent(request), today=request.today)
    if form.is_valid():
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        if tried(form, lambda: answering.answer(placement=placement, **form.said, **who)):
            notices.success(request, "Noted.")
            return back(request, placement)
    context = {"form": form, "placement": placement, **about(request, placement.patient)}
    return page(request, "prescribing/note_answer.html", context, status=status_of(form))


def back(request: Request, placement: Placement) -> HttpResponse:
    return redirect("prescribing:answers", request.practice.ods_code, placement.pk)
