"""The dashboard, and the lists behind its figures."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from insight import behind as lists
from insight import overview
from insight.coverage_page import covered
from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.SEE_FIGURES)
def dashboard(request: Request) -> HttpResponse:
    """What the programme does at this practice, counted now."""
    return page(request, "insight/dashboard.html", overview.dashboard(request))


@require_GET
@requires(Permission.SEE_FIGURES)
def coverage(request: Request) -> HttpResponse:
    """Who was measured, how, and who was not and why, by groups: figures without names."""
    return page(request, "insight/coverage.html", covered(request))


@require_GET
@requires(Permission.NAMES_BEHIND_FIGURES)
def behind(request: Request, figure: str) -> HttpResponse:
    """Who stands behind a figure."""
    context = lists.look(request, figure, page_number(request))
    return page(request, f"insight/{context['behind'].template}.html", context)


@require_GET
@requires(Permission.NAMES_BEHIND_FIGURES)
def behind_social(request: Request) -> HttpResponse:
    """Who stands behind a number of social prescribing."""
    context = lists.look_social(request, request.GET.get("of", "all"), page_number(request))
    if context is None:
        raise Http404
    return page(request, "insight/social.html", context)
