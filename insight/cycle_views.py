"""Plan, do, study, act: cycles of a project, from the plan with its prediction to the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from insight import project_queries as lookup
from insight.actions import cycles as actions
from insight.both import theirs
from insight.models import Cycle, Project
from insight.part_forms import PlanForm, StudyForm
from insight.project_views import shown_and_sent, to_project, who
from practice.acting import Stale
from practice.actions import NotPossible
from practice.addresses import address
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

STUDIED = ("did", "learned", "next_words", "ends_on")


@shown_and_sent
@requires(Permission.IMPROVE)
def plan_cycle(request: Request, project_id: int) -> HttpResponse:
    """A new one; after a cycle that is adapted, filled in with what was said to come next."""
    project = lookup.project_here(request, project_id)
    first = first_plan(request, project)
    form = PlanForm(sent(request), initial=first, ideas=lookup.ideas(project))
    if form.is_valid() and (
        cycle := tried(form, lambda: actions.plan(project=project, **form.values, **who(request)))
    ):
        messages.success(request, f"Cycle {cycle.number} is planned")
        return to_project(request, project, "cycles")
    context = {"project": project, "form": form, "heading": "Plan a cycle", "after": first.get("after")}
    return page(request, "insight/cycle_plan.html", context, status=status_of(form))


def first_plan(request: Request, project: Project) -> dict[str, Any]:
    """Of the cycle before, where `?after=` names one of this project."""
    named = {str(one.pk): one for one in lookup.cycles(project)}
    before = named.get(request.GET.get("after", ""))
    if before is None:
        return {"starts_on": request.today, "idea": request.GET.get("idea", "")}
    said = {"plan": before.next_words or before.plan, "prediction": before.prediction, "idea": before.idea_id}
    return said | {"starts_on": request.today, "after": before}


@shown_and_sent
@requires(Permission.IMPROVE)
def change_cycle(request: Request, cycle_id: int) -> HttpResponse:
    """The plan, until something was learned."""
    cycle = lookup.cycle_here(request, cycle_id)
    first = {name: getattr(cycle, name) for name in (*actions.PLANNED, "version")}
    form = PlanForm(sent(request), initial=first, ideas=lookup.ideas(cycle.project))

    def act() -> Cycle:
        version = form.cleaned_data["version"] or 0
        return actions.change_plan(cycle=cycle, version=version, values=form.values, **who(request))

    names = {"template": "insight/cycle_plan.html", "fields": actions.PLANNED}
    context = {"cycle": cycle, "heading": f"Change the plan of cycle {cycle.number}"}
    return saved(request, form, act, names, context)


@shown_and_sent
@requires(Permission.IMPROVE)
def cycle(request: Request, cycle_id: int) -> HttpResponse:
    """Its plan and prediction; beside them what was done, learned and decided."""
    found = lookup.cycle_here(request, cycle_id)
    first = {name: getattr(found, name) for name in (*STUDIED, "decision", "version")}
    form = StudyForm(sent(request), initial=first, starts_on=found.starts_on)

    def act() -> Cycle:
        said = {name: form.cleaned_data[name] for name in (*STUDIED, "decision")}
        return actions.study(cycle=found, version=form.cleaned_data["version"] or 0, **said, **who(request))

    names = {"template": "insight/cycle.html", "fields": STUDIED}
    return saved(request, form, act, names, {"cycle": found})


def saved(
    request: Request, form: Any, act: Any, names: dict[str, Any], context: dict[str, Any]
) -> HttpResponse:
    """Keep it; who was slower sees both."""
    context |= {"form": form, "project": context["cycle"].project}
    try:
        if form.is_valid() and (kept := tried(form, act)):
            return after(request, kept)
    except Stale as stale:
        current: Any = stale.current
        now = {name: getattr(current, name) for name in names["fields"]}
        context["theirs"] = theirs(form, now, current.version)
        return page(request, names["template"], context, status=409)
    return page(request, names["template"], context, status=status_of(form))


def after(request: Request, kept: Cycle) -> HttpResponse:
    """One that is adapted leads to the next, filled in."""
    if kept.decision == Cycle.Decision.ADAPT:
        messages.success(
            request, f"Cycle {kept.number} is decided. Here is the next one, from what you wrote"
        )
        where = address("insight:plan-cycle", request.practice.ods_code, kept.project_id)
        return redirect(f"{where}?after={kept.pk}")
    messages.success(request, f"Cycle {kept.number} is kept")
    return to_project(request, kept.project, "cycles")


@require_POST
@requires(Permission.IMPROVE)
def undecide_cycle(request: Request, cycle_id: int) -> HttpResponse:
    """The decision is taken back; the words stay."""
    found = lookup.cycle_here(request, cycle_id)
    try:
        actions.undecide(cycle=found, **who(request))
        messages.success(request, "The decision is taken back. The cycle can be changed again")
    except NotPossible as why:
        messages.warning(request, str(why))
    return redirect("insight:cycle", request.practice.ods_code, found.pk)
