"""Error pages that say what to do and give nothing away."""

import sys

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from practice.trouble import to_send_again, trouble_of

log = structlog.get_logger("skerry.database")
LINK = "/link/"  # where people without an account come
# What they read instead of a page: the same words whatever the reason, and nothing of what the link is about.
LINK_SAYS: dict[int, tuple[str, list[str]]] = {
    404: (
        "This link does not work now",
        [
            "It may be too old, or not complete. Or the answers have been sent: then there is nothing more to do.",
            "If you still want to answer, ask the person who gave you the link for a new one.",
        ],
    ),
    403: (
        "Please open your link again",
        [
            "Nothing was lost. Close this page and open the link as you did the first time.",
            "If this comes again, let your browser keep cookies for this page.",
        ],
    ),
    410: (
        "This link is locked",
        [
            "The date did not match five times, so the link was locked. This keeps your answers safe.",
            "Please ask the person who gave you the link for a new one. They know that it is locked.",
        ],
    ),
    429: (
        "Please wait a little",
        ["There were too many tries in a short time. Wait 10 minutes, then open your link again."],
    ),
    500: (
        "Something went wrong here",
        [
            "It is not your fault. Wait a few minutes, then open your link again. What you sent before is kept."
        ],
    ),
    503: (
        "Please wait a little",
        ["Something is in the way here, and it is not your fault. What you sent before is kept."],
    ),
}

FOR_ANYBODY = {"for_anybody": True}  # the page may be read by a patient: it says whom to call


class NoLink(Http404):
    """Unknown, expired, revoked, used or changed on its way: to whoever opens it all the same."""


def link_says(status: int, again: str = "") -> HttpResponse:
    """One plain page with what to do, and whom to call; where something was typed, it is kept."""
    heading, sentences = LINK_SAYS[status]
    says = {"heading": heading, "sentences": sentences, "again": again, "crisis_line": settings.CRISIS_LINE}
    return HttpResponse(render_to_string("link_says.html", says), status=status)


def is_link(request: HttpRequest) -> bool:
    return request.path.startswith(LINK)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is here, or nothing that is theirs."""
    return link_says(404) if is_link(request) else render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: usually a page that was left open across a sign-out.

    A view that must not lose what was typed into it says so itself (`when_forged`).
    """
    match = request.resolver_match
    keep = getattr(match.func, "when_forged", None) if match else None
    kept = keep(request, **match.kwargs) if match and keep else None
    if is_link(request):
        return link_says(403)
    return kept or render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """More records opened in a short time than anybody's work needs."""
    return render(request, "429.html", status=429)


def flooded(request: HttpRequest) -> HttpResponse:
    """Too many requests from one place to pages without an account, whoever they were for."""
    answer = link_says(429) if is_link(request) else render(request, "429.html", FOR_ANYBODY, status=429)
    answer.headers["Retry-After"] = "60"
    return answer


def too_large(request: HttpRequest) -> HttpResponse:
    """Refused by its announced length, before anything of it is read."""
    return render(request, "413.html", status=413)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke. The number leads to the log, which says where; the page says nothing.

    A database that is away, full, too busy or too slow comes back by itself: the page says so and keeps the words.
    """
    trouble = trouble_of(sys.exc_info()[1])
    if trouble is None:
        page = {"request_id": getattr(request, "request_id", "")}
        return (
            link_says(500)
            if is_link(request)
            else HttpResponse(render_to_string("500.html", page), status=500)
        )
    log.error(trouble.name)
    again = to_send_again(request, trouble)
    if is_link(request):
        return link_says(503, again)
    page = {"heading": trouble.heading, "sentences": trouble.sentences, "again": again}
    page["request_id"] = getattr(request, "request_id", "")
    return HttpResponse(render_to_string("503.html", page), status=503)
