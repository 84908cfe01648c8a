"""The funnel of an aim, and who stands behind its numbers."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from insight import behind_way, funnel_page, overview
from insight.dashboard import small_under
from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.SEE_FIGURES)
def way(request: Request) -> HttpResponse:
    """How far people came, and why no further."""
    return page(request, "insight/way.html", funnel_page.way(request))


@require_GET
@requires(Permission.NAMES_BEHIND_FIGURES)
def people(request: Request) -> HttpResponse:
    """Who stands behind a number of it."""
    context = behind_way.look(request, page_number(request))
    if context is None:
        raise Http404
    return page(request, "insight/way_people.html", context)


@require_GET
@requires(Permission.SEE_FIGURES)
def less(request: Request) -> HttpResponse:
    """For whom it works less well; the dashboard asks for it once it stands."""
    return page(request, "insight/less.html", overview.less(request, small_under(request)), part="less")
