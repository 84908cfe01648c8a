"""`make demo`, as a person meets it: it starts, it survives kill -9 of everything, it stops clean."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from launch.bootstrap import ROOT
from launch.children import Child
from launch.keeper import ServerFailed, read_state
from launch.postgres import url
from tests.launch.conftest import bare_environment, eventually, kill_all, processes_of

MORTAL = "import os, time; os.fork() and print('forked', flush=True); time.sleep(60)"


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Demo:
    """A started demo, and what it said so far."""

    def __init__(self, data: Path, port: int) -> None:
        environment = bare_environment(DATA=str(data), PORT=str(port), DEMO_PASSWORD="")
        command = [sys.executable, "-m", "launch.supervisor"]
        self.log = data.with_name("said")
        with self.log.open("w") as said:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
            )
        eventually(lambda: "Logs are in" in self.said() or self.process.poll() is not None, 180)
        assert self.process.poll() is None, self.said()

    def said(self) -> str:
        return self.log.read_text()


def sign_in_page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=20) as answer:
        return answer.read().decode()


def as_owner(data: Path, sql: str) -> list[tuple]:
    with psycopg.connect(
        url("skerry_owner", read_state(data / "postgres")["socket"], "skerry")
    ) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def test_the_demo_survives_kill_9_of_everything_and_stops_on_ctrl_c(data):
    port = free_port()
    first = Demo(data, port)
    assert re.search(r"password skerry-demo\n.*\n  asha@elm.example.org", first.said())
    assert "csrfmiddlewaretoken" in sign_in_page(port)
    as_owner(data, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('here')")
    kill_all(data)
    eventually(lambda: not processes_of(data))
    first.process.wait()
    second = Demo(data, port)
    assert as_owner(data, "SELECT word FROM kept") == [("here",)]
    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(60) == 0
    eventually(lambda: not processes_of(data))


def test_a_taken_port_is_said_in_words(data):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        environment = bare_environment(DATA=str(data), PORT=str(door.getsockname()[1]))
        command = [sys.executable, "-m", "launch.supervisor"]
        answer = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert answer.returncode == 1
    assert "is taken" in answer.stderr
    assert not data.exists()


def test_a_child_that_keeps_dying_ends_the_demo_with_its_last_words(data):
    data.mkdir()
    child = Child(
        "worker",
        [sys.executable, "-c", "raise SystemExit('broken')"],
        data / "log" / "x.log",
        dict(os.environ),
    )
    child.start()
    with pytest.raises(ServerFailed, match=r"keeps stopping.*\n.*broken"):
        for _ in range(600):
            child.mend()
            time.sleep(0.05)


def test_a_killed_process_takes_its_forked_children_along(tmp_path):
    (tmp_path / "forking.py").write_text(MORTAL)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"}
    command = [sys.executable, "-m", "launch.mortal", "forking"]
    parent = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    parent.stdout.readline()
    child = int(Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text())
    parent.kill()
    parent.wait()
    eventually(lambda: has_ended(child), seconds=10)  # much sooner than it would have ended by itself


def has_ended(pid: int) -> bool:
    """Nobody may have asked yet how it ended."""
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or " Z " in stat.read_text()
