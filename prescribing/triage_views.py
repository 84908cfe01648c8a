"""Who takes a referral, who waits, what is asked back; how much each carries, and what goes over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.leaving import neighbours
from practice.actions import NotPossible
from practice.gate import Refused, requires
from practice.models import Membership
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import board_queries
from prescribing import referral_queries as lookup
from prescribing.actions import handing_over, offering_on, triaging
from prescribing.models import Referral
from prescribing.offer_on_forms import OfferOnForm
from prescribing.referral_forms import (
    AskBackForm,
    GiveForm,
    HandOverForm,
    WaitForm,
    WorkloadForm,
)
from prescribing.referral_pages import story, to_referral
from prescribing.waiting import share_out

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@requires(Permission.PRESCRIBE)
def take_referral(request: Request, referral_id: int) -> HttpResponse:
    """In one press, for oneself; the second of two is told who has it."""
    found = lookup.referral_here(request, referral_id)
    try:
        triaging.take(referral=found, worker=own_membership(request), by=request.member, now=request.now)
        messages.success(request, f"You have {found.patient.called}’s referral now")
    except NotPossible as why:
        messages.warning(request, str(why))
    return (
        redirect("prescribing:referrals")
        if request.POST.get("back") == "board"
        else to_referral(request, found)
    )


def own_membership(request: Request) -> Membership:
    """The role in which they work referrals here: somebody may have several."""
    here = [m for m in request.memberships if m.practice_id == request.practice.pk]
    return next((m for m in here if m.role in lookup.WORKS), request.member)


@shown_and_sent
@requires(Permission.PRESCRIBE)
def triage(request: Request, referral_id: int) -> HttpResponse:
    """Give it to who has room, put it on the list, or ask back. Each is a form and a press of its own."""
    found = lookup.referral_opened(request, referral_id)
    forms = triage_forms(request)
    pressed = request.POST.get("press", "")
    if request.method == "POST" and pressed in forms:
        form = forms[pressed]
        if form.is_valid() and tried(form, lambda: PRESSES[pressed](request, found, form)):
            return to_referral(request, found)
    context = {**forms, "forms": list(forms.values()), "carried": carried(request), **story(request, found)}
    status = max(status_of(form) for form in forms.values())
    return page(request, "prescribing/triage.html", context, status=status)


def triage_forms(request: Request) -> dict[str, Any]:
    """Only the one that was pressed is bound."""
    pressed = request.POST.get("press", "")

    def typed(name: str) -> Any:
        return request.POST if request.method == "POST" and pressed == name else None

    who: dict[str, Any] = {"workers": lookup.workers(request), "carried": carried(request)}
    return {
        "give": GiveForm(typed("give"), initial={"worker": lightest(request)}, **who),
        "wait": WaitForm(typed("wait")),
        "ask": AskBackForm(typed("ask")),
    }


def carried(request: Request) -> dict[int, str]:
    found = lookup.rooms(request, list(lookup.workers(request)))
    return {member: room.said for member, room in found.items()}


def lightest(request: Request) -> int | None:
    """Whoever has most room is offered first."""
    found = lookup.rooms(request, list(lookup.workers(request))).values()
    return min(found, key=lambda room: room.fullness).member if found else None


def give(request: Request, found: Referral, form: GiveForm) -> Referral:
    worker = form.cleaned_data["worker"]
    done = triaging.take(referral=found, worker=worker, by=request.member, now=request.now)
    messages.success(request, f"{worker.name} has it now")
    return done


def wait(request: Request, found: Referral, form: WaitForm) -> Referral:
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    done = triaging.put_on_list(referral=found, because=form.cleaned_data["because"], **who)
    messages.success(request, f"{found.patient.called} is on the waiting list")
    return done


def ask(request: Request, found: Referral, form: AskBackForm) -> Referral:
    said: dict[str, Any] = {
        "question": form.cleaned_data["question"],
        "next_on": board_queries.in_two_days(request.today),
    }
    done = triaging.ask_back(referral=found, **said, by=request.member, now=request.now)
    messages.success(request, "Asked. It comes back to you in two working days.")
    return done


PRESSES: dict[str, Any] = {"give": give, "wait": wait, "ask": ask}


@require_GET
@requires(Permission.HAND_OVER)
def referral_load(request: Request) -> HttpResponse:
    """How much lies with whom, and how long people wait. No names of patients."""
    context = {
        "loads": board_queries.loads(request),
        "bands": board_queries.bands(request, [request.practice]),
        "mine": {m.pk for m in request.memberships},
        "works": Permission.PRESCRIBE in request.permissions,
    }
    return page(request, "prescribing/referral_load.html", context)


@shown_and_sent
@requires(Permission.HAND_OVER)
def workload(request: Request, member_id: int) -> HttpResponse:
    """Their own word, or of who runs the programmes."""
    member = colleague(request, member_id)
    if member.user_id != request.user.pk and Permission.MANAGE_PROGRAMMES not in request.permissions:
        raise Refused("somebody else's workload")
    room = lookup.rooms(request, [member])[member.pk]
    form = WorkloadForm(sent(request), initial={"people": room.people})
    if form.is_valid():
        people = form.cleaned_data["people"]
        triaging.set_workload(member=member, people=people, by=request.member, now=request.now)
        messages.success(request, f"Noted how much {member.name} can carry")
        return redirect("prescribing:referral-load", request.practice.ods_code)
    context = {"form": form, "colleague": member, "room": room}
    return page(request, "prescribing/referral_workload.html", context, status=status_of(form))


def colleague(request: Request, member_id: int) -> Membership:
    """Somebody who works or worked here."""
    found = request.practice.memberships.filter(pk=member_id).select_related("user", "practice").first()
    if found is None:
        raise Http404
    return found


@shown_and_sent
@requires(Permission.HAND_OVER)
def hand_all_over(request: Request, member_id: int) -> HttpResponse:
    """Everything open of a colleague, shared out by who has room."""
    giver = colleague(request, member_id)
    held = board_queries.open_ids(request, giver)
    takers = lookup.workers(request).exclude(pk=giver.pk)
    form = HandOverForm(sent(request), workers=takers, carried=carried(request))
    if held and form.is_valid():
        to = shared(request, held, list(form.cleaned_data["takers"]))
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        if tried(form, lambda: handing_over.hand_over(giver=giver, to=to, **who)):
            messages.success(request, f"{len(to)} handed over from {giver.name}")
            return redirect("prescribing:referral-load", request.practice.ods_code)
    context = {"form": form, "giver": giver, "held": len(held)}
    return page(request, "prescribing/referral_hand_all.html", context, status=status_of(form))


def shared(request: Request, held: list[int], takers: list[Membership]) -> dict[int, Membership | None]:
    if not takers:
        return dict.fromkeys(held)
    by_id = {member.pk: member for member in takers}
    given = share_out(held, lookup.rooms(request, takers).values())
    return {referral: by_id[taker] for referral, taker in given.items()}


@shown_and_sent
@requires(Permission.PRESCRIBE)
def offer_on(request: Request, referral_id: int) -> HttpResponse:
    """They moved within the network: their new practice hears of it, if they agree."""
    found = lookup.referral_opened(request, referral_id)
    private = found.third_party or found.sensitive or not lookup.may_read(request, found)
    numbers = [point.value for point in lookup.numbers_of(found.patient) if point.whose == "own"]
    first = {"words": "" if private else found.reason, "telephone": numbers[0] if numbers else ""}
    form = OfferOnForm(sent(request), initial=first, practices=neighbours(request.practice))
    if form.is_valid():
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        if tried(form, lambda: offering_on.offer_on(referral=found, **form.said, **who)):
            messages.success(request, f"{form.said['to'].name} finds it under “From outside”")
            return to_referral(request, found)
    context = {"form": form, **story(request, found)}
    return page(request, "prescribing/referral_offer_on.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.PRESCRIBE)
def hand_over_referral(request: Request, referral_id: int) -> HttpResponse:
    """One of them, to a colleague, or back on the list."""
    found = lookup.referral_opened(request, referral_id)
    if found.worker is None:
        return redirect("prescribing:triage", request.practice.ods_code, found.pk)
    takers = lookup.workers(request).exclude(pk=found.worker.pk)
    back = request.POST.get("press") == "back"
    form = GiveForm(None if back else sent(request), workers=takers, carried=carried(request))
    if back or form.is_valid():
        to = {found.pk: None if back else form.cleaned_data["worker"]}
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        if tried(form, lambda: handing_over.hand_over(giver=found.worker, to=to, **who)):
            messages.success(
                request, "Back on the list" if back else f"{form.cleaned_data['worker'].name} has it now"
            )
            return to_referral(request, found)
    context = {"form": form, **story(request, found)}
    return page(request, "prescribing/referral_hand_over.html", context, status=status_of(form))
