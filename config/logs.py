"""Logs: one JSON object a line, with a request id, and without anybody's name or number."""

import re
from typing import Any

import structlog

# Ten digits in a row are treated as an NHS number wherever they stand.
_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_NEVER = {"request", "user_agent", "referer"}


def without_people(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop what a log may not hold: query strings, addresses of pages, long numbers."""
    for key in _NEVER & event.keys():
        del event[key]
    for key, value in event.items():
        if isinstance(value, str) and key != "request_id":  # ours, and digits often stand together in it
            event[key] = _NUMBER.sub("[number]", value)
    return event


def where_it_broke(exc_info: Any) -> list[dict[str, Any]]:
    """Types and places of an exception. Its message and local values stay out: they quote people's data."""
    traces = structlog.tracebacks.extract(*exc_info, show_locals=False).stacks
    return [
        {"type": stack.exc_type, "at": [f"{f.filename}:{f.lineno} {f.name}" for f in stack.frames[-12:]]}
        for stack in traces
    ]


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.ExceptionRenderer(where_it_broke),
    without_people,
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                without_people,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "django_structlog": {"level": "INFO"},
        "skerry": {"level": "INFO"},
        # A request's line is written by django_structlog; Django's own would name the path again.
        "django.request": {"level": "CRITICAL"},
        "django.server": {"level": "WARNING"},
        # Its line of a task that failed quotes the reason; practice.access_line says where it broke.
        "celery.app.trace": {"level": "CRITICAL"},
    },
}

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
