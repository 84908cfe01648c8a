"""The bench's own database: the made-up people are kept between runs, and every run works on a fresh copy of them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from launch import postgres, redis
from launch.assets import digest
from launch.bootstrap import PYTHON, ROOT
from launch.data import claim

KEPT, USED = "skerry_made", "skerry"
MAKERS = ("people", "lives", "directory", "seeking", "referrals", "placed", "rows")
MADE_BY = ("patients/made_up", *(f"tests/bench/{name}.py" for name in MAKERS))


@contextmanager
def servers(data: Path) -> Iterator[str]:
    """An embedded PostgreSQL as durable as in production; yields its socket's folder."""
    claim(data)
    with postgres.embedded(data, database=KEPT) as urls, redis.embedded(data) as queue:
        os.environ |= queue
        yield urls["DATABASE_URL"].partition("host=")[2]


def point_at(socket: str, database: str) -> None:
    """What the settings read, for this process and those it starts."""
    os.environ |= {name: postgres.url(role, socket, database) for name, role in postgres.ROLES.items()}


def superuser(socket: str, database: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(host=socket, user=postgres.SUPERUSER, dbname=database, autocommit=True)


def make_ready(socket: str, data: Path, patients: int) -> dict[str, object]:
    """People with their history, made once for each number of patients and each state of the code."""
    stamp, wanted = data / "made.json", {"patients": patients, "by": state_of_the_code()}
    if stamp.exists() and (made := json.loads(stamp.read_text())) and made.items() >= wanted.items():
        return made
    began = time.monotonic()
    stamp.unlink(missing_ok=True)
    renew(socket, KEPT)
    point_at(socket, KEPT)
    run("manage.py", "migrate", "--noinput", "--verbosity=0")
    run("-m", "tests.bench.people", str(patients))
    made = wanted | {"seconds": round(time.monotonic() - began), "bytes": size(socket)}
    stamp.write_text(json.dumps(made))
    return made


def made_once(
    socket: str,
    name: str,
    wanted: dict[str, int],
    makers: tuple[str, ...],
    make: Callable[[], dict[str, Any]],
) -> dict[str, Any]:
    """Of a database beside the pages': `wanted` and what `make` tells. Made once for each state of its makers, as a
    million people take longer to move in than to be asked; migrations that came later are caught up with."""
    by = digest(*((ROOT / f"tests/bench/{one}.py").read_bytes() for one in makers))
    with superuser(socket) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    told = json.loads(row[0]) if row and row[0] else {}
    stands = told.items() >= (wanted | {"by": by}).items()
    if not stands:
        renew(socket, name)
    point_at(socket, name)
    run("manage.py", "migrate", "--noinput", "--verbosity=0")
    if stands:
        return told
    began = time.monotonic()
    made = {**wanted, **make(), "made_in": round(time.monotonic() - began), "by": by}
    with superuser(socket) as connection:
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(comment.format(sql.Identifier(name), sql.Literal(json.dumps(made))))
    return made


def state_of_the_code() -> str:
    """What the rows were made by: the makers, the models and the migrations."""
    files = [
        path
        for place in MADE_BY
        for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
    ]
    files += ROOT.glob("*/migrations/*.py")
    return digest(*(path.read_bytes() for path in sorted(files)))


def run(*command: str) -> None:
    """One step in a process of its own, as the owner of the tables."""
    environment = {**os.environ, "SKERRY_ROLE": "owner"}
    if subprocess.run([str(PYTHON), *command], cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(f"The bench could not be prepared: {' '.join(command)} failed.")


def size(socket: str) -> int:
    with superuser(socket, KEPT) as connection:
        return connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]


def renew(socket: str, database: str, copy_of: str = "template1") -> None:
    """Throw the database away and make it anew."""
    names = {
        "new": sql.Identifier(database),
        "old": sql.Identifier(copy_of),
        "owner": sql.Identifier(postgres.OWNER),
    }
    with superuser(socket) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {new} WITH (FORCE)").format(**names))
        connection.execute(
            sql.SQL("CREATE DATABASE {new} OWNER {owner} TEMPLATE {old} STRATEGY FILE_COPY").format(**names)
        )
        connection.execute("CHECKPOINT")
    with superuser(socket, database) as connection:
        postgres.grant(connection, database)


def fresh_copy(socket: str) -> None:
    """Every run starts from the same rows, whatever the last one wrote."""
    renew(socket, USED, copy_of=KEPT)
    point_at(socket, USED)
