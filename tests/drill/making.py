"""The made-up people of the drill: the bench's, in a database of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from launch.bootstrap import PYTHON, ROOT
from launch.postgres import SUPERUSER, Postgres
from tests.bench.database import KEPT
from tests.drill.servers import DATABASE

STEPS = (("manage.py", "migrate", "--noinput", "--verbosity=0"), ("-m", "tests.bench.people"))


def make_people(urls: dict[str, str], count: int) -> None:
    """Each step in a process of its own, as the owner of the tables."""
    environment = {**os.environ, **urls, "SKERRY_ROLE": "owner"}
    for step in (STEPS[0], *([(*STEPS[1], str(count))] if count else [])):
        done = subprocess.run([str(PYTHON), *step], cwd=ROOT, env=environment, check=False)
        if done.returncode:
            sys.exit(f"The drill could not be prepared: {' '.join(step)} failed.")


def take_people(server: Postgres, made: Path) -> None:
    """A copy of the bench's database, under the name that it has here; nobody may be using it."""
    shutil.copytree(made / "postgres" / "data", server.body.data, symlinks=True)
    bare = Postgres(server.folder, "postgres", durable=True)
    bare.body = server.body
    bare.start()
    with psycopg.connect(
        host=str(bare.body.socket), user=SUPERUSER, dbname="postgres", autocommit=True
    ) as asked:
        names = {"old": sql.Identifier(KEPT), "new": sql.Identifier(DATABASE)}
        asked.execute(sql.SQL("DROP DATABASE IF EXISTS {new}").format(**names))
        asked.execute(sql.SQL("ALTER DATABASE {old} RENAME TO {new}").format(**names))
    bare.stop()
