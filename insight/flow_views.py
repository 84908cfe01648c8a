"""Load and flow, the lists behind measures, what each measure counts, and tables as files."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from insight import behind_measure, definitions, flow_page, funnel_words, tables
from insight.sections import sections
from outreach.export_views import file_named
from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.SEE_FIGURES)
def flow(request: Request) -> HttpResponse:
    """Who carries how much, who waits how long, and what came of it."""
    return page(request, "insight/flow.html", flow_page.page_of(request))


@require_GET
@requires(Permission.NAMES_BEHIND_FIGURES)
def behind(request: Request) -> HttpResponse:
    """Who stands behind a measure."""
    context = behind_measure.look(request, page_number(request))
    if context is None:
        raise Http404
    return page(request, "insight/behind_measure.html", context)


@require_GET
@requires(Permission.SEE_FIGURES)
def defined(request: Request) -> HttpResponse:
    """Every measure in words."""
    context = {
        "sections": sections(request, "insight:definitions"),
        "shelves": definitions.by_shelf().items(),
        "ways": funnel_words.definitions(),
    }
    return page(request, "insight/definitions.html", context)


@require_GET
@requires(Permission.SEE_FIGURES)
def file(request: Request) -> HttpResponse:
    """A table of a page as a file: small numbers hidden, whoever takes it."""
    found = tables.of_page(request)
    if not found:
        raise Http404
    return file_named(request, f"figures-{request.GET['page']}", tables.taken(request, found))
