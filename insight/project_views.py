"""Improvement projects: started by anybody, changed, met about, finished, and opened again."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from insight import project_pages as pages
from insight import project_queries as lookup
from insight.actions import measuring
from insight.actions import projects as actions
from insight.aim import sentence
from insight.both import theirs
from insight.catalogue import MEASURES
from insight.models import Chart, Project, ProjectMeasure
from insight.project_forms import ChangeForm, FinishForm, MeetingForm, StartForm, TeamForm
from insight.sections import sections
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from practice.wording import local

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
AIM = ("name", "problem", "who", "how_much", "by_on")


def who(request: Request) -> dict[str, Any]:
    return {"by": request.member, "now": request.now}


def to_project(request: Request, project: Project, part: str = "") -> HttpResponse:
    answer = redirect("insight:project", request.practice.ods_code, project.pk)
    answer["Location"] += f"#{part}" if part else ""
    return answer


@require_GET
@requires(Permission.IMPROVE)
def improvement(request: Request) -> HttpResponse:
    """What is being tried, when its teams meet, and what came of the others."""
    running = list(lookup.open_projects(request.practice))
    context = {
        "running": pages.listed(running),
        "meetings": lookup.meetings(running, request.now),
        "finished": pages.listed(list(lookup.finished_projects(request.practice))),
        "sections": sections(request, "insight:improvement"),
    }
    return page(request, "insight/improvement.html", context)


@shown_and_sent
@requires(Permission.IMPROVE)
def start_project(request: Request) -> HttpResponse:
    """An aim in three parts; from a figure, with that figure as its outcome."""
    form = StartForm(sent(request), today=request.today)
    measure = MEASURES.get((request.POST or request.GET).get("measure", ""))
    if form.is_valid() and (project := tried(form, lambda: started(request, form, measure))):
        messages.success(request, "The project has begun. What it still needs stands below")
        return to_project(request, project)
    context = {"form": form, "measure": measure}
    return page(request, "insight/project_start.html", context, status=status_of(form))


def started(request: Request, form: StartForm, measure: Any) -> Project:
    project = actions.start(practice=request.practice, **form.aim, **who(request))
    if measure:
        about = {"kind": ProjectMeasure.Kind.OUTCOME, "period": Chart.By.MONTH, "target": None}
        measuring.add(project=project, measure=measure, **about, **who(request))  # type: ignore[arg-type]
    return project


@require_GET
@requires(Permission.IMPROVE)
def project(request: Request, project_id: int) -> HttpResponse:
    """All of one project."""
    found = lookup.project_here(request, project_id)
    return page(request, "insight/project.html", pages.project_page(request, found))


def edited(request: Request, project: Project, form: Form, act: Any, about: dict[str, Any]) -> HttpResponse:
    """Save what one of its forms says; who was slower sees both."""
    context: dict[str, Any] = {"project": project, "form": form, **about["page"]}
    try:
        if form.is_valid() and tried(form, lambda: act(form.cleaned_data["version"] or 0)):
            messages.success(request, about["done"])
            return to_project(request, project)
    except Stale as stale:
        current: Any = stale.current
        context["theirs"] = theirs(form, about["current"](current), current.version)
        return page(request, "insight/project_form.html", context, status=409)
    return page(request, "insight/project_form.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.IMPROVE)
def change_project(request: Request, project_id: int) -> HttpResponse:
    """Another aim, as one sentence beside what stands now."""
    found = lookup.project_here(request, project_id)
    people = lookup.people(request.practice, request.today)
    first = {name: getattr(found, name) for name in (*AIM, "lead", "version")}
    form = ChangeForm(sent(request), initial=first, today=request.today, people=people)

    def act(version: int) -> Project:
        values = {**form.aim, "lead": form.cleaned_data["lead"]}
        return actions.change(project=found, version=version, values=values, **who(request))

    def current(now: Project) -> dict[str, Any]:
        return {name: getattr(now, name) for name in (*AIM, "lead")}

    words = {"heading": "Change the project", "now": sentence(found.who, found.how_much, found.by_on)}
    return edited(
        request, found, form, act, {"page": words, "done": "The project is changed", "current": current}
    )


@shown_and_sent
@requires(Permission.IMPROVE)
def set_team(request: Request, project_id: int) -> HttpResponse:
    """Who works on it."""
    found = lookup.project_here(request, project_id)
    people = lookup.people(request.practice, request.today)
    first = {"members": [one.member_id for one in found.people], "version": found.version}  # type: ignore[attr-defined]
    form = TeamForm(sent(request), initial=first, people=people)

    def act(version: int) -> Project:
        members = list(form.cleaned_data["members"])
        return actions.set_team(project=found, version=version, members=members, **who(request))

    def current(now: Project) -> dict[str, Any]:
        return {"members": [one.member for one in actions.team(now).select_related("member__user")]}

    words = {"heading": "Who works on it", "lead": found.lead.name}
    return edited(request, found, form, act, {"page": words, "done": "The team is kept", "current": current})


def meeting_of(project: Project) -> dict[str, Any]:
    at = local(project.next_meeting_at) if project.next_meeting_at else None
    return {"day": at and at.date(), "time": at and at.time(), "words": project.next_meeting_words}


@shown_and_sent
@requires(Permission.IMPROVE)
def set_meeting(request: Request, project_id: int) -> HttpResponse:
    """When they meet next."""
    found = lookup.project_here(request, project_id)
    form = MeetingForm(sent(request), initial=meeting_of(found) | {"version": found.version})

    def act(version: int) -> Project:
        said = {"at": form.at, "words": form.cleaned_data["words"], "version": version}
        return actions.set_meeting(project=found, **said, **who(request))

    words = {"heading": "The next meeting"}
    return edited(
        request, found, form, act, {"page": words, "done": "The meeting is kept", "current": meeting_of}
    )


@shown_and_sent
@requires(Permission.IMPROVE)
def finish_project(request: Request, project_id: int) -> HttpResponse:
    """How it went, with what the cycles said to begin from."""
    found = lookup.project_here(request, project_id)
    first = pages.first_texts(found) | {"version": found.version}
    form = FinishForm(sent(request), initial=first)

    def act(version: int) -> Project:
        said = {"result": form.cleaned_data["result"], "texts": form.texts, "version": version}
        return actions.finish(project=found, **said, **who(request))

    def current(now: Project) -> dict[str, Any]:
        return {name: getattr(now, name) for name in ("result", *form.texts)}

    words = pages.finishing(found)
    done = "The project has finished. Its case study is one page: look at it, and put it on the shelf"
    return edited(request, found, form, act, {"page": words, "done": done, "current": current})


@require_POST
@requires(Permission.IMPROVE)
def open_project_again(request: Request, project_id: int) -> HttpResponse:
    """It was not over."""
    found = lookup.project_here(request, project_id)
    try:
        actions.open_again(project=found, **who(request))
        messages.success(request, "The project is open again. What was written at its end is kept")
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_project(request, found)
