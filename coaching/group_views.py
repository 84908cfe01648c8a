"""Groups: begun and changed, people taken in with their yes, people who leave."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coaching import group_queries as lookup
from coaching import queries
from coaching.actions import grouping
from coaching.ending_views import person_meant
from coaching.forms import RightPersonForm
from coaching.group_forms import LeaveForm, SeriesForm, TakeInForm, as_it_stands
from coaching.models import GroupSeries
from patients.reading import find, refuse_blocked
from patients.strip import about
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
CHANGED = "Somebody else has changed this group since you opened it. Look at how it stands now."


@require_GET
@requires(Permission.WRITE_NOTES)
def groups(request: Request) -> HttpResponse:
    """All groups of the practice."""
    return page(request, "coaching/groups.html", {"groups": lookup.groups(request)})


@shown_and_sent
@requires(Permission.WRITE_NOTES)
def add_group(request: Request) -> HttpResponse:
    form = SeriesForm(sent(request), coaches=queries.coaches(request), initial=first(request))
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    if form.is_valid():
        made = grouping.start_series(practice=request.practice, values=form.cleaned_data, **who)
        return to_group(request, made)
    return page(request, "coaching/group_edit.html", {"form": form}, status=status_of(form))


def first(request: Request) -> dict[str, Any]:
    return {"facilitator": request.member.pk, "places": 10}


@shown_and_sent
@requires(Permission.WRITE_NOTES)
def change_group(request: Request, group_id: int) -> HttpResponse:
    series = lookup.group_here(request, group_id)
    form = SeriesForm(sent(request), coaches=queries.coaches(request), initial=as_it_stands(series))
    try:
        if form.is_valid() and tried(form, lambda: change(request, series, form)):
            return to_group(request, series)
    except Stale:
        messages.warning(request, CHANGED)
        return to_group(request, series)
    return page(request, "coaching/group_edit.html", {"form": form, "group": series}, status=status_of(form))


def change(request: Request, series: GroupSeries, form: SeriesForm) -> GroupSeries:
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    return grouping.change_series(series=series, version=version, values=form.cleaned_data, **who)


@require_GET
@requires(Permission.WRITE_NOTES)
def group(request: Request, group_id: int) -> HttpResponse:
    return group_page(request, lookup.group_here(request, group_id))


def group_page(
    request: Request, series: GroupSeries, *, form: RightPersonForm | None = None, status: int = 200
) -> HttpResponse:
    """Who is in it, when it meets, and the presses."""
    members = list(lookup.members_of(request, series))
    context = {
        "group": series,
        "members": members,
        "free": series.places - len(members),
        "meetings": lookup.meetings_of(series),
        "form": form or RightPersonForm(),
    }
    return page(request, "coaching/group.html", context, status=status)


@shown_and_sent
@requires(Permission.WRITE_NOTES)
def end_group(request: Request, group_id: int) -> HttpResponse:
    """Asked once: nothing opens it again."""
    series = lookup.group_here(request, group_id)
    if request.method != "POST":
        return page(request, "coaching/group_end.html", lookup.before_the_end(series))
    return pressed(
        request, series, lambda **who: grouping.end_series(series=series, **who), "This group has ended"
    )


@require_POST
@requires(Permission.WRITE_NOTES)
def group_person(request: Request, group_id: int) -> HttpResponse:
    """Whom it is about: shown with name, birth date and NHS number before they are taken in."""
    series = lookup.group_here(request, group_id)
    form = RightPersonForm(request.POST)
    patient = person_meant(request, form)
    if patient is None:
        return group_page(request, series, form=form, status=422)
    return redirect("coaching:take-in", request.practice.ods_code, series.pk, patient.pk)


@shown_and_sent
@requires(Permission.WRITE_NOTES)
def take_in(request: Request, group_id: int, patient_id: int) -> HttpResponse:
    """With the agreement on the page, and their yes to it."""
    series = lookup.group_here(request, group_id)
    patient = find(request, patient_id)
    refuse_blocked(request, patient)
    form = TakeInForm(sent(request), initial={"agreed_to": series.agreement_version})
    who: dict[str, Any] = {"series": series, "patient": patient, "by": request.member, "now": request.now}
    if form.is_valid() and tried(
        form, lambda: grouping.take_in(agreed_to=form.cleaned_data["agreed_to"], **who)
    ):
        messages.success(request, "They are in this group now")
        return to_group(request, series)
    context = {"group": series, "form": form, **about(request, patient)}
    return page(request, "coaching/group_take_in.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.WRITE_NOTES)
def leave_group(request: Request, part_id: int) -> HttpResponse:
    """They come no more, and why."""
    member = lookup.member_here(request, part_id)
    refuse_blocked(request, member.patient)
    form = LeaveForm(sent(request))
    who: dict[str, Any] = {"member": member, "by": request.member, "now": request.now}
    if form.is_valid() and tried(form, lambda: grouping.leave(because=form.cleaned_data["because"], **who)):
        messages.success(request, "They have left this group")
        return to_group(request, member.series)
    context = {"group": member.series, "form": form, **about(request, member.patient)}
    return page(request, "coaching/group_leave.html", context, status=status_of(form))


@require_POST
@requires(Permission.WRITE_NOTES)
def agree_again(request: Request, part_id: int) -> HttpResponse:
    """They said yes to the words as they stand now."""
    member = lookup.member_here(request, part_id)
    refuse_blocked(request, member.patient)
    text = request.POST.get("agreed_to", "")
    agreed_to = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0

    def act(**who: Any) -> Any:
        return grouping.agree_again(member=member, agreed_to=agreed_to, **who)

    return pressed(request, member.series, act, "Their yes is kept")


def pressed(request: Request, series: GroupSeries, act: Callable[..., Any], done: str) -> HttpResponse:
    try:
        act(by=request.member, now=request.now)
        messages.success(request, done)
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_group(request, series)


def to_group(request: Request, series: GroupSeries) -> HttpResponse:
    return redirect("coaching:group", request.practice.ods_code, series.pk)
