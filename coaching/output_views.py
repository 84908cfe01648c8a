"""What a note is made into: looked at first, then given on purpose, and kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from coaching import output_pages as pages
from coaching import output_queries, queries
from coaching.actions import giving
from coaching.models import Given, Session
from coaching.output_forms import GivePlanForm, GiveSummaryForm, NotGivenForm
from coaching.output_pages import Look
from coaching.pages import to_session
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.letters import CannotDraw
from practice.pages import page
from practice.pdf import NotMade
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

CANNOT_DRAW = "The PDF cannot show some letters of it: {letters} Print the page instead: the browser can."
NOT_MADE = "The PDF could not be made just now. Try again, or print the page."


@require_safe
@requires(Permission.WRITE_NOTES)
def plan(request: Request, session_id: int) -> HttpResponse:
    """A preview: what would go, what was left out, to whom."""
    session = queries.session_opened(request, session_id)
    return not_ready(request, session) or plan_page(request, session)


def not_ready(request: Request, session: Session) -> HttpResponse | None:
    """Nothing is made of a note that is not signed, or that does not stand."""
    try:
        giving.refuse(session)
    except NotPossible as reason:
        messages.warning(request, str(reason))
        return to_session(request, session)
    return None


def plan_page(request: Request, session: Session, form: GivePlanForm | None = None) -> HttpResponse:
    made = pages.made_of(request, session)
    look = Look.asked(request.POST if form else request.GET, made)
    hidden = {"output": look.output, "islands": look.islands, "large": look.large}
    context = {
        "session": session,
        "form": form or GivePlanForm(patient=session.patient, initial=hidden),
        "facts": made.facts,
        **pages.paper(made, look),
        **about(request, session.patient),
    }
    return page(request, "coaching/plan.html", context, status=422 if form else 200)


@require_POST
@requires(Permission.WRITE_NOTES)
def give_plan(request: Request, session_id: int) -> HttpResponse:
    """Printed or saved, for somebody who is named."""
    session = queries.session_opened(request, session_id)
    form = GivePlanForm(request.POST, patient=session.patient)
    if refused := not_ready(request, session):
        return refused
    if not form.is_valid():
        return plan_page(request, session, form)
    given = giving.give(session=session, **form.values, by=request.member, now=request.now)
    return to_given(given, request, Look(**form.look))


@require_POST
@requires(Permission.WRITE_NOTES)
def give_summary(request: Request, session_id: int) -> HttpResponse:
    """Copied, or saved to be filed: to the GP record of this practice."""
    session = queries.session_here(request, session_id)
    form = GiveSummaryForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Press “Copy” or “Save as PDF”.")
        return to_session(request, session)
    try:
        given = giving.give(
            session=session,
            **form.cleaned_data,
            **pages.gp_record(session),
            by=request.member,
            now=request.now,
        )
    except NotPossible as reason:
        messages.warning(request, str(reason))
        return to_session(request, session)
    if given.way == Given.Way.PDF:
        return to_given(given, request, Look())
    messages.success(request, "Kept: the summary was copied to the GP record.")
    return to_session(request, session)


def stands(given: Given) -> bool:
    """Neither the note was struck nor this was taken back."""
    return not (given.session.entered_in_error_at or given.taken_back_at)


def to_given(given: Given, request: Request, look: Look) -> HttpResponse:
    name = "coaching:given" if given.way == Given.Way.PRINTED else "coaching:given-pdf"
    return redirect(f"{reverse(name, args=[request.practice.ods_code, given.pk])}?{look.query}")


@require_safe
@requires(Permission.WRITE_NOTES)
def given(request: Request, given_id: int) -> HttpResponse:
    """The paper itself: what prints is the plan and nothing else."""
    found = output_queries.given_opened(request, given_id)
    if not stands(found) or found.output == Given.Output.GP_SUMMARY:
        return to_session(request, found.session)
    made = pages.made_of(request, found.session)
    context = {"given": found, "session": found.session, **pages.paper(made, Look.of(found, request.GET))}
    return page(request, "coaching/given.html", context)


@require_GET
@requires(Permission.WRITE_NOTES)
def given_pdf(request: Request, given_id: int) -> HttpResponse:
    """The same as a file."""
    found = output_queries.given_opened(request, given_id)
    if not stands(found):
        return to_session(request, found.session)
    document = pages.document_of(found, pages.made_of(request, found.session), Look.of(found, request.GET))
    try:
        return pages.file_of(document, "summary" if found.output == Given.Output.GP_SUMMARY else "my-plan")
    except CannotDraw as missing:
        messages.warning(request, CANNOT_DRAW.format(letters=missing.letters[:40]))
    except NotMade:
        messages.error(request, NOT_MADE)
    return to_session(request, found.session)


@require_http_methods(["GET", "POST"])
@requires(Permission.WRITE_NOTES)
def not_given(request: Request, given_id: int) -> HttpResponse:
    """It did not go after all, and why."""
    found = output_queries.given_opened(request, given_id)
    form = NotGivenForm(sent(request))
    who: dict[str, Any] = {"given": found, "by": request.member, "now": request.now}
    if form.is_valid() and tried(form, lambda: giving.take_back(because=form.cleaned_data["because"], **who)):
        messages.success(request, "Noted: not given after all.")
        return to_session(request, found.session)
    context = {
        "given": found,
        "session": found.session,
        "form": form,
        **about(request, found.session.patient),
    }
    return page(request, "coaching/not_given.html", context, status=status_of(form))
