"""An upgrade as it happens: the release before serves people, its tables are full, and the new migrations run.

The release before is `UPGRADE_FROM` (any commit), else the last tag; while there is none, the last state with the
migrations that tests/test_migrations.py calls released. How many made-up people it holds is `UPGRADE_PEOPLE`.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from launch.postgres import ROLES, SUPERUSER, url
from tests.live import ROOT, free_port, start_site, wait_for
from tests.trials.own_servers import SET_UP, OwnSite
from tests.trials.visitor import BOOK, Visitor, a_booking

PEOPLE = int(os.environ.get("UPGRADE_PEOPLE") or 5_000)
NO_TAG_YET = "29e2e83"
LOOK = 0.02  # seconds between two looks at who waits
WAITING = """
SELECT a.usename, coalesce(l.relation::regclass::text, l.locktype), extract(epoch FROM clock_timestamp() - l.waitstart)
FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND l.waitstart IS NOT NULL
"""
PAGES = ("/mine/today", "/A81001/patients/1", "/A81001/dashboard", "/A81001/messages")


class NothingBefore(RuntimeError):
    """There is no release before to come from; why."""


def git(*arguments: str) -> str:
    ran = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else ""


def before() -> str:
    """Which commit."""
    chosen = os.environ.get("UPGRADE_FROM") or git("describe", "--tags", "--abbrev=0") or NO_TAG_YET
    if not git("rev-parse", "--verify", f"{chosen}^{{commit}}"):
        raise NothingBefore(f"{chosen} is not in the history here: set UPGRADE_FROM to a commit that is")
    return chosen


def unpack(commit: str, folder: Path) -> None:
    archive = folder.with_suffix(".tar")
    subprocess.run(["git", "archive", f"--output={archive}", commit], cwd=ROOT, check=True)
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    archive.unlink()


class Watcher(threading.Thread):
    """Looks who waits for whom, fifty times a second; keeps the longest wait of each log-in for each table."""

    def __init__(self, socket: Path, database: str) -> None:
        super().__init__(daemon=True)
        self.at = psycopg.connect(host=str(socket), dbname=database, user=SUPERUSER, autocommit=True)
        self.ended = threading.Event()
        self.longest: dict[tuple[str, str], float] = {}

    def run(self) -> None:
        while not self.ended.wait(LOOK):
            for who, what, seconds in self.at.execute(WAITING):
                key = (who, what)
                self.longest[key] = max(self.longest.get(key, 0), float(seconds))

    def end(self) -> None:
        self.ended.set()
        self.join()
        self.at.close()

    @property
    def worst(self) -> float:
        return max(self.longest.values(), default=0)


@dataclass
class Reader(threading.Thread):
    """One browser that reads pages and books sessions until it is told to stop."""

    visitor: Visitor
    stop: threading.Event
    codes: Counter = field(default_factory=Counter)
    slowest: float = 0

    def __post_init__(self) -> None:
        super().__init__()
        self.booking = a_booking(self.visitor)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        while not self.stop.is_set():
            for page in PAGES:
                self.note(page, lambda page=page: self.visitor.get(page).status)
            self.note(BOOK, lambda: self.visitor.post(BOOK, self.booking).status)

    def note(self, page: str, ask) -> None:
        began = time.monotonic()
        try:
            code = ask()
        except OSError:
            code = 0
        self.codes[page, code] += 1
        self.slowest = max(self.slowest, time.monotonic() - began)


class Upgrading(OwnSite):
    """The release before on one port, with its tables full; the new one may come up beside it."""

    def __init__(self, folder: Path, commit: str) -> None:
        super().__init__(folder)
        self.old = folder / "before"
        unpack(commit, self.old)

    def start(self) -> None:
        socket = self.postgres.start()["socket"]
        self.settings |= {name: url(role, socket, "skerry") for name, role in ROLES.items()}
        self.settings |= {"STATIC_ROOT": str(ROOT / "static_root"), "SKERRY_OPENED_RECORDS_LIMIT": "1000000"}
        self.of_before("-c", SET_UP)
        self.of_before("-m", "tests.bench.people", str(PEOPLE))
        self.web = self.serve(self.port, self.old)

    def of_before(self, *command: str) -> None:
        """A step of the release before, as the owner of the tables."""
        role = "web" if command[0] == "-c" else "owner"
        ours = {**os.environ, **self.settings, "PYTHONPATH": str(self.old), "SKERRY_ROLE": role}
        subprocess.run(
            [sys.executable, *command], cwd=self.old, env=ours, check=True, stdout=subprocess.DEVNULL
        )

    def serve(self, port: int, code: Path) -> subprocess.Popen:
        more = {"GUNICORN_CMD_ARGS": f"--chdir {code} --workers=2", "PYTHONPATH": str(code)}
        with (self.folder / f"web-{port}.log").open("ab") as log:
            web = start_site(port, log, **(self.settings | more))
        wait_for(f"http://127.0.0.1:{port}", web)
        return web

    def migrate(self) -> tuple[float, Watcher, str]:
        """How long it took, what was seen of locks, what it said."""
        watcher = Watcher(self.postgres.body.socket, "skerry")
        watcher.start()
        began = time.monotonic()
        ours = {**os.environ, **self.settings, "SKERRY_ROLE": "owner"}
        command = [sys.executable, "manage.py", "upgrade", "--verbosity=1"]
        ran = subprocess.run(command, cwd=ROOT, env=ours, capture_output=True, text=True, check=False)
        took = time.monotonic() - began
        watcher.end()
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return took, watcher, ran.stdout

    def new_one(self) -> tuple[subprocess.Popen, str]:
        """The new release, on a port of its own."""
        port = free_port()
        return self.serve(port, ROOT), f"http://127.0.0.1:{port}"


@contextmanager
def upgrading() -> Iterator[Upgrading]:
    commit = before()
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        site = Upgrading(Path(folder), commit)
        try:
            site.start()
            yield site
        finally:
            site.stop()
