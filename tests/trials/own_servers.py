"""A site with a database of its own, which a trial may restart and kill."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from launch.postgres import ROLES, Postgres, living, url
from tests.live import ROOT, free_port, start_site, wait_for

DATABASE = "skerry"
SET_UP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", database="owner", verbosity=0, skip_checks=True)
from tests import build
build.cast()
"""


class OwnSite:
    """gunicorn as the demo runs it (with a pool of connections) before a PostgreSQL that keeps its word."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "web.log"
        self.postgres = Postgres(folder, DATABASE, durable=True)
        self.settings = {
            "SKERRY_MODE": "demo",
            "DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        socket = self.postgres.start()["socket"]
        self.settings |= {name: url(role, socket, DATABASE) for name, role in ROLES.items()}
        surroundings = {**os.environ, **self.settings}
        subprocess.run([sys.executable, "-c", SET_UP], cwd=ROOT, env=surroundings, check=True)
        with self.log.open("ab") as log:
            self.web = start_site(self.port, log, **self.settings)
        wait_for(self.address, self.web)

    def restart_database(self) -> None:
        """As an administrator does it: those in the middle of something are cut off."""
        self.postgres.stop()
        self.postgres.start()

    def kill_database(self) -> None:
        """kill -9 of the server and of everything that works for it."""
        for number in living(self.postgres.body.data):
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:  # it went with the others
                continue
        self.postgres.process.wait()
        self.postgres.start()

    def sql(self, question: str) -> list[tuple]:
        """Asked of the tables' owner, who sees every practice."""
        with psycopg.connect(self.settings["DATABASE_OWNER_URL"]) as connection:
            return connection.execute(question).fetchall()

    def stop(self) -> None:
        self.web.terminate()
        self.web.wait(30)
        self.postgres.stop()


@contextmanager
def own_site() -> Iterator[OwnSite]:
    """In a short folder: the kernel allows a socket 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        site = OwnSite(Path(folder))
        try:
            site.start()
            yield site
        finally:
            site.stop()
