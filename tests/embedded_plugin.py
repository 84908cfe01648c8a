"""Starts a throw-away database and queue before the settings are read, unless DATABASE_URL names a real one."""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from launch import postgres, redis

servers = ExitStack()


def start() -> None:
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


def pytest_unconfigure() -> None:
    """The folder goes last, after the servers that live in it."""
    servers.close()


start()
