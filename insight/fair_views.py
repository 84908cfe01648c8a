"""Fairness at one practice, gaps in services on a map, and the figures of several practices."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from insight.fairness_page import fairness as groups
from insight.gaps_page import gaps as gaps_of
from insight.network_page import network as together
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.SEE_FIGURES)
def fairness(request: Request) -> HttpResponse:
    """Whether each group comes as far as everybody else: figures without names."""
    return page(request, "insight/fairness.html", groups(request))


@require_GET
@requires(Permission.SEE_FIGURES)
def network(request: Request) -> HttpResponse:
    """All practices where one may see figures, added up and beside one another: never a ranking."""
    return page(request, "insight/network.html", together(request))


@require_GET
@requires(Permission.SEE_GAPS)
def gaps(request: Request) -> HttpResponse:
    """Where something was missing, and for which need."""
    return page(request, "insight/gaps.html", gaps_of(request))
