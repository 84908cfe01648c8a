"""Everything that runs in production, each with a log of its own: web, worker with timetable, PostgreSQL, Redis."""

import datetime as dt
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import connect

from launch.redis import Redis
from tests import build
from tests.live import ROOT
from tests.trials.own_servers import OwnSite


class Listener(threading.Thread):
    """Writes down every command that Redis is given, for as long as it runs."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.line = socket.socket(socket.AF_UNIX)
        self.line.connect(str(path))
        self.line.sendall(b"MONITOR\r\n")
        self.heard: list[str] = []

    def run(self) -> None:
        with self.line.makefile(errors="replace") as commands:
            self.heard.extend(commands)


class WholeSite(OwnSite):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / "redis").mkdir()
        self.redis = Redis(folder / "redis")

    def start(self) -> None:
        self.redis.start()
        self.settings["REDIS_URL"] = f"unix://{self.redis.socket}"
        self.listener = Listener(self.redis.socket)
        self.listener.start()
        super().start()
        self.start_worker()

    def start_worker(self) -> None:
        """As the demo starts it, but saying more."""
        command = ["celery", "--app=config", "worker", "--beat", f"--schedule={self.folder / 'beat'}"]
        command += ["--concurrency=1", "--loglevel=INFO", "--without-gossip", "--without-mingle"]
        shift = int((build.NOW - dt.datetime.now(dt.UTC)).total_seconds())
        settings = {"SKERRY_ROLE": "worker", "SKERRY_CLOCK_SHIFT": str(shift), "PUBLIC_URL": self.address}
        with (self.folder / "worker.log").open("ab") as log:
            self.worker = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT, stdout=log, stderr=log,
                env={**os.environ, **self.settings, **settings},
            )  # fmt: skip

    def change_tables(self, sql: str) -> None:
        with connect(self.settings["DATABASE_OWNER_URL"], autocommit=True) as owner:
            owner.execute(sql)

    def wait_until(self, question: str, seconds: float = 60) -> None:
        """Until the worker has done what the question asks for."""
        deadline = time.monotonic() + seconds
        while not self.sql(question)[0][0]:
            assert self.worker.poll() is None, (self.folder / "worker.log").read_text()[-3000:]
            assert time.monotonic() < deadline, f"{question}\n{self.told()}"
            time.sleep(0.3)

    def told(self) -> str:
        """What waits, and what the worker said last."""
        rows = self.sql("SELECT to_jsonb(m)::text FROM reminders_message m")
        return f"{rows}\n{(self.folder / 'worker.log').read_text()[-300:]}"

    def stop(self) -> None:
        for process in (self.worker, self.web):
            process.terminate()
            process.wait(30)
        self.postgres.stop()
        self.redis.stop()


@contextmanager
def whole_site() -> Iterator[WholeSite]:
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        site = WholeSite(Path(folder))
        try:
            site.start()
            yield site
        finally:
            site.stop()
