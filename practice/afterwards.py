"""Work that is done once the answer has gone out, on a thread of its own: its time tells nobody anything."""

import contextvars
import functools
import logging
import threading
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)
Work = Callable[[], None]


def after_answer(request: HttpRequest, work: Work) -> None:
    """Remember what is to be done, with the number of the request for the log."""
    known = contextvars.copy_context()
    request.afterwards = functools.partial(known.run, work)  # type: ignore[attr-defined]


def begin_afterwards(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the server closes the answer when the last byte of it is out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        work: Work | None = getattr(request, "afterwards", None)
        if work is not None:
            closers: list[Callable[[], None]] = response._resource_closers  # type: ignore[attr-defined]
            closers.append(functools.partial(start, work))
        return response

    return middleware


def start(work: Work) -> None:
    threading.Thread(target=alone, args=(work,), name="afterwards").start()


def alone(work: Work) -> None:
    """Nobody waits for it any more, so a failure goes to the log."""
    try:
        work()
    except Exception:
        logger.exception("afterwards_failed")
    finally:
        connection.close()
