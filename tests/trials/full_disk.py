"""A site whose whole disk is small, where nobody else sees it: `python -m tests.trials.full_disk FOLDER`.

Started by `unshare --user --map-root-user --mount`, as which anybody may mount a file system in memory. It goes
through the trial by itself and prints what it saw as JSON.
"""

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

os.environ.update(SKERRY_MODE="demo", DATABASE_URL="postgresql://nobody@/none", SECRET_KEY="only-for-tests")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

import psycopg  # noqa: E402

from launch.postgres import SUPERUSER  # noqa: E402
from tests.trials.own_servers import OwnSite  # noqa: E402
from tests.trials.using_up import connect, kept_in, nothing_by_half, press, send_again, stands_once  # noqa: E402
from tests.trials.visitor import Answer, Visitor, a_booking  # noqa: E402

SIZE = "900m"
MOST = 400  # bookings, or files of the log, until something has to give
Seen = dict[str, object]


class SmallDisk:
    """All that the database has; filled, and emptied again."""

    def __init__(self, folder: Path) -> None:
        options = ["-t", "tmpfs", "-o", f"size={SIZE},mode=0700"]
        subprocess.run(["mount", *options, "tmpfs", str(folder)], check=True)
        self.ballast = folder / "ballast"

    def fill(self) -> None:
        with self.ballast.open("ab", buffering=0) as ballast:
            for size in (1 << 20, 4096):
                write_until_full(ballast.write, bytes(size))

    def empty(self) -> None:
        self.ballast.unlink()


def write_until_full(write, block: bytes) -> None:
    try:
        while write(block):
            pass
    except OSError as problem:
        if problem.errno != errno.ENOSPC:
            raise


class Trial:
    def __init__(self, site: OwnSite, disk: SmallDisk) -> None:
        self.site, self.disk = site, disk
        self.visitor = Visitor(site.address).sign_in()
        self.booking = a_booking(self.visitor)

    @property
    def processes(self) -> tuple[int, int]:
        return self.site.web.pid, self.site.postgres.process.pid

    def tables(self) -> Seen:
        """The tables need another page."""
        before = self.processes
        self.disk.fill()
        stored, sent, answer = self.until_refused()
        meanwhile = self.visitor.get("/healthz/web").status
        self.disk.empty()
        again = send_again(self.visitor, answer)
        return {
            "stored while full": stored,
            "status": answer.status,
            "text": answer.text,
            "kept": kept_in(answer, sent),
            "web meanwhile": meanwhile,
            "again": again.status,
            "stands once": stands_once(self.site, sent),
            "whole": nothing_by_half(self.site),
            "same processes": before == self.processes and self.site.web.poll() is None,
        }

    def until_refused(self) -> tuple[int, dict[str, object], Answer]:
        """Some pages of the tables still have room."""
        for count in range(MOST):
            sent, answer = press(self.visitor, self.booking)
            if answer.status != 302:
                return count, sent, answer
        raise AssertionError("the disk is full, and everything was stored")

    def log(self) -> Seen:
        """The write-ahead log needs another file: PostgreSQL stops. Whoever keeps it starts it once there is room."""
        web = self.site.web.pid
        self.disk.fill()
        said = self.use_up_the_log()
        _sent, meanwhile = press(self.visitor, self.booking)
        time.sleep(3)
        stopped = self.site.postgres.process.poll() is not None
        self.disk.empty()
        began = time.monotonic()
        if stopped:
            self.site.postgres.start()
        while press(self.visitor, self.booking)[1].status != 302:
            assert time.monotonic() < began + 60, "it did not come back"
            time.sleep(0.2)
        return {
            "said": said,
            "stopped": stopped,
            "meanwhile": meanwhile.status,
            "back after": round(time.monotonic() - began, 1),
            "whole": nothing_by_half(self.site),
            "same web": self.site.web.pid == web and self.site.web.poll() is None,
        }

    def use_up_the_log(self) -> str:
        """What PostgreSQL says last."""
        for _ in range(MOST):
            try:
                with connect(self.site, SUPERUSER) as asked:
                    asked.execute("UPDATE practice_heartbeat SET at = at")
                    asked.execute("SELECT pg_switch_wal()")
            except psycopg.Error as problem:
                return str(problem)
        return ""


def main() -> None:
    folder = Path(sys.argv[1])
    disk = SmallDisk(folder)
    site = OwnSite(folder)
    try:
        site.start()
        trial = Trial(site, disk)
        seen = {"tables": trial.tables(), "log": trial.log()}
    finally:
        site.stop()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
