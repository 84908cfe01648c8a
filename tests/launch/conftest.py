"""Real servers in folders of their own, beside the ones that the other tests share."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launch.bootstrap import ROOT
from launch.data import claim

ENVIRONMENT = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "REDIS_URL", "DATA", "SECRET_KEY")
USER = """
import contextlib, json, sys
from pathlib import Path
from launch import postgres, redis
with contextlib.ExitStack() as stack:
    urls = stack.enter_context(postgres.embedded(Path(sys.argv[1]), durable=len(sys.argv) > 2))
    urls |= stack.enter_context(redis.embedded(Path(sys.argv[1])))
    print(json.dumps(urls), flush=True)
    sys.stdin.read()
"""


def bare_environment(**more: str) -> dict[str, str]:
    """The environment of somebody who has set nothing up."""
    kept = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    return {name: value for name, value in kept.items() if not name.startswith("SKERRY_")} | more


@pytest.fixture
def data() -> Iterator[Path]:
    """A short path: the kernel allows a socket 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="skerry-"))
    yield folder / "data"
    shutil.rmtree(folder)


class User:
    """A process that uses the servers of a data folder until it is told to leave, or killed."""

    def __init__(self, data: Path, durable: bool) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        command = [sys.executable, "-c", USER, str(data), *(["durable"] if durable else [])]
        self.process = subprocess.Popen(command, env=bare_environment(), cwd=ROOT, **pipes)
        self.urls = json.loads(self.process.stdout.readline())

    def leave(self) -> None:
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


@pytest.fixture
def join(data: Path) -> Iterator[Callable[..., User]]:
    joined: list[User] = []
    claim(data)

    def one_more(durable: bool = False) -> User:
        joined.append(User(data, durable))
        return joined[-1]

    yield one_more
    for user in joined:
        if user.process.poll() is None:
            user.leave()


def processes_of(data: Path) -> list[int]:
    """Every process that was started for this folder, by its command or its environment; not the tests' users."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            surroundings = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        ours = os.fsencode(data) + b"/" in command or b"DATA=" + os.fsencode(data) in surroundings
        if ours and command.split(b"\0")[1:2] != [b"-c"]:
            found.append(int(process.name))
    return found


def kill_all(data: Path) -> None:
    for number in processes_of(data):
        os.kill(number, signal.SIGKILL)


def eventually(question: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
