"""The servers of the drill: one that archives its log as it goes, empty ones, and one made of a base backup."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import psycopg

from launch.body import Body, body_for
from launch.keeper import PATIENCE
from launch.postgres import OWNER, SUPERUSER, Postgres, clear_stale_locks, living, url

DATABASE = "skerry"


class ToolFailed(RuntimeError):
    """One of PostgreSQL's own programs said no; the message is what it said."""


def tool(body: Body, program: str, *arguments: str) -> str:
    done = body.run(program, *arguments)
    if done.returncode:
        raise ToolFailed(f"{program} failed ({done.returncode}):\n{done.stdout[-3000:]}")
    return done.stdout


def place(body: Body, name: str) -> Path:
    """A folder beside the data that the server's own user may write to."""
    folder = body.data.parent / name
    folder.mkdir(mode=0o700, exist_ok=True)
    if body.user is not None:
        os.chown(folder, body.user, body.user)
    return folder


def connect(server: Postgres, user: str = SUPERUSER, database: str = DATABASE) -> psycopg.Connection[Any]:
    return psycopg.connect(host=str(server.body.socket), user=user, dbname=database, autocommit=True)


def address(server: Postgres, role: str) -> str:
    return url(role, str(server.body.socket), DATABASE)


class Source(Postgres):
    """A server that keeps its word, and puts its write-ahead log aside as it is written."""

    def __init__(self, folder: Path, seconds: int) -> None:
        folder.mkdir(mode=0o700)
        super().__init__(folder, DATABASE, durable=True)
        self.body = body_for(folder)
        self.archive = place(self.body, "archive")
        # Under another name first: half a file must never be taken for one.
        kept = f"{self.archive}/%f"
        copy = f"test ! -f {kept} && cp %p {kept}.new && mv {kept}.new {kept}"
        self.more = {"archive_mode": "on", "archive_timeout": f"{seconds}s", "archive_command": copy}

    def kill(self) -> None:
        """kill -9 of the server and everything that works for it; it does not come back."""
        for number in living(self.body.data):
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:  # it went with the others
                continue
        self.process.wait()

    def dump(self, snapshot: str) -> Path:
        """As the owner of the tables, who sees every row, at the moment of this snapshot."""
        target = self.body.data.parent / "dump"
        who = ("--host", str(self.body.socket), "--username", OWNER, "--snapshot", snapshot)
        tool(
            self.body,
            "pg_dump",
            *who,
            "--format=directory",
            "--jobs=2",
            "--compress=1",
            f"--file={target}",
            DATABASE,
        )
        return target

    def base_backup(self) -> Path:
        """Without the log: that is in the archive, and has to be enough."""
        target = self.body.data.parent / "base"
        who = ("--host", str(self.body.socket), "--username", SUPERUSER)
        tool(
            self.body,
            "pg_basebackup",
            *who,
            f"--pgdata={target}",
            "--wal-method=none",
            "--checkpoint=fast",
            "--no-password",
        )
        tool(self.body, "pg_verifybackup", "--no-parse-wal", str(target))
        return target


class Empty(Postgres):
    """A new server with the log-ins and an empty database, as docs/deploy/database.sql makes them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        super().__init__(folder, DATABASE, durable=True)

    def fill(self, dump: Path, section: str) -> None:
        who = ("--host", str(self.body.socket), "--username", OWNER, "--dbname", DATABASE)
        which = ("--exit-on-error", "--no-comments", f"--section={section}", "--jobs=2")
        tool(self.body, "pg_restore", *who, *which, str(dump))

    def analyse(self) -> None:
        with connect(self) as asked:
            asked.execute("ANALYZE")


class FromBase(Postgres):
    """A server made of a base backup and the archive: up to a named moment, or as far as the archive goes."""

    def __init__(self, folder: Path, base: Path, archive: Path, target: str = "") -> None:
        folder.mkdir(mode=0o700)
        super().__init__(folder, DATABASE, durable=True)
        self.base = base
        self.more = {"restore_command": f"cp {archive}/%f %p", "recovery_target_action": "promote"}
        self.more |= {"recovery_target_name": target} if target else {}

    def start(self) -> dict[str, str]:
        """Nothing is mended here, unlike at the start of a server for the demo: it has to come as it was."""
        self.body = body_for(self.folder)
        shutil.copytree(self.base, self.body.data, symlinks=True)
        (self.body.data / "recovery.signal").touch(mode=0o600)
        self.body.data.chmod(0o700)
        if self.body.user is not None:
            subprocess.run(
                ["chown", "-R", f"{self.body.user}:{self.body.user}", str(self.body.data)], check=True
            )
        clear_stale_locks(self.body)
        self.process = self.launch(self.body)
        self.wait(self.body)
        self.wait_until_it_leads()
        return {"socket": str(self.body.socket)}

    def wait_until_it_leads(self) -> None:
        deadline = time.monotonic() + 10 * PATIENCE
        with connect(self) as asked:
            while asked.execute("SELECT pg_is_in_recovery()").fetchone()[0]:
                assert time.monotonic() < deadline, "recovery did not end"
                time.sleep(0.05)
