"""The directory of the network: its list, one service with what we know of it, notes, and where referrals go."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import directory_queries as lookup
from prescribing.actions import addresses, noting
from prescribing.directory_forms import AddressForm, FindForm, NoteForm
from prescribing.models import Service
from prescribing.search_queries import stale_after
from prescribing.search_queries import told as told_of
from prescribing.search_words import times

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


def told(request: Request, services: list[Service]) -> list[dict[str, Any]]:
    months = stale_after(request)
    return [told_of(service, today=request.today, months=months) for service in services]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_HERE)
def directory(request: Request) -> HttpResponse:
    """By name, in one of a few lists; or what some words find."""
    form = FindForm(sent(request))
    which = request.GET.get("show", "all")
    if which not in lookup.SHOWN:
        raise Http404
    next_after = None
    if form.is_valid():
        services = lookup.found_by(request, form.cleaned_data["words"])
    else:
        rows = lookup.shown(request, which)
        services, next_after = lookup.page_of(request, rows, request.GET.get("after", ""))
    context = {"form": form, "listed": told(request, services), "which": which, "next_after": next_after}
    context |= {"lists": lookup.SHOWN.items(), "sought": form.is_bound and form.is_valid()}
    return page(request, "prescribing/directory.html", context, status=status_of(form))


@require_GET
@requires(Permission.WORK_HERE)
def service(request: Request, service_id: int) -> HttpResponse:
    """Everything that is known of one service."""
    return service_page(request, lookup.in_full(request, service_id), NoteForm(today=request.today))


def service_page(request: Request, found: Service, form: NoteForm, status: int = 200) -> HttpResponse:
    (words,) = told(request, [found])
    for meeting in found.meetings:  # type: ignore[attr-defined]
        meeting.in_words = times(meeting)
    context = {
        "told": words,
        "service": found,
        "needs": lookup.needs_of(found),
        "address": lookup.address_of(request, found),
        "form": form,
    }
    return page(request, "prescribing/service.html", context, status=status)


@require_POST
@requires(Permission.REFER)
def note_service(request: Request, service_id: int) -> HttpResponse:
    """What a colleague saw, or that they visited or checked."""
    found = lookup.in_full(request, service_id)
    form = NoteForm(request.POST, today=request.today)
    if not form.is_valid():
        return service_page(request, found, form, status=422)
    who: dict[str, Any] = {"practice": request.practice, "by": request.member, "now": request.now}
    noting.note_service(service=found, **form.cleaned_data, **who)
    messages.success(request, "Noted. Your colleagues see it here")
    return to_service(request, found)


@require_POST
@requires(Permission.REFER)
def end_note(request: Request, service_note_id: int) -> HttpResponse:
    """It holds no longer."""
    note = lookup.note_here(request, service_note_id)
    noting.end_note(note=note, by=request.member, now=request.now)
    messages.success(request, "The note is taken away")
    return to_service(request, note.service)


@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def confirm_address(request: Request, service_id: int) -> HttpResponse:
    """They agreed to take referrals by email: who, when, where to."""
    found = lookup.service_here(request, service_id)
    before = lookup.address_of(request, found)
    first = {"email": before.email if before else found.email}
    form = AddressForm(sent(request), today=request.today, initial=first)
    who: dict[str, Any] = {"practice": request.practice, "by": request.member, "now": request.now}
    if form.is_valid() and tried(
        form, lambda: addresses.confirm(service=found, values=form.cleaned_data, **who)
    ):
        messages.success(request, "Confirmed. Referrals can be sent there now")
        return to_service(request, found)
    context = {"form": form, "service": found, "address": before}
    return page(request, "prescribing/service_address.html", context, status=status_of(form))


@require_POST
@requires(Permission.EDIT_DIRECTORY)
def end_address(request: Request, service_id: int) -> HttpResponse:
    """Nothing is sent there any more."""
    found = lookup.service_here(request, service_id)
    before = lookup.address_of(request, found)
    if before is not None:
        addresses.end_address(address=before, by=request.member, now=request.now)
        messages.success(request, "Nothing is sent there any more")
    return to_service(request, found)


def to_service(request: Request, found: Service) -> HttpResponse:
    return redirect("prescribing:service", request.practice.ods_code, found.pk)
