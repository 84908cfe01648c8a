"""Lists of people from the clinical system: sent, looked through line by line, and only then kept."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from outreach import cohort_queries as lookup
from outreach import list_checking
from outreach.actions.lists import end_list, keep_list
from outreach.cohort_views import who
from outreach.list_forms import ListForm
from practice.actions import NotPossible
from practice.gate import requires, takes_files
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
TOO_OLD = "This was checked too long ago, or by somebody else. Send the list again."


def to_lists(request: Request) -> HttpResponse:
    return redirect("outreach:people-lists", request.practice.ods_code)


@require_GET
@requires(Permission.INVITE)
def people_lists(request: Request) -> HttpResponse:
    """Those that were kept, the newest first."""
    return page(request, "outreach/lists.html", {"lists": lookup.kept_lists(request.practice)})


@takes_files
@shown_and_sent
@requires(Permission.INVITE)
def add_people_list(request: Request) -> HttpResponse:
    """First press: what is right and what is wrong with it. Nothing is kept."""
    form = ListForm(sent(request), request.FILES or None, today=request.today)
    if not form.is_valid():
        return page(request, "outreach/list_add.html", {"form": form}, status=status_of(form))
    found = list_checking.checked(request.practice, form.numbered)
    said = {"name": form.cleaned_data["name"], "taken_on": form.cleaned_data["taken_on"].isoformat()}
    context = {"found": found, "said": form.cleaned_data, "kinds": kinds(found)}
    context["carried"] = list_checking.carried(found, said, request.member)
    return page(request, "outreach/list_checked.html", context)


def kinds(found: list_checking.Checked) -> list[tuple[str, int]]:
    """What was found, in words and numbers."""
    return [
        ("Lines with something on them", found.rows),
        ("People on your list, to be kept", len(found.people)),
        ("Not an NHS number", found.count(list_checking.WRONG)),
        ("Twice in this list", found.count(list_checking.DOUBLED)),
        ("Not on your list", found.count(list_checking.UNKNOWN)),
    ]


@require_POST
@requires(Permission.INVITE)
def keep_people_list(request: Request) -> HttpResponse:
    """Second press: those who are on the list here are kept."""
    about = list_checking.brought_back(request.POST.get("carried", ""), request.member)
    if about is None:
        messages.warning(request, TOO_OLD)
        return redirect("outreach:add-people-list", request.practice.ods_code)
    said = about["said"] | {"taken_on": dt.date.fromisoformat(about["said"]["taken_on"])}
    told = {"counts": about["counts"], "people": about["people"], **said}
    try:
        kept = keep_list(practice=request.practice, **told, **who(request))
        messages.success(request, f"“{kept.name}” is kept. Choose it under Lists when you find people")
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_lists(request)


@shown_and_sent
@requires(Permission.INVITE)
def end_people_list(request: Request, people_list_id: int) -> HttpResponse:
    """Not to be chosen any more."""
    kept = lookup.list_here(request, people_list_id)
    if request.method == "POST":
        try:
            end_list(people_list=kept, **who(request))
            messages.success(request, f"“{kept.name}” has ended")
        except NotPossible as why:
            messages.warning(request, str(why))
        return to_lists(request)
    return page(request, "outreach/list_end.html", {"kept": kept})
