"""What the log says of each request and each task: its name, how long it took, whose practice. No address, no words.

One number runs through all of it: of the request, on its error page, in the trail, in a task that it asked for.
"""

import time
from typing import Any

import structlog
from celery.signals import before_task_publish, task_failure, task_postrun, task_prerun
from django.http import HttpRequest
from django_structlog.signals import bind_extra_request_failed_metadata, bind_extra_request_finished_metadata

from practice.counting import page_of

HEADER = "skerry_request_id"
log = structlog.get_logger("skerry.tasks")


def listen() -> None:
    """Called from AppConfig.ready(), in web servers and workers alike."""
    bind_extra_request_finished_metadata.connect(say_more)
    bind_extra_request_failed_metadata.connect(say_more)
    before_task_publish.connect(send_number_along)
    task_prerun.connect(take_number_up)
    task_failure.connect(say_where_it_broke)
    task_postrun.connect(say_how_it_ended)


def say_more(request: HttpRequest, log_kwargs: dict[str, Any], **_signal: object) -> None:
    """The name of the address stands for the address, which holds ids and, typed by hand, anything."""
    practice = getattr(request, "practice", None)
    log_kwargs["page"] = page_of(request)
    log_kwargs["method"] = request.method if request.method in ("GET", "HEAD", "POST") else "other"
    log_kwargs["practice"] = practice.ods_code if practice else None
    began = getattr(request, "began", None)
    log_kwargs["ms"] = since(began) if began is not None else None


def since(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)


def send_number_along(headers: dict[str, Any] | None = None, **_signal: object) -> None:
    """Nothing else of the request goes to the broker."""
    number = structlog.contextvars.get_contextvars().get("request_id")
    if headers is not None and number:
        headers[HEADER] = number


def take_number_up(task: Any, task_id: str, **_signal: object) -> None:
    structlog.contextvars.clear_contextvars()
    number = getattr(task.request, HEADER, None) or (task.request.headers or {}).get(HEADER)
    asked = {"request_id": number} if number else {}
    structlog.contextvars.bind_contextvars(task=task.name, task_id=task_id, **asked)
    task.request.began = time.perf_counter()


def say_where_it_broke(exception: BaseException, **_signal: object) -> None:
    """Type and places only; Celery's own line would quote the reason, and a reason quotes people's data."""
    log.error("task_failed", exc_info=(type(exception), exception, exception.__traceback__))


def say_how_it_ended(task: Any, state: str | None = None, **_signal: object) -> None:
    log.info("task_finished", state=state, ms=since(task.request.began))
    structlog.contextvars.clear_contextvars()
