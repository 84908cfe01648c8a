"""Who is asked first, and how we invite: two pages on which a practice says it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from outreach import ranking_queries as lookup
from outreach.actions.ranking import set_points
from outreach.actions.terms import set_terms, terms_of
from outreach.ranking_forms import PointsForm
from outreach.terms_forms import InvitingTermsForm
from practice.acting import Stale
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of
from prescribing.service_views import kept

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
CHANGED = "Somebody else has changed the points since you opened this page. Look at how they stand now."


@shown_and_sent
@requires(Permission.FIND_GROUPS)
def ranking(request: Request) -> HttpResponse:
    """All rules, what each means and gives; and who changed what."""
    form = PointsForm(sent(request), points=lookup.points_here(request.practice))
    if form.is_valid():
        keep(request, form)
        return redirect("outreach:ranking", request.practice.ods_code)
    context = {"form": form, "changes": lookup.changes(request.practice)}
    return page(request, "outreach/ranking.html", context, status=status_of(form))


def keep(request: Request, form: PointsForm) -> None:
    said = {"seen": form.before, "points": form.points}
    try:
        set_points(practice=request.practice, **said, by=request.member, now=request.now)
    except Stale:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "Kept. Waves that are made from now on follow")


@shown_and_sent
@requires(Permission.FIND_GROUPS)
def inviting_terms(request: Request) -> HttpResponse:
    """How long we wait, and how often we try."""
    terms = terms_of(request.practice)
    form = InvitingTermsForm(sent(request), terms=terms)
    if form.is_valid():
        who: dict[str, Any] = {"practice": request.practice, "by": request.member, "now": request.now}
        if kept(form, lambda version: set_terms(version=version, values=form.values, **who)):
            messages.success(request, "Kept. Waves that are made from now on follow")
            return redirect("outreach:inviting-terms", request.practice.ods_code)
    context = {"form": form, "terms": terms}
    return page(request, "outreach/terms.html", context, status=status_of(form))
