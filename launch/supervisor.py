"""`make demo`: database, queue, web server and worker under one roof; Ctrl-C stops them all."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from launch import bytecode, postgres, redis
from launch.bootstrap import PYTHON, ROOT
from launch.children import Child, gunicorn, worker
from launch.data import claim, data_folder, keep_secret, wipe
from launch.environment import join
from launch.keeper import ServerFailed, is_kept
from launch.preparing import collect_files, prepare_database

HOST = "127.0.0.1"
ANSWER_WITHIN = 240.0  # a small machine that does other work too
BEAT = 0.2


def main() -> None:
    bytecode.keep()
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    try:
        demo(data_folder(), int(os.environ.get("PORT") or 8000))
    except ServerFailed as problem:
        sys.exit(str(problem))


def leave(number: int, _frame: FrameType | None) -> None:
    """One signal begins the stop; more of them, from an impatient hand, do not break it off."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise SystemExit(0 if number == signal.SIGINT else 128 + number)


def demo(data: Path, port: int) -> None:
    check_port(port)
    if os.environ.get("FRESH") == "1":
        wipe(data)
    claim(data)
    surroundings(data, port)
    with ExitStack() as servers, collect_files():
        join(data, servers)
        prepare_database(data)
        # The files are awaited when this block ends; the servers are handed on.
        kept = servers.pop_all()
    with kept, running([gunicorn(data, HOST, port), worker(data)]) as children:
        web, work = children
        web.start()
        wait_for_page(web, port)
        work.start()  # after the page, which somebody is waiting for
        greet(data, port)
        watch(children, data)


def surroundings(data: Path, port: int) -> None:
    os.environ.update(DATA=str(data), SKERRY_MODE="demo", PUBLIC_URL=f"http://{HOST}:{port}")
    os.environ["DEMO_PASSWORD"] = os.environ.get("DEMO_PASSWORD") or "skerry-demo"
    os.environ["SECRET_KEY"] = os.environ.get("SECRET_KEY") or keep_secret(data)


def check_port(port: int) -> None:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError as problem:
            raise ServerFailed(
                f"Port {port} is taken ({problem.strerror}). Choose another: make demo PORT=8001"
            ) from None


@contextlib.contextmanager
def running(children: list[Child]) -> Iterator[list[Child]]:
    """Stops them all in the end, those too that were never started."""
    try:
        yield children
    finally:
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.stop()
        print("Stopped. The data stays for the next time.", flush=True)


def wait_for_page(web: Child, port: int) -> None:
    deadline, said = time.monotonic() + ANSWER_WITHIN, "nothing"
    while time.monotonic() < deadline:
        web.mend()
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz/web", timeout=5):
                return
        except urllib.error.HTTPError as answer:
            said = f"{answer.code}: {answer.read(500).decode(errors='replace')}"
        except OSError:  # not listening yet
            pass
        time.sleep(BEAT / 2)
    raise ServerFailed(f"The site did not become healthy; it said {said}.\n{web.last_words()}")


def greet(data: Path, port: int) -> None:
    accounts = json.loads((data / "demo.json").read_text())["accounts"]
    widest = max(len(account["email"]) for account in accounts)
    print(f"\nSkerry is at http://{HOST}:{port}/ - Ctrl-C stops it. Everybody in it is made up.")
    print(f"Sign in with any of these and the password {os.environ['DEMO_PASSWORD']}\n")
    for account in accounts:
        print(f"  {account['email']:<{widest}}  {account['name']}, {account['role']}, {account['practice']}")
    print(f"\nLogs are in {data / 'log'}\n", flush=True)


def watch(children: list[Child], data: Path) -> None:
    """Until somebody stops it: mend what dies."""
    while True:
        for child in children:
            child.mend()
        for name, server in (("postgres", postgres), ("redis", redis)):
            if (data / name).exists() and not is_kept(data / name):
                with server.embedded(data):  # joining starts the keeper again; we hold the place ourselves
                    print(f"{name} had stopped and runs again.", flush=True)
        time.sleep(BEAT)


if __name__ == "__main__":
    if Path(sys.prefix).resolve() != PYTHON.parent.parent.resolve():
        sys.exit(subprocess.call([str(PYTHON), "-m", "launch.supervisor"], cwd=ROOT))
    main()
