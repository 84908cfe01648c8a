"""The processes of the demo: how each is started, mended and stopped."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from launch.body import die_with_parent
from launch.bootstrap import PYTHON, ROOT
from launch.keeper import ServerFailed

RESTARTS, WITHIN = 5, 60.0  # more often than this within a minute, and it is broken
GRACE = 15.0


@dataclass
class Child:
    """One process of ours, which is started again when it dies, but not for ever."""

    name: str
    command: list[str]
    log: Path
    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches the supervisor alone, which stops the children in order."""
        self.log.parent.mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def mend(self) -> None:
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < WITHIN] + [now]
        if len(self.deaths) > RESTARTS:
            raise ServerFailed(f"The {self.name} keeps stopping.\n{self.last_words()}")
        print(
            f"The {self.name} stopped ({self.process.returncode}); starting it again.",
            file=sys.stderr,
            flush=True,
        )
        self.start()

    def last_words(self) -> str:
        return self.log.read_text(errors="replace")[-3000:] if self.log.exists() else ""

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def for_role(role: str) -> dict[str, str]:
    """A process of the demo knows its own log-in, and never the owner's."""
    environment = {**os.environ, "SKERRY_ROLE": role}
    environment.pop("DATABASE_OWNER_URL", None)
    return environment


def gunicorn(data: Path, host: str, port: int) -> Child:
    memory = Path("/dev/shm")  # noqa: S108 - a worker's sign of life must not wait for a disk
    command = [
        str(PYTHON),
        "-m",
        "launch.mortal",
        "gunicorn",
        "config.wsgi:application",
        f"--bind={host}:{port}",
    ]
    command += [
        "--worker-class=gthread",
        "--workers=2",
        "--threads=4",
        "--graceful-timeout=5",
        "--no-control-socket",
    ]
    command += [f"--worker-tmp-dir={memory}"] if os.access(memory, os.W_OK) else []
    return Child("web server", command, fresh_log(data / "log" / "web.log"), for_role("web"))


def worker(data: Path) -> Child:
    """Worker and timetable in one process; production has one of each."""
    schedule = data / "celery" / "beat"
    schedule.parent.mkdir(exist_ok=True)
    command = [
        str(PYTHON),
        "-m",
        "launch.mortal",
        "celery",
        "--app=config",
        "worker",
        "--beat",
        f"--schedule={schedule}",
    ]
    command += ["--concurrency=1", "--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    return Child("worker", command, fresh_log(data / "log" / "worker.log"), for_role("worker"))


def fresh_log(path: Path) -> Path:
    """One start, one log; the one before is kept, in case it ended badly."""
    if path.exists():
        shutil.move(path, path.with_suffix(".log.1"))
    return path
