"""Starts a throw-away database and queue before the settings are read, unless DATABASE_URL names a real one.

Run side by side, each worker has its own: one test may stop, empty or flood them while another runs.
"""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from launch import postgres, redis

servers = ExitStack()
OURS = "SKERRY_TEST_SERVERS"  # says to the workers that the addresses they inherit are those of a throw-away


def start() -> None:
    if os.environ.get(OURS) and os.environ.get("PYTEST_XDIST_WORKER"):
        for name in os.environ[OURS].split():
            del os.environ[name]
    given = set(os.environ)
    os.environ["SKERRY_MODE"] = "test"
    os.environ["DATA"] = servers.enter_context(tempfile.TemporaryDirectory(prefix="skerry-test-"))
    os.environ.setdefault("SECRET_KEY", "only-for-tests")
    os.environ.setdefault(
        "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
    )  # the browser driver keeps an event loop running
    data = Path(os.environ["DATA"])
    if not os.environ.get("DATABASE_URL"):
        os.environ |= servers.enter_context(postgres.embedded(data, database="skerry_test", durable=False))
    if not os.environ.get("REDIS_URL"):
        os.environ |= servers.enter_context(redis.embedded(data))
    os.environ[OURS] = " ".join(name for name in os.environ.keys() - given if name.endswith("_URL"))


def pytest_unconfigure() -> None:
    """The folder goes last, after the servers that live in it."""
    servers.close()


start()
