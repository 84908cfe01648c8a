"""A look at what would have been sent, where nothing is."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request
from reminders import outbox


@require_GET
@requires(Permission.SEE_MESSAGES)
def would_have_gone(request: Request) -> HttpResponse:
    """The newest first, each with its link."""
    return page(request, "reminders/outbox.html", outbox.shown(request, page_number(request)))
