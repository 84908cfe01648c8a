"""The driver diagram of a project: added to, worded anew, moved, taken away, put back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from insight import project_queries as lookup
from insight.actions import drivers as actions
from insight.aim import sentence
from insight.both import theirs
from insight.driver_diagram import diagram, tree
from insight.models import Driver, Project
from insight.part_forms import DriverForm, WordsForm
from insight.project_views import shown_and_sent, who
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

HEADINGS = {
    None: "Add a main driver",
    "primary": "Add under this main driver",
    "secondary": "Add a change idea",
}


def to_drivers(request: Request, project: Project) -> HttpResponse:
    return redirect("insight:drivers", request.practice.ods_code, project.pk)


@require_GET
@requires(Permission.IMPROVE)
def drivers(request: Request, project_id: int) -> HttpResponse:
    """Drawn, and as a list whose parts can be changed."""
    project = lookup.project_here(request, project_id)
    standing = lookup.drivers(project)
    aim = sentence(project.who, project.how_much, project.by_on)
    context = {
        "project": project,
        "aim": aim,
        "diagram": diagram(aim, standing) if standing else None,
        "roots": tree(standing),
        "gone": lookup.taken_away(project),
    }
    return page(request, "insight/drivers.html", context)


@shown_and_sent
@requires(Permission.IMPROVE)
def add_driver(request: Request, project_id: int) -> HttpResponse:
    """A main driver, or under `?under=` what stands behind it."""
    project = lookup.project_here(request, project_id)
    under = under_which(request, project)
    kinds = list(actions.UNDER[Driver.Kind(under.kind) if under else None])
    form = DriverForm(sent(request), kinds=kinds)
    if form.is_valid():
        said = {"kind": form.cleaned_data["kind"], "words": form.cleaned_data["words"]}
        if tried(form, lambda: actions.add(project=project, under=under, **said, **who(request))):
            messages.success(request, "Added")
            return to_drivers(request, project)
    heading = HEADINGS[under.kind if under else None]
    context = {"project": project, "under": under, "form": form, "heading": heading}
    return page(request, "insight/driver_form.html", context, status=status_of(form))


def under_which(request: Request, project: Project) -> Driver | None:
    typed = (request.POST or request.GET).get("under", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        raise Http404
    under = lookup.driver_here(request, int(typed))
    if under.project_id != project.pk or under.kind == Driver.Kind.IDEA:
        raise Http404
    return under


@shown_and_sent
@requires(Permission.IMPROVE)
def reword_driver(request: Request, driver_id: int) -> HttpResponse:
    """In other words. Who was slower sees both."""
    driver = lookup.driver_here(request, driver_id)
    form = WordsForm(sent(request), initial={"words": driver.words, "version": driver.version})
    context: dict[str, Any] = {"project": driver.project, "form": form, "heading": "Word it anew"}
    try:
        if form.is_valid() and tried(form, lambda: reworded(request, driver, form)):
            messages.success(request, "Changed")
            return to_drivers(request, driver.project)
    except Stale as stale:
        current: Any = stale.current
        context["theirs"] = theirs(form, {"words": current.words}, current.version)
        return page(request, "insight/driver_form.html", context, status=409)
    return page(request, "insight/driver_form.html", context, status=status_of(form))


def reworded(request: Request, driver: Driver, form: WordsForm) -> Driver:
    said = {"words": form.cleaned_data["words"], "version": form.cleaned_data["version"] or 0}
    return actions.reword(driver=driver, **said, **who(request))


def pressed(request: Request, driver_id: int, act: Callable[[Driver], Any], done: str) -> HttpResponse:
    driver = lookup.driver_here(request, driver_id)
    try:
        act(driver)
        messages.success(request, done)
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_drivers(request, driver.project)


@require_POST
@requires(Permission.IMPROVE)
def move_driver(request: Request, driver_id: int) -> HttpResponse:
    """Up or down among those beside it."""
    up = request.POST.get("way") != "down"
    return pressed(request, driver_id, lambda one: actions.move(driver=one, up=up, **who(request)), "Moved")


@require_POST
@requires(Permission.IMPROVE)
def end_driver(request: Request, driver_id: int) -> HttpResponse:
    """Taken away with what stands under it; below the list it can be put back."""
    done = "Taken away. Below you can put it back"
    return pressed(request, driver_id, lambda one: actions.end(driver=one, **who(request)), done)


@require_POST
@requires(Permission.IMPROVE)
def put_driver_back(request: Request, driver_id: int) -> HttpResponse:
    """As it stood."""
    return pressed(request, driver_id, lambda one: actions.put_back(driver=one, **who(request)), "It is back")
