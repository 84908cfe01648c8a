"""What came from the public page: read, matched to a record by a person, or settled another way."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.forms.finding import FindForm
from patients.pages import found_context
from patients.reading import open_record
from patients.searching import search
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import referral_queries as lookup
from prescribing.actions import arriving
from prescribing.arrival_forms import MatchForm, SettleForm
from prescribing.models import Arrival

SHOWN = 50


@require_GET
@requires(Permission.REFER)
def arrivals(request: Request) -> HttpResponse:
    """What waits, the soonest due first; and the last that were settled."""
    here = request.practice.arrivals.select_related("settled_by__user", "referral")
    context = {
        "held": here.held().order_by("due_at", "pk")[:SHOWN],
        "settled": here.exclude(settled_at=None).order_by("-settled_at")[:SHOWN],
        "now": request.now,
    }
    return page(request, "prescribing/arrivals.html", context)


def arrival_here(request: Request, arrival_id: int) -> Arrival:
    here = request.practice.arrivals.select_related("settled_by__user", "referral__patient")
    found = here.filter(pk=arrival_id).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REFER)
def arrival(request: Request, arrival_id: int) -> HttpResponse:
    """What was sent. A press looks for the record; another settles it without one."""
    found = lookup.arrival_opened(request, arrival_here(request, arrival_id))
    looks = request.POST.get("press") == "look"
    settle_form = SettleForm(None if looks else sent(request))
    if settle_form.is_valid() and tried(settle_form, lambda: settled(request, found, settle_form)):
        return redirect("prescribing:arrivals", request.practice.ods_code)
    first = {"text": f"{found.name} {found.birth_date:%d/%m/%Y}"}
    find_form = FindForm(sent(request) if looks else None, initial=first, today=request.today)
    context: dict[str, Any] = {"arrival": found, "form": settle_form, "find_form": find_form}
    context |= {"needs": lookup.words_of(found.needs), "now": request.now, "today": request.today}
    if find_form.is_valid():
        context |= looked_for(request, find_form, found)
    status = max(status_of(settle_form), status_of(find_form))
    return page(request, "prescribing/arrival.html", context, status=status)


def settled(request: Request, found: Arrival, form: SettleForm) -> Arrival:
    said: dict[str, Any] = {
        "settled": form.cleaned_data["settled"],
        "words": form.cleaned_data["settled_words"],
    }
    done = arriving.settle(arrival=found, **said, by=request.member, now=request.now)
    messages.success(request, f"Settled: {done.get_settled_display().lower()}")
    return done


def looked_for(request: Request, form: FindForm, found: Arrival) -> dict[str, Any]:
    """The people whom the search finds, each with the page where both stand side by side."""
    request.practices = [request.practice]
    answer = found_context(request, form, search(request, form.cleaned_data["text"]))
    return {"people": [line["person"] for line in (*answer["exact"], *answer["near"])], "looked": True}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REFER)
def match_arrival(request: Request, arrival_id: int, patient_id: int) -> HttpResponse:
    """Both side by side; the press says that they are one and the same person."""
    found = arrival_here(request, arrival_id)
    patient = open_record(request, patient_id)
    first = {"reason": found.words, "needs": found.needs}
    form = MatchForm(sent(request), initial=first, needs=lookup.needs_list())
    if form.is_valid():
        said: dict[str, Any] = {**form.said, "by": request.member, "now": request.now}
        if made := tried(form, lambda: arriving.match(arrival=found, patient=patient, **said)):
            messages.success(request, f"{patient.called}’s referral stands")
            return redirect("prescribing:referral", request.practice.ods_code, made.pk)
    context = {
        "form": form,
        "arrival": found,
        "differs": found.birth_date != patient.birth_date,
        "open_one": patient.referrals.open().filter(practice=request.practice).first(),
        **about(request, patient),
    }
    return page(request, "prescribing/arrival_match.html", context, status=status_of(form))


@require_POST
@requires(Permission.REFER)
def hold_arrival(request: Request, arrival_id: int) -> HttpResponse:
    """Settled by mistake."""
    found = arrival_here(request, arrival_id)
    try:
        arriving.hold_again(arrival=found, by=request.member, now=request.now)
        messages.success(request, "It waits for somebody again")
    except NotPossible as why:
        messages.warning(request, str(why))
    return redirect("prescribing:arrival", request.practice.ods_code, found.pk)
