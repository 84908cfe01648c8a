"""More requests from one place than people make: refused before anything else is asked, so that others are not kept
waiting. For pages without an account alone; what staff do has limits of its own.

Counted in each web process by itself, in memory that does not grow: what is to be spared is the database.
"""

import ipaddress
import threading
import time
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpResponse

from practice import errors
from practice.requests import Request

log = structlog.get_logger("skerry.flood")
SECONDS = 60
MOST_PLACES = 10_000  # counted in one stretch; whoever comes after that is let through
FOR_MEMBERS = "requires"


class Counts:
    """How often each place has come in this stretch of seconds; forgotten when the next begins."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stretch = -1
        self.of: dict[str, int] = {}

    def one_more(self, place: str, seconds: float) -> int:
        with self.lock:
            if self.stretch != int(seconds // SECONDS):
                self.stretch, self.of = int(seconds // SECONDS), {}
            if place not in self.of and len(self.of) >= MOST_PLACES:
                return 0
            self.of[place] = self.of.get(place, 0) + 1
            return self.of[place]


counts = Counts()


def place_of(address: str) -> str:
    """Whose requests are counted together: one address; of the newer kind a whole line, which has many."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 56), strict=False))


class RefuseFloods:
    """Middleware: 429 for a place that has come too often, before a session, a link or a practice is looked up."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        answer: HttpResponse = self.get_response(request)
        return answer

    def process_view(
        self, request: Request, view: Any, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        gate = getattr(view, "gate", None)
        if gate is not None and gate.kind == FOR_MEMBERS:
            return None
        came = counts.one_more(place_of(request.META.get("REMOTE_ADDR", "")), time.monotonic())
        if came <= settings.VISITS_LIMIT:
            return None
        if came == settings.VISITS_LIMIT + 1:
            log.warning("flood")  # once a minute for each place; the line says from where
        return errors.flooded(request)
