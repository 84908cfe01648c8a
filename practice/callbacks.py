"""A gate for machines that call us: a provider's server, which shows a token instead of signing in."""

import functools
import json
import secrets
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse

from practice.gate import Gate, View
from practice.requests import Request
from practice.tenancy import restored_view, set_view

SCHEME = "Bearer "


def called_with(token_setting: str) -> Any:
    """Let whoever shows this setting's token hand over JSON; where none is set, nothing is there.

    Nobody's cookies are read behind this gate, so a page elsewhere gains nothing by making a browser call it: no
    token of a form is asked for.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def gated(request: Request, **kwargs: Any) -> HttpResponse:
            said = handed_over(request, str(getattr(settings, token_setting)))
            if isinstance(said, HttpResponse):
                return said
            with restored_view():
                request.now = set_view(practices="", actor="", user="")
                request.today = request.now.date()
                return view(request, said=said, **kwargs)

        gated.gate = Gate("called", token_setting)  # type: ignore[attr-defined]
        gated.csrf_exempt = True  # type: ignore[attr-defined]
        return gated

    return wrap


def asked_with(token_setting: str) -> Any:
    """Let whoever shows this setting's token ask; where none is set, nothing is there. No practice is in view."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def gated(request: Request, **kwargs: Any) -> HttpResponse:
            return turned_away(request, str(getattr(settings, token_setting))) or view(request, **kwargs)

        gated.gate = Gate("called", token_setting)  # type: ignore[attr-defined]
        return gated

    return wrap


def handed_over(request: Request, token: str) -> dict[str, Any] | HttpResponse:
    """What the machine says, or why it is not heard."""
    if refused := turned_away(request, token):
        return refused
    said = read(request.body)
    return JsonResponse({"error": "this is not what is expected here"}, status=400) if said is None else said


def turned_away(request: Request, token: str) -> HttpResponse | None:
    """Who shows no token, or a wrong one."""
    if not token:
        raise Http404
    if is_shown(request.headers.get("Authorization", ""), token):
        return None
    return HttpResponse(status=401, headers={"WWW-Authenticate": SCHEME.strip()})


def is_shown(header: str, token: str) -> bool:
    """Compared in the same time however much of it is right."""
    shown = header.removeprefix(SCHEME) if header.startswith(SCHEME) else ""
    return secrets.compare_digest(shown.encode(), token.encode())


def read(body: bytes) -> dict[str, Any] | None:
    """One JSON object; nothing of anything else."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
