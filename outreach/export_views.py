"""Files with people in them: for their own care, or, once the national data opt-out was applied, for something else."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from outreach import cohort_queries, export_queries
from outreach.actions import exports as actions
from outreach.cohort_views import who
from outreach.export_forms import AnswerForm, CareForm, PurposeForm
from outreach.export_rows import as_file, numbers_alone
from outreach.models import CohortRun
from practice.actions import NotPossible
from practice.gate import requires, takes_files
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


def file_named(request: Request, what: str, text: str) -> HttpResponse:
    """To keep, not to show; its name says no condition."""
    name = f"{what}-{request.practice.ods_code}-{request.today.isoformat()}.csv"
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@shown_and_sent
@requires(Permission.INVITE)
def take_found(request: Request, cohort_run_id: int) -> HttpResponse:
    """For their own care: the reason is asked, and kept with the file's size."""
    run = cohort_queries.run_here(request, cohort_run_id)
    form = CareForm(sent(request))
    if form.is_valid():
        said = {**form.cleaned_data, **who(request)}
        if taken := tried(form, lambda: actions.take_for_care(run=run, **said)):
            kept, people = taken
            return file_named(request, "people", "\ufeff" + as_file(people, kept.columns, request.today))
    context = {"form": form, "run": run, "exports": export_queries.exports(run)}
    context["people"] = export_queries.may_leave(run, request.member).count()
    return page(request, "outreach/export_care.html", context, status=status_of(form))


@require_GET
@requires(Permission.INVITE)
def opt_out(request: Request, cohort_run_id: int) -> HttpResponse:
    """The three steps, and how far they have come."""
    return steps(request, cohort_queries.run_here(request, cohort_run_id))


def steps(request: Request, run: CohortRun, **forms: Any) -> HttpResponse:
    check = export_queries.latest_check(run)
    ready = export_queries.stands(check, request.now)
    context = {
        "run": run,
        "check": check,
        "ready": ready,
        "exports": export_queries.exports(run),
        "answer": forms.get("answer") or AnswerForm(),
        "purpose": forms.get("purpose") or PurposeForm(),
        "forms": list(forms.values()),
        "days": export_queries.STANDS_FOR.days,
    }
    return page(request, "outreach/export_opt_out.html", context, status=422 if forms else 200)


@require_POST
@requires(Permission.INVITE)
def opt_out_numbers(request: Request, cohort_run_id: int) -> HttpResponse:
    """First: the numbers alone."""
    run = cohort_queries.run_here(request, cohort_run_id)
    try:
        _check, people = actions.take_numbers(run=run, **who(request))
    except NotPossible as why:
        messages.warning(request, str(why))
        return redirect("outreach:opt-out", request.practice.ods_code, run.pk)
    return file_named(request, "nhs-numbers", numbers_alone(people))


@takes_files
@require_POST
@requires(Permission.INVITE)
def opt_out_back(request: Request, cohort_run_id: int) -> HttpResponse:
    """Second: what the national service gave back."""
    run = cohort_queries.run_here(request, cohort_run_id)
    form = AnswerForm(sent(request), request.FILES or None)
    if not form.is_valid():
        return steps(request, run, answer=form)
    taken = tried(form, lambda: actions.bring_back(run=run, numbers=form.given, **who(request)))
    if taken is None:
        return steps(request, run, answer=form)
    check, strange = taken
    others = f" {strange} other numbers were not ours to send, and are kept nowhere." if strange else ""
    messages.success(request, f"{check.came_back} of {check.sent} have not opted out.{others}")
    return redirect("outreach:opt-out", request.practice.ods_code, run.pk)


@require_POST
@requires(Permission.INVITE)
def take_checked(request: Request, cohort_run_id: int) -> HttpResponse:
    """Third: the file, without names, of those who have not opted out."""
    run = cohort_queries.run_here(request, cohort_run_id)
    form = PurposeForm(sent(request))
    if form.is_valid():
        said = {**form.cleaned_data, **who(request)}
        if taken := tried(form, lambda: actions.take_checked(run=run, **said)):
            kept, people = taken
            return file_named(request, "checked", "\ufeff" + as_file(people, kept.columns, request.today))
    return steps(request, run, purpose=form)
