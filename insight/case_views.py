"""Case studies: one page of a finished project, looked at, saved as PDF, put on the network's shelf, withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from insight import case_page as cases
from insight import project_queries as lookup
from insight.actions import sharing
from insight.actions.sharing import LookAgain
from insight.models import CaseStudy, Project
from insight.project_views import to_project, who
from insight.sections import sections
from practice.actions import NotPossible
from practice.gate import requires
from practice.letters import CannotDraw
from practice.pages import page
from practice.pdf import NotMade, TooLong, pdf_of
from practice.permissions import Permission
from practice.requests import Request

CANNOT_DRAW = "The PDF cannot show some letters of it: {letters} Print the page instead: the browser can."
NOT_MADE = "The PDF could not be made just now. Try again, or print the page."
NOT_FINISHED = "Finish the project first: its case study says how it went."


@require_GET
@requires(Permission.IMPROVE)
def case_study(request: Request, project_id: int) -> HttpResponse:
    """As it would go on the shelf."""
    project = lookup.project_here(request, project_id)
    if not project.finished_at:
        messages.warning(request, NOT_FINISHED)
        return to_project(request, project)
    return case_page(request, project)


def case_page(request: Request, project: Project, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "project": project,
        "case": cases.of_project(project, request.today),
        "published": lookup.published(project),
        **more,
    }
    return page(request, "insight/case_study.html", context, status=status)


@require_POST
@requires(Permission.IMPROVE)
def publish_case_study(request: Request, project_id: int) -> HttpResponse:
    """For all of the network to read, once nothing in it points at somebody, or somebody has looked."""
    project = lookup.project_here(request, project_id)
    try:
        sharing.publish(project=project, looked=request.POST.get("looked", ""), **who(request))
    except LookAgain as again:
        problem = {"text": "Look at some of the words again before others read them", "href": "#again"}
        more = {"found": again.found, "mark": again.mark, "problems": [problem]}
        return case_page(request, project, status=422, **more)
    except NotPossible as why:
        messages.warning(request, str(why))
        return to_project(request, project)
    messages.success(request, "It is on the shelf. Everybody in the network can read it")
    return redirect("insight:shelf", request.practice.ods_code)


@require_GET
@requires(Permission.IMPROVE)
def case_study_pdf(request: Request, project_id: int) -> HttpResponse:
    """The same page as a file."""
    project = lookup.project_here(request, project_id)
    if not project.finished_at:
        messages.warning(request, NOT_FINISHED)
        return to_project(request, project)
    back = redirect("insight:case-study", request.practice.ods_code, project.pk)
    return file_of(request, cases.of_project(project, request.today), back)


def file_of(request: Request, case: cases.Case, back: HttpResponse) -> HttpResponse:
    """To keep; where it cannot be made, the page says why."""
    try:
        made = pdf_of(cases.document(case))
    except CannotDraw as cannot:
        messages.warning(request, CANNOT_DRAW.format(letters=", ".join(cannot.letters) + "."))
        return back
    except (NotMade, TooLong):
        messages.warning(request, NOT_MADE)
        return back
    disposition = {"Content-Disposition": 'attachment; filename="case-study.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=disposition)


@require_GET
@requires(Permission.IMPROVE)
def shelf(request: Request) -> HttpResponse:
    """What the practices of the network tried, whether it worked or not."""
    results = Project.Result.choices
    asked = request.GET.get("result", "")
    result = asked if asked in dict(results) else ""
    rows = [(one, cases.of_shelf(one)) for one in lookup.shelf(request.practice, result)]
    context = {"rows": rows, "results": results, "result": result}
    context["sections"] = sections(request, "insight:improvement")
    return page(request, "insight/shelf.html", context)


@require_GET
@requires(Permission.IMPROVE)
def shelf_case(request: Request, case_study_id: int) -> HttpResponse:
    """One of them."""
    found = lookup.case_here(request, case_study_id)
    mine = found.from_practice_id == request.practice.pk
    context = {"found": found, "case": cases.of_shelf(found), "mine": mine}
    return page(request, "insight/shelf_case.html", context)


@require_GET
@requires(Permission.IMPROVE)
def shelf_case_pdf(request: Request, case_study_id: int) -> HttpResponse:
    """The same page as a file."""
    found = lookup.case_here(request, case_study_id)
    back = redirect("insight:shelf-case", request.practice.ods_code, found.pk)
    return file_of(request, cases.of_shelf(found), back)


@require_POST
@requires(Permission.IMPROVE)
def withdraw_case_study(request: Request, case_study_id: int) -> HttpResponse:
    """By the practice that put it there."""
    found: CaseStudy = lookup.case_here(request, case_study_id)
    try:
        sharing.withdraw(case=found, **who(request))
    except NotPossible as why:
        messages.warning(request, str(why))
        return redirect("insight:shelf", request.practice.ods_code)
    messages.success(request, "Withdrawn. The project itself stays, and its case study can be put back")
    return redirect("insight:case-study", request.practice.ods_code, found.project)
