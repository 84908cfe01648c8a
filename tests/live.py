"""A real gunicorn on the test database and a real browser, for the journeys.

What a journey does is committed, so afterwards everything is swept away.
"""

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from practice.models import User
from tests import build, sweeping
from tests.signing_in import session_of

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_site(port: int, log: IO[bytes] | None = None, **environment: str) -> subprocess.Popen:
    """gunicorn on the loopback, its clock shifted to the moment at which every test stands."""
    shift = int((build.NOW - dt.datetime.now(dt.UTC)).total_seconds())
    settings = {"PUBLIC_URL": f"http://127.0.0.1:{port}", "SKERRY_CLOCK_SHIFT": str(shift)}
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    surroundings = {**os.environ, **settings, **environment}
    out = {"stdout": log or subprocess.DEVNULL, "stderr": log}
    return subprocess.Popen(command, cwd=ROOT, env=surroundings, process_group=0, **out)


def kill_site(process: subprocess.Popen) -> None:
    """All of it at once: a worker whose parent was killed alone goes on answering for a while."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)


def wait_for(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 240  # machines that test are busy
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/healthz/web", timeout=60).close()  # noqa: S310 - our own
            return
        except OSError:
            assert process.poll() is None, "gunicorn ended at once"
            time.sleep(0.1)
    raise AssertionError("the site did not start")


@pytest.fixture(scope="session")
def site(django_db_setup) -> Iterator[str]:
    """The address of a running site."""
    port = free_port()
    process = start_site(port)
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def world(django_db_blocker, site: str) -> Iterator[None]:
    """Committed data: what a test does here others can see, until it is all swept away."""
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            connection.close()
            sweep()
            connection.close()


def sweep() -> None:
    """Everything goes; the cast stands as before, or moves in again where the server is not ours."""
    if sweeping.put_back():
        return
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name not in sweeping.KEPT]
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
    build.cast()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    from playwright.sync_api import expect, sync_playwright

    from launch.chromium import chromium as find

    expect.set_options(timeout=15_000)  # machines that test are busy
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path, arguments = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def visit(world: None, chromium, site: str):
    """`visit("asha")`: a page signed in as that person, on what they land on; keywords go to the browser's context.

    With `base_url` it visits another site on the same data; with `by_hand` they come in by the door.
    """
    opened = []

    def sign_in(name: str = "", home: str = "elm", by_hand: bool = False, **options):
        context = chromium.new_context(**{"base_url": site, "locale": "en-GB"} | options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if name and by_hand:
            page.goto("/account/login/")
            enter(page, f"{name}@{home}.example.org")
        elif name:
            key = session_of(User.objects.get(email=f"{name}@{home}.example.org"))
            address = options.get("base_url", site)
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": address}])
            page.goto("/")
        return page

    yield sign_in
    for context in opened:
        context.close()


def enter(page, email: str) -> None:
    """Sign in on the page for it, wherever it leads next."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(build.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)
