"""Shares one embedded server between all who use a data folder; the last to leave stops it.

Each user holds a shared lock on `users.lock`. A keeper process owns the server and takes the exclusive
lock as soon as it is free: the kernel frees it when the last user has left, by whatever end, kill -9 too.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from launch.bootstrap import ROOT

PATIENCE = 180.0  # seconds: a database that recovers from a crash may take long
RESTARTS = 5
BEAT = 0.1


class ServerFailed(RuntimeError):
    """The embedded server did not start; the message is for the person who started it."""


class Server(Protocol):
    def start(self) -> dict[str, str]: ...
    def alive(self) -> bool: ...
    def stop(self) -> None: ...


def take(lock: IO[str], how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def lock_file(folder: Path, name: str) -> IO[str]:
    return (folder / f"{name}.lock").open("a")


def is_kept(folder: Path) -> bool:
    with lock_file(folder, "keeper") as keeper:
        return not take(keeper, fcntl.LOCK_SH)


@contextmanager
def shared(folder: Path, module: str, *arguments: str) -> Iterator[dict[str, str]]:
    """Join the users of the server in this folder, starting it (`python -m module`) when it does not run."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    users = lock_file(folder, "users")
    fcntl.flock(users, fcntl.LOCK_SH)  # waits while a server that nobody uses is being stopped
    try:
        yield wait_until_ready(folder, [sys.executable, "-m", module, str(folder), *arguments])
    finally:
        leave(folder, users)


def leave(folder: Path, users: IO[str]) -> None:
    last = take(users, fcntl.LOCK_EX) or not take(users, fcntl.LOCK_SH)  # the second: it is being stopped
    users.close()
    deadline = time.monotonic() + PATIENCE
    while last and folder.exists() and is_kept(folder) and time.monotonic() < deadline:
        time.sleep(BEAT / 2)


def wait_until_ready(folder: Path, command: list[str]) -> dict[str, str]:
    deadline = time.monotonic() + PATIENCE
    keeper: subprocess.Popen[bytes] | None = None
    while time.monotonic() < deadline:
        state = read_state(folder)
        if state is not None:
            return state
        if keeper is None or (keeper.poll() == 0 and not is_kept(folder)):
            keeper = start_keeper(folder, command)
        elif keeper.poll():
            raise ServerFailed((folder / "keeper.log").read_text(errors="replace").strip()[-2000:])
        time.sleep(BEAT / 2)
    raise ServerFailed(f"The server in {folder} did not answer within {PATIENCE:.0f} seconds.")


def start_keeper(folder: Path, command: list[str]) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C in the terminal does not stop the server under its users."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (folder / "keeper.log").open("ab") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
        )


def read_state(folder: Path) -> dict[str, str] | None:
    try:
        state: dict[str, str] = json.loads((folder / "state.json").read_text())
        os.kill(int(state["keeper"]), 0)  # a state left behind by a killed keeper does not count
    except (FileNotFoundError, ProcessLookupError):
        return None
    return state if is_kept(folder) else None


def write_state(folder: Path, state: dict[str, str]) -> None:
    draft = folder / "state.json.new"
    draft.write_text(json.dumps({**state, "keeper": str(os.getpid())}))
    draft.rename(folder / "state.json")


def keep(folder: Path, server: Server) -> None:
    """The keeper's life: start the server, mend it when it dies, stop it when nobody is left."""
    with lock_file(folder, "keeper") as keeper, lock_file(folder, "users") as users:
        if not take(keeper, fcntl.LOCK_EX):
            return  # another keeper was faster
        (folder / "keeper.log").write_text("")
        (folder / "state.json").unlink(missing_ok=True)
        try:
            write_state(folder, server.start())
            watch(server, users)
        except ServerFailed as problem:
            sys.exit(str(problem))
        finally:
            (folder / "state.json").unlink(missing_ok=True)
            server.stop()


def watch(server: Server, users: IO[str]) -> None:
    restarts = 0
    while not take(users, fcntl.LOCK_EX):
        if not server.alive():
            restarts += 1
            if restarts > RESTARTS:
                raise ServerFailed("The server died again and again; its log is beside its data.")
            server.start()
        time.sleep(BEAT)
