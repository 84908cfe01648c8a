"""What a project is measured by: chosen from the catalogue, given a target, taken away, put back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from insight import project_queries as lookup
from insight.actions import measuring as actions
from insight.both import theirs
from insight.catalogue import MEASURES
from insight.models import ProjectMeasure
from insight.part_forms import MeasureForm, TargetForm
from insight.project_views import shown_and_sent, to_project, who
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried


@shown_and_sent
@requires(Permission.IMPROVE)
def add_project_measure(request: Request, project_id: int) -> HttpResponse:
    """One of the catalogue, as outcome, process or balancing measure."""
    project = lookup.project_here(request, project_id)
    form = MeasureForm(sent(request), initial={"period": "month", **request.GET.dict()})
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "period", "target")}
        measure = MEASURES[form.cleaned_data["measure"]]
        if tried(form, lambda: actions.add(project=project, measure=measure, **said, **who(request))):
            messages.success(request, f"“{measure.title}” is a measure of the project now")
            return to_project(request, project, "measures")
    there = {one.kind: one for one in lookup.measures(project)}
    context = {"project": project, "form": form, "there": there, "catalogue": MEASURES.values()}
    return page(request, "insight/measure_add.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.IMPROVE)
def set_target(request: Request, project_measure_id: int) -> HttpResponse:
    """What it should come to."""
    found = lookup.measure_here(request, project_measure_id)
    form = TargetForm(sent(request), initial={"target": found.target, "was": found.target})
    context: dict[str, Any] = {"found": found, "measure": MEASURES.get(found.chart.measure), "form": form}
    try:
        if form.is_valid() and tried(form, lambda: aimed(request, found, form)):
            messages.success(request, "The target is kept")
            return to_project(request, found.project, "measures")
    except Stale as stale:
        current: Any = stale.current
        context["theirs"] = theirs(form, {"target": current.target})
        again = form.data.copy()  # type: ignore[attr-defined]
        again["was"] = "" if current.target is None else str(current.target)
        form.data = again
        return page(request, "insight/measure_target.html", context, status=409)
    return page(request, "insight/measure_target.html", context, status=status_of(form))


def aimed(request: Request, found: ProjectMeasure, form: TargetForm) -> ProjectMeasure:
    said = {name: form.cleaned_data[name] for name in ("was", "target")}
    return actions.aim_for(measure=found, **said, **who(request))


def pressed(
    request: Request, project_measure_id: int, act: Callable[[ProjectMeasure], Any], done: str
) -> HttpResponse:
    found = lookup.measure_here(request, project_measure_id)
    try:
        act(found)
        messages.success(request, done)
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_project(request, found.project, "measures")


@require_POST
@requires(Permission.IMPROVE)
def end_project_measure(request: Request, project_measure_id: int) -> HttpResponse:
    """Its chart stays; below the measures it can be put back."""
    done = "Taken away from the project. Below the measures you can put it back"
    return pressed(request, project_measure_id, lambda one: actions.end(measure=one, **who(request)), done)


@require_POST
@requires(Permission.IMPROVE)
def put_measure_back(request: Request, project_measure_id: int) -> HttpResponse:
    """With its target."""
    return pressed(
        request, project_measure_id, lambda one: actions.put_back(measure=one, **who(request)), "It is back"
    )
