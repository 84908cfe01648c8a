"""Middleware: where a request came from, how long a session may rest, what no page may keep."""

import ipaddress
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse

from practice import errors
from practice.gate import is_background, to_sign_in
from practice.requests import Request
from practice.trail import Origin, origin

Answer = Callable[[Request], HttpResponse]


def keep_origin(get_response: Answer) -> Answer:
    """Tell trail and log the address and one request id; the id is all that an error page shows.

    Ids that somebody sends along are not believed: anything could stand in them.
    """

    def middleware(request: Request) -> HttpResponse:
        request.request_id = request.META["HTTP_X_REQUEST_ID"] = uuid.uuid4().hex
        request.META.pop("HTTP_X_CORRELATION_ID", None)
        address = request.META["REMOTE_ADDR"] = came_from(request)
        token = origin.set(Origin(address or None, request.request_id))
        try:
            with structlog.contextvars.bound_contextvars(request_id=request.request_id, ip=address):
                response = get_response(request)
        finally:
            origin.reset(token)
        response.headers.setdefault("X-Request-Id", request.request_id)
        return response

    return middleware


def came_from(request: Request) -> str:
    """The address as the outermost proxy of our own saw it; what stands before that, anybody can write."""
    here: str = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if not 0 < settings.PROXIES <= len(hops):
        return here
    try:
        return str(ipaddress.ip_address(hops[-settings.PROXIES]))
    except ValueError:
        return here


class RefuseLarge:
    """No body is read that is larger than its page can want; a file only from somebody signed in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        most = settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return errors.too_large(request) if size_of(request) > most else self.get_response(request)

    def process_view(
        self, request: Request, view: Any, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if size_of(request) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
        if not getattr(view, "takes_files", False):
            return errors.too_large(request)
        return None if request.user.is_authenticated else to_sign_in(request)


def size_of(request: Request) -> int:
    """As announced; a body without a length is read as empty (WSGI)."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def no_store(get_response: Answer) -> Answer:
    """Nothing of a page stays on a shared PC."""

    def middleware(request: Request) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def rest(get_response: Answer) -> Answer:
    """Sign out after too long without a key press or click, and after the absolute limit.

    Sessions keep real time: this reads the machine's clock on purpose.
    """

    def middleware(request: Request) -> HttpResponse:
        if request.user.is_authenticated and has_rested_too_long(request):
            request.left_because = "rested"
            logout(request)
            # The gate sends them to sign in; a view that keeps what was typed sees it first.
        return get_response(request)

    return middleware


def has_rested_too_long(request: Request) -> bool:
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


def is_somebody_there(request: Request) -> bool:
    """Moving to a page is a person; a background request only if a key or button was pressed."""
    return not is_background(request) or request.headers.get("X-Skerry-Active") == "1"
