"""Error pages that say what to do and give nothing away."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: usually a page that was left open across a sign-out.

    A view that must not lose what was typed into it says so itself (`when_forged`).
    """
    match = request.resolver_match
    keep = getattr(match.func, "when_forged", None) if match else None
    kept = keep(request, **match.kwargs) if match and keep else None
    return kept or render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """More records opened in a short time than anybody's work needs."""
    return render(request, "429.html", status=429)


def too_large(request: HttpRequest) -> HttpResponse:
    """Refused by its announced length, before anything of it is read."""
    return render(request, "413.html", status=413)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke. The number leads to the log, which says where; the page says nothing.

    A database that is away, full or too slow comes back by itself: the page says so.
    """
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    number = getattr(request, "request_id", "")
    page = render_to_string("503.html" if away else "500.html", {"request_id": number})
    return HttpResponse(page, status=503 if away else 500)
