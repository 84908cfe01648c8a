"""The web server of the bench: the demo's own, with the plain pages beside the site's."""

import contextlib
import os
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from launch.children import Child, gunicorn
from launch.preparing import collect_files
from tests.bench.people import NOW

ANSWER_WITHIN = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def surroundings(data: Path, port: int) -> None:
    """As in the demo; the clock stands where every test's does, so that today's work is the same on any day."""
    shift = int(NOW.timestamp() - time.time())
    os.environ |= {
        "DATA": str(data),
        "SKERRY_MODE": "demo",
        "SECRET_KEY": "only-for-the-bench",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SKERRY_CLOCK_SHIFT": str(shift),
        "SKERRY_OPENED_RECORDS_LIMIT": "1000000000",  # a bench copies the list, which nobody else may
        "SKERRY_VISITS_LIMIT": "1000000000",  # and comes from one place
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@contextlib.contextmanager
def served(data: Path, port: int) -> Iterator[int]:
    """The number of its first process."""
    with collect_files():
        web = gunicorn(data, "127.0.0.1", port)
        web.command[web.command.index("config.wsgi:application")] = "tests.bench.wsgi:application"
    try:
        web.start()
        yield wait_for(web, port)
    finally:
        web.ask_to_stop()
        web.stop()


def wait_for(web: Child, port: int) -> int:
    deadline = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < deadline and web.process and web.process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/web", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return web.process.pid
    raise SystemExit(f"The web server did not start.\n{web.last_words()}")
