"""One's own sessions in a calendar: a private link, and what a calendar fetches from it. No patient's name."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching import calendar_queries as lookup
from coaching.actions import feeding
from coaching.actions.feeding import PURPOSE
from coaching.calendar_text import calendar
from practice.errors import link_says
from practice.gate import requires
from practice.links import signed
from practice.pace import too_often
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_NOTES)
def calendar_link(request: Request) -> HttpResponse:
    """How it stands; a press makes a link, which is shown on this page and never again."""
    context: dict[str, Any] = {"standing": lookup.standing_link(request)}
    if request.method == "POST":
        link, token = feeding.make_link(member=request.member, by=request.member, now=request.now)
        context = {"standing": link, "link_url": address_of(token)}
    return page(request, "coaching/calendar_link.html", context)


@require_POST
@requires(Permission.WRITE_NOTES)
def end_calendar_link(request: Request) -> HttpResponse:
    """The calendar that has it gets nothing more."""
    feeding.end_link(member=request.member, by=request.member, now=request.now)
    messages.success(request, "The link has ended. A calendar that has it gets nothing more.")
    return redirect("coaching:calendar-link", request.practice.ods_code)


@require_safe
@signed(PURPOSE)
def calendar_feed(request: Request) -> HttpResponse:
    """What a calendar asks for again and again. Nothing, once its owner works here no more."""
    if too_often(f"calendar:{request.link.pk}", most=60, minutes=10, now=request.now):
        return link_says(429)
    host = urlsplit(settings.PUBLIC_URL).hostname or "skerry"
    text = calendar(lookup.events(request), host=host, now=request.now)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="sessions.ics"'
    return answer


def address_of(token: str) -> str:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("coaching:calendar-feed", args=[token])
