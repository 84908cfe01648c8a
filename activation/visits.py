"""A browser in which the birth date was right: remembered for one link, until thirty minutes of rest.

A signed cookie that says nothing of whose it is. It ends when the answers are sent; then it only says that.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from practice.requests import Request

SALT = "activation.visits"
REST = dt.timedelta(minutes=30)
TRUSTED, SENT = "trusted", "sent"


def state_of(request: Request) -> str:
    """TRUSTED, SENT or nothing. A forged or rested cookie is no cookie."""
    try:
        kept: dict[str, Any] = signing.loads(request.COOKIES.get(name_of(request), ""), salt=SALT)
    except signing.BadSignature:
        return ""
    rested = request.now.timestamp() - kept["at"] >= REST.total_seconds()
    return "" if rested or kept["link"] != request.link.pk else str(kept["state"])


def keep(request: Request, response: HttpResponse, state: str) -> HttpResponse:
    """From now on it counts anew."""
    kept = {"link": request.link.pk, "state": state, "at": int(request.now.timestamp())}
    response.set_cookie(
        name_of(request),
        signing.dumps(kept, salt=SALT),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(request: Request, response: HttpResponse) -> HttpResponse:
    """Whoever opens the link next says the birth date again."""
    response.delete_cookie(name_of(request), samesite="Lax")
    return response


def name_of(request: Request) -> str:
    return f"{settings.LINK_COOKIE_NAME}-{request.link.pk}"
