"""A caseload: mine with names, a team's as numbers; and work that goes over to colleagues."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from coaching import caseload_list, queries
from coaching import caseload_queries as lookup
from coaching.actions.handing_over import hand_over as go_over
from coaching.actions.programmes import set_capacity
from coaching.caseload_forms import ChooseForm, Chosen, HandOverForm
from coaching.handed_over import Sharing
from coaching.models import Enrolment
from coaching.programme_forms import CapacityForm
from coaching.sharing_out import Load, share_out
from practice.gate import Refused, requires
from practice.models import Membership
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "POST"])
CHANGED_SINCE = "Something has changed since you looked. This is how it would be shared out now."


@require_GET
@requires(Permission.WRITE_NOTES)
def caseload(request: Request) -> HttpResponse:
    """Everybody I coach, in all my practices."""
    chosen, number = Chosen.read(request.GET), page_number(request)
    found = caseload_list.caseload(request, chosen, number)
    more = f"?{chosen.address}&page="
    context = {
        "rows": found[: caseload_list.A_PAGE],
        "loads": caseload_list.my_load(request),
        "form": ChooseForm(initial=vars_of(chosen), practices=request.practices),
        "weights": Enrolment.Weight.choices,
        "previous_url": f"{more}{number - 1}" if number > 1 else "",
        "next_url": f"{more}{number + 1}" if len(found) > caseload_list.A_PAGE else "",
    }
    return page(request, "coaching/caseload.html", context)


def vars_of(chosen: Chosen) -> dict[str, str]:
    return {name: getattr(chosen, name) for name in ("stands", "weight", "practice", "sort")}


@require_GET
@requires(Permission.HAND_OVER)
def load(request: Request) -> HttpResponse:
    """How much lies with each colleague, and what lies with nobody. No names of patients."""
    context = {
        "loads": lookup.team_load(request),
        "left_behind": lookup.left_behind(request),
        "waiting": lookup.waiting_for_anybody(request),
        "mine": {member.pk for member in request.memberships},
    }
    return page(request, "coaching/caseload_load.html", context)


@shown_and_sent
@requires(Permission.HAND_OVER)
def capacity(request: Request, member_id: int) -> HttpResponse:
    """How much a colleague can carry: their own word, or of who runs the programmes."""
    member = colleague(request, member_id)
    if member.user_id != request.user.pk and Permission.MANAGE_PROGRAMMES not in request.permissions:
        raise Refused("somebody else's capacity")
    now_carries = lookup.loads([request.practice], [member])[member.pk]
    form = CapacityForm(sent(request), initial={"points": now_carries.capacity})
    if form.is_valid():
        set_capacity(member=member, points=form.cleaned_data["points"], by=request.member, now=request.now)
        messages.success(request, f"Noted how much {member.name} can carry")
        return redirect("coaching:load", request.practice.ods_code)
    context = {"form": form, "colleague": member, "load": now_carries}
    return page(request, "coaching/caseload_capacity.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.HAND_OVER)
def hand_over(request: Request, member_id: int) -> HttpResponse:
    """Choose, see who would take whom, and only then do it."""
    giver = colleague(request, member_id)
    work, groups = lookup.work_of(request, giver), lookup.groups_of(request, giver)
    form = hand_over_form(request, giver, work)
    if not ((work or groups) and form.is_valid()):
        context = {"form": form, "giver": giver, "work": work, "groups": groups}
        return page(request, "coaching/caseload_hand_over.html", context, status=status_of(form))
    to, leads = shared(request, form, work)
    sharing = Sharing(work, to, groups, leads if groups and len(to) == len(work) else None)
    if request.POST.get("seen") == sharing.mark:
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        if tried(form, lambda: done(giver, sharing, **who)):
            messages.success(request, f"Handed over from {giver.name}: {sharing.said}")
            return redirect("coaching:load", request.practice.ods_code)
    elif "seen" in request.POST:
        messages.warning(request, CHANGED_SINCE)
    context = {"form": form, "giver": giver, "sharing": sharing}
    return page(request, "coaching/caseload_preview.html", context, status=status_of(form))


def done(giver: Membership, sharing: Sharing, **who: Any) -> bool:
    go_over(giver=giver, to=sharing.to, groups_to=sharing.leads, **who)
    return True


def colleague(request: Request, member_id: int) -> Membership:
    """Somebody who works or worked here."""
    found = request.practice.memberships.filter(pk=member_id).select_related("user", "practice").first()
    if found is None:
        raise Http404
    return found


def hand_over_form(request: Request, giver: Membership, work: dict[int, lookup.Held]) -> HandOverForm:
    # Whoever took another role may take their own people along to it.
    takers = queries.coaches(request).exclude(pk=giver.pk)
    carried = {key: load.said for key, load in lookup.loads([request.practice], list(takers)).items()}
    named = Permission.WRITE_NOTES in request.permissions
    people = [(held.patient_id, f"{held.name}: {held.said}") for held in work.values()]
    only = request.GET.get("person", "")
    first = [held for held in work if str(held) == only] or list(work)
    return HandOverForm(
        sent(request), initial={"people": first}, takers=takers, carried=carried, people=people, named=named
    )


def shared(
    request: Request, form: HandOverForm, work: dict[int, lookup.Held]
) -> tuple[dict[int, Membership], Membership]:
    """Who takes whom: by points, so that nobody is given more than the others can carry; and who carries least."""
    takers = {member.pk: member for member in form.cleaned_data["takers"]}
    people = form.cleaned_data.get("people") or list(work)
    carry = lookup.loads([request.practice], list(takers.values()))
    standing = [Load(key, load.points, load.capacity) for key, load in carry.items()]
    given = share_out([(key, work[key].points or 1) for key in people], standing)
    least = min(standing, key=lambda load: (load.points, load.member))
    return {patient: takers[taker] for patient, taker in given.items()}, takers[least.member]
