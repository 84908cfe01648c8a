"""Middleware: where a request came from, how long a session may rest, what no page may keep."""

import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from practice.gate import is_background
from practice.trail import Origin, origin

Answer = Callable[[HttpRequest], HttpResponse]


def keep_origin(get_response: Answer) -> Answer:
    """Tell the trail the address and a request id; the id is all that an error page shows."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex
        token = origin.set(Origin(request.META.get("REMOTE_ADDR") or None, request.request_id))
        try:
            response = get_response(request)
        finally:
            origin.reset(token)
        response.headers.setdefault("X-Request-Id", request.request_id)
        return response

    return middleware


def no_store(get_response: Answer) -> Answer:
    """Nothing of a page stays on a shared PC."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def rest(get_response: Answer) -> Answer:
    """Sign out after too long without a key press or click, and after the absolute limit.

    Sessions keep real time: this reads the machine's clock on purpose.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and has_rested_too_long(request):
            request.left_because = "rested"
            logout(request)
            # The gate sends them to sign in; a view that keeps what was typed sees it first.
        return get_response(request)

    return middleware


def has_rested_too_long(request: HttpRequest) -> bool:
    """Check both limits and, when somebody is really there, move the idle one."""
    seconds = time.time()
    session = request.session
    began = session.setdefault("signed_in_at", seconds)
    active = session.setdefault("last_active", seconds)
    if seconds - active > settings.IDLE_SECONDS or seconds - began > settings.ABSOLUTE_SECONDS:
        return True
    if is_somebody_there(request) and seconds - active > settings.IDLE_SECONDS / 60:
        session["last_active"] = seconds
    return False


def is_somebody_there(request: HttpRequest) -> bool:
    """Moving to a page is a person; a background request only if a key or button was pressed."""
    return not is_background(request) or request.headers.get("X-Skerry-Active") == "1"
