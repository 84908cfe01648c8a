"""Whether messages go out by themselves: for those who run the place."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from reminders import clockwork


@require_GET
@requires(Permission.SEE_CLOCKWORK)
def show(request: Request) -> HttpResponse:
    """The last rounds, what is due here, and what became of the last day's messages."""
    return page(request, "reminders/clockwork.html", clockwork.shown(request))
