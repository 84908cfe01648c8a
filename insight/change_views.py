"""What changed for the people of a programme, and who stands behind its numbers."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from insight.changed import lists
from insight.changed.page import change as figures
from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.SEE_FIGURES)
def change(request: Request) -> HttpResponse:
    """Levels, paired change, wellbeing and goals: figures without names."""
    return page(request, "insight/change.html", figures(request))


@require_GET
@requires(Permission.NAMES_BEHIND_FIGURES)
def people(request: Request) -> HttpResponse:
    """Who stands behind one of them."""
    context = lists.look(request, request.GET.get("of", "people"), page_number(request))
    if context is None:
        raise Http404
    return page(request, "insight/change_people.html", context)
