"""Requests for what is held: taken in, who asks checked, extended, ended, approved, handed over."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from insight.actions import access_copies, access_texts
from insight.actions import access_requests as actions
from insight.models import AccessRequest
from insight.whole import forms, pages, queries
from patients.access import record_ids
from patients.glass import identify, standing_blocks
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import Refused, requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
CHANGED = "Somebody else changed this request while you had it open. Look at how it stands now, and try again"


def who(request: Request) -> dict[str, Any]:
    return {"by": request.member, "now": request.now}


def to_request(request: Request, found: AccessRequest) -> HttpResponse:
    return redirect("insight:access-request", request.practice.ods_code, found.pk)


@require_GET
@requires(Permission.ANSWER_ACCESS)
def access_requests(request: Request) -> HttpResponse:
    """What is due first, and what is over."""
    context = {
        "rows": pages.listed(queries.open_requests(request), request.today),
        "over": pages.listed(queries.over(request), request.today),
    }
    return page(request, "insight/whole/requests.html", context)


@shown_and_sent
@requires(Permission.ANSWER_ACCESS)
def open_request(request: Request, patient_id: int) -> HttpResponse:
    """From a record; where one is open about it already, that one."""
    patient = identify(request, patient_id)
    if standing_blocks(request.practice).filter(patient=patient, user=request.user).exists():
        raise Refused("their own request")
    if there := queries.of_record(request, record_ids(patient)):
        messages.info(request, "A request about this record is open already: here it is")
        return to_request(request, there)
    form = forms.OpenForm(sent(request), today=request.today)
    if form.is_valid() and (
        made := tried(
            form, lambda: actions.open_request(patient=patient, values=form.cleaned_data, **who(request))
        )
    ):
        messages.success(
            request, "The request is taken in. Nothing has been gathered and nothing has gone out"
        )
        return to_request(request, made)
    context = {"form": form, "person": patient, "today": request.today}
    return page(request, "insight/whole/open.html", context, status=status_of(form))


@require_GET
@requires(Permission.ANSWER_ACCESS)
def access_request(request: Request, access_request_id: int) -> HttpResponse:
    """How far it has come, and what is next."""
    found = queries.request_here(request, access_request_id)
    return page(request, "insight/whole/request.html", pages.request_page(request, found))


def filled_in(
    request: Request, found: AccessRequest, form: Form, act: Any, about: dict[str, Any]
) -> HttpResponse:
    """Save what a form says; who was slower looks again."""
    try:
        if form.is_valid() and tried(form, lambda: act(form.cleaned_data["version"] or 0)):
            messages.success(request, about["done"])
            return to_request(request, found)
    except Stale:
        messages.warning(request, CHANGED)
        return to_request(request, found)
    context = {"found": found, "person": found.patient, "today": request.today, "form": form, **about}
    return page(request, "insight/whole/form.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.ANSWER_ACCESS)
def check_asker(request: Request, access_request_id: int) -> HttpResponse:
    """Identity; and authority where the record is somebody else's."""
    found = queries.request_here(request, access_request_id)
    first = {name: getattr(found, name) for name in (*actions.CHECKED, "version")}
    other = found.for_somebody_else
    form = forms.CheckForm(sent(request), initial=first, for_somebody_else=other)
    about = {"heading": "Check who asks", "done": "Who asks has been checked", "label": "Save"}

    def act(version: int) -> AccessRequest:
        return actions.check_asker(request=found, version=version, values=form.values, **who(request))

    return filled_in(request, found, form, act, about)


@shown_and_sent
@requires(Permission.ANSWER_ACCESS)
def extend(request: Request, access_request_id: int) -> HttpResponse:
    """Two months more."""
    found = queries.request_here(request, access_request_id)
    form = forms.ExtendForm(sent(request), initial={"version": found.version})
    about = {"heading": "Take two months more", "done": "It is due two months later", "label": "Extend it"}

    def act(version: int) -> AccessRequest:
        because = form.cleaned_data["because"]
        return actions.extend(request=found, version=version, because=because, **who(request))

    return filled_in(request, found, form, act, about)


@shown_and_sent
@requires(Permission.ANSWER_ACCESS)
def end(request: Request, access_request_id: int) -> HttpResponse:
    """It ends without anything going out; one that has ended so is opened again."""
    found = queries.request_here(request, access_request_id)
    if found.ended_at:
        return open_again(request, found)
    form = forms.EndForm(sent(request), initial={"version": found.version})
    about = {
        "heading": "End this request",
        "done": "The request has ended. Nothing went out",
        "label": "End it",
    }

    def act(version: int) -> AccessRequest:
        said = {"how": form.cleaned_data["how"], "because": form.cleaned_data["because"]}
        return actions.end(request=found, version=version, **said, **who(request))

    return filled_in(request, found, form, act, about)


def open_again(request: Request, found: AccessRequest) -> HttpResponse:
    """It was not over; looking at the page alone changes nothing."""
    if request.method == "POST":
        actions.open_again(request=found, **who(request))
        messages.success(request, "The request is open again. Its month still counts from the day it came in")
    return to_request(request, found)


@require_POST
@requires(Permission.ANSWER_ACCESS)
def gather(request: Request, access_request_id: int) -> HttpResponse:
    """Look for texts that are new, and for those that were edited since they were read."""
    found = queries.request_here(request, access_request_id)
    try:
        access_texts.gather(request=found, **who(request))
        messages.success(request, "Everything that is held has been looked through")
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_request(request, found)


@shown_and_sent
@requires(Permission.ANSWER_ACCESS)
def approve(request: Request, access_request_id: int) -> HttpResponse:
    """Look once more, then say that it may go; or take that back."""
    found = queries.request_here(request, access_request_id)
    if request.method != "POST":
        return page(request, "insight/whole/approve.html", pages.request_page(request, found))
    version = request.POST.get("version", "")
    try:
        if "take_back" in request.POST:
            access_copies.take_back(request=found, **who(request))
            messages.success(request, "The approval is taken back. Nothing can go out")
        else:
            looked_again(request, found, int(version) if version.isdecimal() and len(version) < 10 else 0)
    except NotPossible as why:
        messages.warning(request, str(why))
    except Stale:
        messages.warning(request, CHANGED)
    return to_request(request, found)


def looked_again(request: Request, found: AccessRequest, version: int) -> None:
    """What came in or was edited since is found first, and stays on the list where it stops the approval."""
    if found.version != version:
        raise Stale(found)
    gathered = found if found.approved_at else access_texts.gather(request=found, **who(request))
    access_copies.approve(request=found, version=gathered.version, **who(request))
    messages.success(request, "It is approved. Take the copy, and note how it was handed over")


@shown_and_sent
@requires(Permission.ANSWER_ACCESS)
def hand_over(request: Request, access_request_id: int) -> HttpResponse:
    """The copy has gone: how, and to whom."""
    found = queries.request_here(request, access_request_id)
    form = forms.HandForm(sent(request), initial={"version": found.version})
    about = {"heading": "It has been handed over", "done": "Kept. The request is over", "label": "Save"}

    def act(version: int) -> AccessRequest:
        said = {"how": form.cleaned_data["how"], "to_whom": form.cleaned_data["to_whom"]}
        return actions.hand_over(request=found, version=version, **said, **who(request))

    return filled_in(request, found, form, act, about)
