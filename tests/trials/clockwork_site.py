"""The whole product with workers and timetables that a trial kills, and a provider in the weather that it makes."""

import datetime as dt
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from launch.body import die_with_parent
from launch.redis import Redis
from tests import build
from tests.live import ROOT
from tests.trials.own_servers import OwnSite
from tests.trials.weather import Weather

WORKERS, BEATS = ("worker-1", "worker-2"), ("beat-1", "beat-2")
CELERY = [sys.executable, "-m", "celery", "--app=tests.trials.hurried"]
TICK = 10  # seconds between two ticks
OURS = "FROM reminders_message m WHERE m.kind = 'session' AND m.id > {mark}"


class ClockworkSite(OwnSite):
    """PostgreSQL that keeps its word, Redis, the site, two workers, two timetables."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / "redis").mkdir()
        self.redis = Redis(folder / "redis")
        self.shift = int((build.NOW - dt.datetime.now(dt.UTC)).total_seconds())
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.hurry: dict[str, str] = {}
        self.events: Counter[str] = Counter()
        self.mark = 0

    def start(self) -> None:
        Weather().write(self.folder)
        self.redis.start()
        self.settings |= {
            "REDIS_URL": f"unix://{self.redis.socket}",
            "REMINDERS_TEXT_PROVIDER": "tests.trials.weather.Provider",
            "SKERRY_CLOCK_SHIFT": str(self.shift),
        }
        super().start()

    # --- the clockwork -----------------------------------------------------------------------

    def begin(self, *names: str, shift: int = 0, **hurry: str) -> None:
        """These run from now on; `LEASE` and `PAUSE` shorten what production waits for."""
        self.hurry = hurry or self.hurry
        for name in names:
            part = ["worker", "--concurrency=1", f"--hostname={name}@trial", "--without-gossip"]
            if name in BEATS:
                part = ["beat", f"--schedule={self.folder / name}", "--pidfile="]
            ours = {"SKERRY_ROLE": "worker", "SKERRY_CLOCK_SHIFT": str(self.shift + shift)}
            with (self.folder / f"{name}.log").open("ab") as log:
                self.running[name] = subprocess.Popen(
                    [*CELERY, *part, "--loglevel=WARNING"], cwd=ROOT, stdout=log, stderr=log,
                    env={**os.environ, **self.settings, **ours, **self.hurry}, start_new_session=True,
                    preexec_fn=die_with_parent,  # noqa: PLW1509 - this thread lives on
                )  # fmt: skip

    def kill(self, *names: str) -> None:
        """kill -9 of the process and all that it started."""
        for name in names:
            process = self.running.pop(name, None)
            if process:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait(20)
                self.events[f"kill -9 of a {name[:-2]}"] += 1

    def mend(self) -> None:
        """Whoever is gone comes back."""
        for name in (*WORKERS, *BEATS):
            if name not in self.running or self.running[name].poll() is not None:
                self.begin(name)

    # --- the servers -------------------------------------------------------------------------

    def empty_redis(self) -> None:
        """All that the broker holds is gone, while everybody is connected."""
        self.ask_redis(b"FLUSHALL\r\n")
        self.events["Redis emptied"] += 1

    def ask_redis(self, words: bytes) -> None:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.redis.socket))
            line.sendall(words)
            assert line.recv(16).startswith(b"+OK")

    def wipe_redis(self) -> None:
        """kill -9, its files thrown away, started again."""
        self.stop_redis()
        self.redis.start()
        self.events["Redis killed with -9 and wiped"] += 1

    def stop_redis(self) -> None:
        self.redis.process.kill()
        self.redis.process.wait()
        for left in self.redis.folder.glob("appendonly*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()

    def restart_database(self) -> None:
        super().restart_database()
        self.events["PostgreSQL restarted"] += 1

    def kill_database(self) -> None:
        super().kill_database()
        self.events["PostgreSQL killed with -9"] += 1

    # --- people and messages -----------------------------------------------------------------

    def crowd(self, count: int, first: float = -60, spread: float = 0) -> float:
        """So many people who are to hear of something; the moment from which `first` counts."""
        ((self.mark,),) = self.sql("SELECT coalesce(max(id), 0) FROM reminders_message")
        self.events.clear()
        command = [sys.executable, "-m", "tests.trials.crowd", str(count), str(first), str(spread)]
        settings = self.settings | {"SKERRY_ROLE": "web"}
        subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True)
        return time.time()

    def counted(self, which: str = "true") -> int:
        """How many of this trial's messages."""
        return int(self.sql(f"SELECT count(*) {OURS.format(mark=self.mark)} AND {which}")[0][0])

    def wait_for(self, count: int, which: str, seconds: float) -> float:
        """Until so many are like that; how long it took."""
        began = time.monotonic()
        while (found := self.count_if_possible(which)) < count:
            assert time.monotonic() - began < seconds, f"{found} of {count} {which}\n{self.last_words()}"
            time.sleep(0.25)
        return time.monotonic() - began

    def count_if_possible(self, which: str) -> int:
        """While PostgreSQL is away, nobody knows."""
        try:
            return self.counted(which)
        except psycopg.OperationalError:
            return -1

    def last_words(self) -> str:
        logs = [self.folder / f"{name}.log" for name in (*WORKERS, *BEATS)]
        return "\n".join(log.read_text(errors="replace")[-1500:] for log in logs if log.exists())

    def noted(self) -> list[tuple[float, str, str]]:
        """What the provider noted of this trial's messages: when, what, which."""
        ours = {str(ref) for (ref,) in self.sql(f"SELECT m.reference {OURS.format(mark=self.mark)}")}
        path = self.folder / "provider.log"
        lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
        return [(float(at), what, ref) for at, what, ref in lines if ref in ours]

    def calls(self) -> int:
        """How often the provider has noted something."""
        path = self.folder / "provider.log"
        return len(path.read_bytes().splitlines()) if path.exists() else 0

    def late(self) -> list[float]:
        """Seconds between the moment at which each was due and that at which it was taken."""
        rows = self.sql(f"SELECT m.reference, m.due_at {OURS.format(mark=self.mark)}")
        due = {str(ref): at.timestamp() - self.shift for ref, at in rows}
        return sorted(at - due[ref] for at, what, ref in self.noted() if what == "taken")

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)
        super().stop()
        self.redis.stop()


@contextmanager
def clockwork_site() -> Iterator[ClockworkSite]:
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        site = ClockworkSite(Path(folder))
        try:
            site.start()
            yield site
        finally:
            site.stop()


def storm(site: ClockworkSite, calls: int, seconds: float) -> None:
    """One trouble after the other, until the provider has been called so often; whoever is gone comes back at once,
    and between two troubles something goes."""
    chance = random.Random(11)  # noqa: S311 - the same troubles each time
    troubles = [
        *(lambda name=name: site.kill(name) for name in (*WORKERS, *WORKERS, *BEATS)),
        lambda: site.kill(*WORKERS, *BEATS),
        site.empty_redis,
        site.wipe_redis,
        site.restart_database,
        site.kill_database,
    ]
    ends, first = time.monotonic() + seconds, site.calls()
    while site.calls() < first + calls and time.monotonic() < ends:
        for trouble in chance.sample(troubles, len(troubles)):
            trouble()
            site.mend()
            calm(site, calls=40, seconds=15)


def calm(site: ClockworkSite, calls: int, seconds: float) -> None:
    """Until the provider was called so often, but not for ever."""
    ends, first = time.monotonic() + seconds, site.calls()
    while site.calls() < first + calls and time.monotonic() < ends:
        time.sleep(0.2)
