"""Pages of a practice for anybody, where the practice allows them: no account, no link, nothing of a person."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse

from practice import clock
from practice.actors import System
from practice.gate import Gate, View
from practice.models import Practice
from practice.requests import Request
from practice.tenancy import restored_view, set_view

VISITOR = System("public page")


def public_of_practice(allows: Callable[[Practice], bool]) -> Callable[[View], View]:
    """The gate for `/A81001/…` without an account. Where the practice does not allow it, nothing is there.

    `allows` is asked with the practice in view, so that it may read the practice's own terms. Whoever writes
    behind this gate acts as `VISITOR`.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def gated(request: Request, ods_code: str, **kwargs: Any) -> HttpResponse:
            with restored_view():
                enter_from_the_street(request, ods_code, allows)
                response = view(request, **kwargs)
                return response.render() if hasattr(response, "render") else response

        gated.gate = Gate("public", allows.__name__)  # type: ignore[attr-defined]
        return gated

    return wrap


def enter_from_the_street(request: Request, ods_code: str, allows: Callable[[Practice], bool]) -> None:
    """Put that practice alone into view; an unknown one and one that does not allow it look the same."""
    request.now = clock.now()
    request.today = request.now.date()
    practice = Practice.objects.filter(ods_code=ods_code).first()
    if practice is not None:
        set_view(practices=str(practice.pk), actor=VISITOR.actor_label, user="")
    if practice is None or not allows(practice):
        raise Http404
    request.practice = practice
