"""Whom a search found on one day: counts for everybody who finds, names for those who invite."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from outreach import cohort_queries, found_queries
from outreach.allowing import needs_reason, protected_reason_for
from outreach.criteria import Criteria
from outreach.criteria_words import for_what, in_words
from outreach.found_shown import found_by, hidden_under, shown_found
from outreach.models import CohortRun, LeftOut
from practice import trail
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.small import shown_column

WORDS = {found_queries.TO_ASK: "To ask"} | dict(LeftOut.choices)


@require_GET
@requires(Permission.FIND_GROUPS)
def found(request: Request, cohort_run_id: int) -> HttpResponse:
    """How many, why others were left out, who is new since an earlier day."""
    run = cohort_queries.run_here(request, cohort_run_id)
    criteria = Criteria.read(run.criteria)
    names = cohort_queries.names_of([request.practice], criteria)
    context = {
        "run": run,
        "kept": run.cohort,
        "lines": in_words(criteria, names),
        "invited_to": for_what(criteria, names),
        "protected": criteria.protected,
        "needs_reason": needs_reason(run.cohort, run.criteria),
        "reason": protected_reason_for(run.cohort, run.criteria) if criteria.protected else None,
        "shown": shown_found(found_by(run), hidden_under(request)),
        **beside(request, run),
    }
    return page(request, "outreach/found.html", context)


def beside(request: Request, run: CohortRun) -> dict[str, Any]:
    """Another run of the same search, and what is different."""
    others = found_queries.other_runs(run)
    before = found_queries.compared_with(run, others, request.GET.get("with", ""))
    if before is None:
        return {"others": others, "before": None}
    two = found_queries.compared(run, before)
    new, gone, both = shown_column([two.new, two.gone, two.both], hidden_under(request))
    return {"others": others, "before": before, "new": new, "gone": gone, "both": both}


@require_GET
@requires(Permission.INVITE)
def found_people(request: Request, cohort_run_id: int) -> HttpResponse:
    """By name, a page at a time; that they were read is kept."""
    run = cohort_queries.run_here(request, cohort_run_id)
    which = request.GET.get("show", found_queries.TO_ASK)
    typed = request.GET.get("page", "1")
    if which not in WORDS or not (typed.isdecimal() and 1 <= int(typed) <= 10_000):
        raise Http404
    number, size = int(typed), found_queries.PAGE
    rows = list(found_queries.people(request, run, which)[(number - 1) * size : number * size + 1])
    read: dict[str, Any] = {
        "subject": run,
        "details": {"which": which, "page": number, "people": len(rows[:size])},
    }
    trail.record("cohort.people_read", by=request.member, now=request.now, practice=request.practice, **read)
    context = {
        "run": run,
        "rows": rows[:size],
        "which": which,
        "title": WORDS[which],
        "shelves": found_queries.shelves(run),
        "previous_url": f"?show={which}&page={number - 1}" if number > 1 else "",
        "next_url": f"?show={which}&page={number + 1}" if len(rows) > size else "",
    }
    return page(request, "outreach/found_people.html", context)
