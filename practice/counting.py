"""What this web server answers, counted: how many requests, how long they took, who came to the door.

Every worker process counts in a file of its own, in memory (gunicorn.conf.py), and whichever is asked adds them up. A
file belongs to a place, not to a process: who comes after one that ended goes on counting in it, so that there are
never more files than workers. Without such a folder one process counts for itself.
"""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, multiprocess, values

from practice.requests import Request

FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
METHODS = {"GET", "HEAD", "POST"}
NOWHERE, FILE = "none", "static"  # no address of ours; a file that is the same for everybody


class Place:
    """The first place that nobody has; the kernel frees it when its holder ends, by whatever end."""

    def __init__(self) -> None:
        self.holder = 0
        self.number = 0
        self.lock: IO[str] | None = None

    def __call__(self) -> int:
        if self.holder != os.getpid():  # a child that was forked looks for a place of its own
            self.holder, self.number = os.getpid(), self.take()
        return self.number

    def take(self) -> int:
        number = 0
        while True:
            lock = (Path(FOLDER) / f"place-{number}").open("a")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                number += 1
            else:
                self.lock = lock
                return number


if FOLDER:
    values.ValueClass = values.MultiProcessValue(Place())

HERE = CollectorRegistry()
REQUESTS = Counter(
    "skerry_requests", "Requests answered.", ("page", "method", "code"), registry=HERE
)  # fmt: skip
TOOK = Histogram(
    "skerry_request_seconds", "How long an answer took.", ("page",), buckets=SECONDS, registry=HERE
)
DOOR = Counter("skerry_sign_ins", "What happened at the door.", ("what",), registry=HERE)
POOL = Gauge(
    "skerry_pool_connections",
    "Connections to the database in the pools of this web server.",
    ("state",),
    registry=HERE,
    multiprocess_mode="sum",
)
POOL_WAITS = Gauge(
    "skerry_pool_waiting",
    "Requests that wait for a connection to the database.",
    registry=HERE,
    multiprocess_mode="sum",
)


def counted_here() -> CollectorRegistry:
    """What all workers of this web server have counted."""
    if not FOLDER:
        return HERE
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together, FOLDER)
    return together


def count_requests(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Middleware: one more answer, by the name of its address; never by the address, which holds ids."""

    def middleware(request: Request) -> HttpResponse:
        request.began = time.perf_counter()
        response = get_response(request)
        count(request, response.status_code, time.perf_counter() - request.began)
        return response

    return middleware


def count(request: Request, code: int, seconds: float) -> None:
    page = page_of(request)
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(page, method, str(code)).inc()
    TOOK.labels(page).observe(seconds)
    look_at_pool()


def page_of(request: HttpRequest) -> str:
    """The name of the address, for whoever counts or reads logs."""
    if request.resolver_match:
        return request.resolver_match.view_name
    return FILE if request.path.startswith(settings.STATIC_URL) else NOWHERE


def look_at_pool() -> None:
    """This process's pool, as it stands now."""
    pool = getattr(connection, "pool", None)
    if pool is None:
        return
    stats = pool.get_stats()
    POOL.labels("idle").set(stats["pool_available"])
    POOL.labels("busy").set(stats["pool_size"] - stats["pool_available"])
    POOL_WAITS.set(stats["requests_waiting"])


def count_at_the_door(what: str) -> None:
    DOOR.labels(what).inc()
