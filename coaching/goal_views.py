"""A person's goals: the path of each, how it ended, what came of its steps; and how much at once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from coaching import goal_queries
from coaching.actions import goals as acting
from coaching.actions import pace as pacing
from coaching.actions import steps
from coaching.goal_forms import EndGoalForm, LapseForm, PaceForm, ToldForm
from coaching.goal_pages import goals_page
from coaching.models import Goal
from patients.models import Patient
from patients.reading import open_record
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.permissions import Permission
from practice.requests import Request

CHANGED = "A colleague changed this goal meanwhile. Nothing was overwritten: look at how it stands, then choose again"


@require_GET
@requires(Permission.READ_NOTES)
def goals(request: Request, patient_id: int) -> HttpResponse:
    """Each goal as a path of hops."""
    return goals_page(request, open_record(request, patient_id))


@require_POST
@requires(Permission.WRITE_NOTES)
def goal_end(request: Request, goal_id: int) -> HttpResponse:
    """Reached, changed, or let go."""
    goal, form = goal_queries.goal_here(request, goal_id), EndGoalForm(request.POST)
    if not form.is_valid():
        return again(request, goal.patient, form, f"end-{goal.pk}")
    try:
        ended = acting.end_goal(goal=goal, **form.cleaned_data, by=request.member, now=request.now)
        messages.success(request, SAID_AT_END[ended.ended_how])
    except (Stale, NotPossible) as problem:
        messages.warning(request, said(problem))
    return back(request, goal.patient)


SAID_AT_END: dict[str, str] = {
    Goal.End.REACHED: "Reached. Worth celebrating together: say what they did to get here.",
    Goal.End.CHANGED: "This goal has changed into another. Its path stays to be seen.",
    Goal.End.LET_GO: "Let go for now. It can be taken up again, and nothing of it is lost.",
}


@require_POST
@requires(Permission.WRITE_NOTES)
def goal_again(request: Request, goal_id: int) -> HttpResponse:
    """It matters again, or was ended by mistake."""
    goal = goal_queries.goal_here(request, goal_id)
    try:
        acting.take_up_again(goal=goal, by=request.member, now=request.now)
        messages.success(request, "The goal is open again")
    except NotPossible as reason:
        messages.warning(request, str(reason))
    return back(request, goal.patient)


@require_POST
@requires(Permission.WRITE_NOTES)
def goal_lapse(request: Request, goal_id: int) -> HttpResponse:
    """What they do in a bad week."""
    goal, form = goal_queries.goal_here(request, goal_id), LapseForm(request.POST)
    if not form.is_valid():
        return again(request, goal.patient, form, f"lapse-{goal.pk}")
    words, version = form.cleaned_data["lapse_plan"], form.cleaned_data["version"]
    try:
        acting.plan_for_lapse(goal=goal, words=words, version=version, by=request.member, now=request.now)
        messages.success(request, "The plan for a bad week is kept")
    except (Stale, NotPossible) as problem:
        form.add_error("lapse_plan", said(problem))
        return again(request, goal.patient, form, f"lapse-{goal.pk}", status=409)
    return back(request, goal.patient)


@require_POST
@requires(Permission.WRITE_NOTES)
def step_told(request: Request, step_id: int) -> HttpResponse:
    """What came of a step, outside a session."""
    step, form = goal_queries.step_here(request, step_id), ToldForm(request.POST)
    if not form.is_valid():
        return again(request, step.patient, form, f"told-{step.pk}")
    try:
        steps.tell(told=form.told(step), by=request.member, now=request.now)
        messages.success(request, "What came of the step is kept")
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return again(request, step.patient, form, f"told-{step.pk}", status=409)
    return back(request, step.patient)


@require_POST
@requires(Permission.WRITE_NOTES)
def step_untold(request: Request, step_id: int) -> HttpResponse:
    """Noted by mistake."""
    step = goal_queries.step_here(request, step_id)
    try:
        steps.untell(step=step, by=request.member, now=request.now)
        messages.success(request, "The step is open again")
    except NotPossible as reason:
        messages.warning(request, str(reason))
    return back(request, step.patient)


@require_POST
@requires(Permission.WRITE_NOTES)
def pace(request: Request, patient_id: int) -> HttpResponse:
    """How much at once, in one press."""
    patient, form = open_record(request, patient_id), PaceForm(request.POST)
    if form.is_valid():
        chosen = pacing.choose_pace(
            patient=patient, pace=form.cleaned_data["pace"], by=request.member, now=request.now
        )
        messages.success(request, f"Pace: {chosen.get_pace_display().lower()}")
    return redirect("patients:record", request.practice.ods_code, patient.pk)


def said(problem: Exception) -> str:
    return CHANGED if isinstance(problem, Stale) else str(problem)


def again(
    request: Request, patient: Patient, form: forms.Form, which: str, status: int = 422
) -> HttpResponse:
    """The same page with the form that was wrong, its words kept."""
    wrong: dict[str, Any] = {which: form}
    return goals_page(request, patient, wrong=wrong, status=status)


def back(request: Request, patient: Patient) -> HttpResponse:
    return redirect("coaching:goals", request.practice.ods_code, patient.pk)
