"""What gunicorn serves during the bench: the whole site, and beside it, under /floor/, the plain pages.

The plain pages have the middleware of any Django site and none of ours. This file stands with the tests, which are
not part of an installation, and refuses to be loaded in production.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from config.wsgi import application as site

if os.environ["SKERRY_MODE"] == "production":
    raise SystemExit("The bench is not for production.")

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tests.bench.wsgi.addresses",
]


def addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The plain pages have addresses of their own, so that the site's are as they are; and Django's own sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = "tests.bench.floor_urls"
        request.user = SimpleLazyObject(lambda: signed_in(request))
        return get_response(request)

    return middleware


def signed_in(request: HttpRequest) -> Any:
    """As django.contrib.auth finds somebody, with its own back end."""
    user: Any = ModelBackend().get_user(request.session[SESSION_KEY])
    if user and constant_time_compare(request.session[HASH_SESSION_KEY], user.get_session_auth_hash()):
        return user
    raise PermissionDenied


with override_settings(MIDDLEWARE=MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db"):
    floor = WSGIHandler()


def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    serve = floor if environ["PATH_INFO"].startswith("/floor/") else site
    if "HTTP_X_BENCH_COUNT" not in environ:
        return serve(environ, start_response)
    said: list[str] = []

    def count(execute: Callable, sql: str, *rest: Any) -> Any:
        said.append(sql)
        return execute(sql, *rest)

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Bench-Queries", str(len(said)))], *rest)

    with connection.execute_wrapper(count):
        return serve(environ, start)
