"""Meetings of a group: booked, cancelled, held with a register; each person's note stays in their own record."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from coaching import group_queries as lookup
from coaching import queries
from coaching.actions import grouping
from coaching.actions import meeting as meeting_actions
from coaching.group_forms import CancelMeetingForm, MeetingForm, RegisterForm
from coaching.models import GroupMeeting
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

CHANGED = (
    "Somebody else has kept this meeting since you opened it. Look at how it stands now, then add to it."
)
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@requires(Permission.WRITE_NOTES)
def add_meeting(request: Request, group_id: int) -> HttpResponse:
    """A time for all of them."""
    series = lookup.group_here(request, group_id)
    form = MeetingForm(sent(request), today=request.today)
    who: dict[str, Any] = {"series": series, "by": request.member, "now": request.now}
    if form.is_valid() and tried(form, lambda: grouping.book_meeting(**form.values, **who)):
        messages.success(request, "The meeting is booked. Nothing was sent to anybody: tell them yourself.")
        return redirect("coaching:group", request.practice.ods_code, series.pk)
    context = {"group": series, "form": form}
    return page(request, "coaching/group_add_meeting.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.WRITE_NOTES)
def meeting(request: Request, meeting_id: int) -> HttpResponse:
    """The register and the shared summary."""
    found = lookup.meeting_here(request, meeting_id)
    form = RegisterForm(
        sent(request),
        members=lookup.not_there(request, found),
        people=lookup.people_of(found),
        initial={"summary": found.summary},
    )
    try:
        if form.is_valid() and tried(form, lambda: hold(request, found, form)):
            messages.success(request, "Kept. Each person who came has a session of their own to write up.")
            return to_meeting(request, found)
    except Stale:
        form.add_error(None, CHANGED)
    return meeting_page(request, found, form)


def hold(request: Request, found: GroupMeeting, form: RegisterForm) -> GroupMeeting:
    text = request.POST.get("version", "")
    return meeting_actions.hold(
        meeting=found,
        version=int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0,
        came=list(form.cleaned_data["came"]),
        summary=form.cleaned_data["summary"],
        by=request.member,
        now=request.now,
    )


def meeting_page(request: Request, found: GroupMeeting, form: RegisterForm) -> HttpResponse:
    context = {
        "meeting": found,
        "group": found.series,
        "form": form,
        "sessions": queries.said_of_each(request, lookup.came(request, found)),
        "can_hold": not found.cancelled_at and found.booked_for <= request.now,
    }
    return page(request, "coaching/group_meeting.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.WRITE_NOTES)
def cancel_meeting(request: Request, meeting_id: int) -> HttpResponse:
    """It does not take place."""
    found = lookup.meeting_here(request, meeting_id)
    form = CancelMeetingForm(sent(request))
    who: dict[str, Any] = {"meeting": found, "by": request.member, "now": request.now}
    if form.is_valid() and tried(
        form, lambda: grouping.cancel_meeting(because=form.cleaned_data["because"], **who)
    ):
        messages.success(
            request, "The meeting is cancelled. Nothing was sent to anybody: tell them yourself."
        )
        return redirect("coaching:group", request.practice.ods_code, found.series_id)
    context = {"meeting": found, "group": found.series, "form": form}
    return page(request, "coaching/group_cancel.html", context, status=status_of(form))


@require_POST
@requires(Permission.WRITE_NOTES)
def nothing_to_add(request: Request, session_id: int) -> HttpResponse:
    """They took part, and that is all there is to say."""
    session = queries.session_here(request, session_id)
    try:
        meeting_actions.nothing_to_add(session=session, by=request.member, now=request.now)
        messages.success(request, "Finished: they took part, nothing to add")
    except NotPossible as why:
        messages.warning(request, str(why))
    except Stale:
        messages.warning(request, "This session has ended already")
    if session.meeting_id is None:
        return redirect("coaching:session", request.practice.ods_code, session.pk)
    return redirect("coaching:meeting", request.practice.ods_code, session.meeting_id)


def to_meeting(request: Request, found: GroupMeeting) -> HttpResponse:
    return redirect("coaching:meeting", request.practice.ods_code, found.pk)
