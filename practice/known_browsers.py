"""A browser in which somebody has signed in before: others' failures do not shut its owner out.

Too many wrong passwords for an account slow everybody who tries it. Whoever attacks an account could so
keep its owner out for as long as they like; a browser that the owner has used is counted by itself.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "practice.known-browsers"
A_YEAR = 365 * 24 * 60 * 60
MOST = 20  # people who share one computer


def remember(request: HttpRequest, email: str) -> None:
    """Somebody has just signed in here."""
    request.signed_in_as = email  # type: ignore[attr-defined]


def number_of(request: HttpRequest, email: str) -> str:
    """The number of this browser, if this account was opened in it before; else nothing."""
    known = read(request)
    return known["number"] if email and mark(email) in known["accounts"] else ""


def keep_browser(get_response: Any) -> Any:
    """Middleware: a signed cookie, which says nothing of who signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        email = getattr(request, "signed_in_as", "")
        if email:
            known = read(request)
            accounts = [mark(email), *(account for account in known["accounts"] if account != mark(email))]
            write(response, {"number": known["number"], "accounts": accounts[:MOST]})
        return response

    return middleware


def read(request: HttpRequest) -> dict[str, Any]:
    """A forged or worn-out cookie is no cookie."""
    cookie = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
    try:
        return signing.loads(cookie, salt=SALT, max_age=A_YEAR)
    except signing.BadSignature:
        return {"number": secrets.token_hex(8), "accounts": []}


def write(response: HttpResponse, known: dict[str, Any]) -> None:
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME,
        signing.dumps(known, salt=SALT),
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def mark(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:16]
