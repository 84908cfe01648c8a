"""How a page is answered: rendered whole inside the gate's transaction, or one part of it for htmx."""

import functools
import time
from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render

from practice.navigation import entries_for
from practice.notices import notices_for
from practice.requests import Request


def page(
    request: Request, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Render a page; where htmx asks and the view names a part, that part alone."""
    if part and request.htmx and not request.htmx.history_restore_request:
        template = f"{template}#{part}"
    return render(request, template, context, status=status)


def sent(request: Request) -> QueryDict | None:
    """What a form takes as its data: nothing before it was sent."""
    return request.POST if request.method == "POST" else None


def page_number(request: Request) -> int:
    """Of a list. Anything that is not a page number is the first page."""
    text = request.GET.get("page", "")
    return min(int(text), 10_000) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else 1


def changed(response: HttpResponse, event: str) -> HttpResponse:
    """Say what changed, so that parts of the page that care can listen."""
    response["HX-Trigger"] = event
    return response


def seconds_until_sign_out(request: Request) -> int:
    """Whole seconds until the absolute limit, which nothing extends. Sessions keep real time."""
    began = request.session.get("signed_in_at", time.time())
    return max(0, int(began + settings.ABSOLUTE_SECONDS - time.time()))


def surroundings(request: Request) -> dict[str, Any]:
    """Context of every page: who is here, where, and where they can go."""
    member = getattr(request, "member", None)
    around: dict[str, Any] = {
        "idle_seconds": settings.IDLE_SECONDS,
        "demo": settings.DEMO,
        "crisis_line": settings.CRISIS_LINE,
        "member": member,
        "here": getattr(request, "practice", None),
    }
    if member is not None:
        around["csrf_token"] = get_token(request)  # Django's own makes a new mask at every look
        around["absolute_seconds"] = seconds_until_sign_out(request)
        around["navigation"] = entries_for(request)
        around["notices"] = functools.partial(notices_for, request)  # asked by whole pages only
        around["allowed"] = request.permissions
        around["my_practices"] = list({m.practice_id: m.practice for m in request.memberships}.values())
        around["my_roles"] = ", ".join(dict.fromkeys(m.get_role_display() for m in request.memberships))
    return around
