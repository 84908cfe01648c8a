"""Error pages that say what to do and give nothing away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: usually a page that was left open across a sign-out.

    A view that must not lose what was typed into it says so itself (`when_forged`).
    """
    match = request.resolver_match
    keep = getattr(match.func, "when_forged", None) if match else None
    kept = keep(request, **match.kwargs) if keep else None
    return kept or render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """More records opened in a short time than anybody's work needs."""
    return render(request, "429.html", status=429)
