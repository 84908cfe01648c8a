"""An embedded PostgreSQL for the demo and the tests: three log-ins, one database, a socket and no network."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from launch.body import Body, body_for, die_with_parent
from launch.keeper import PATIENCE, ServerFailed, keep, shared

SUPERUSER = "postgres"  # makes the roles and the database, then is not used again
ROLES = {
    "DATABASE_OWNER_URL": "skerry_owner",
    "DATABASE_URL": "skerry_web",
    "DATABASE_WORKER_URL": "skerry_worker",
}
OWNER = ROLES["DATABASE_OWNER_URL"]
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A statement that fails quotes people's data, and so does the reason: neither goes into the log.
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # tests throw it away


@contextmanager
def embedded(data: Path, database: str = "skerry", durable: bool = True) -> Iterator[dict[str, str]]:
    """The URLs of the three log-ins, for as long as the block runs; shared with others on the same data."""
    durability = "durable" if durable else "throw-away"
    with shared(data.resolve() / "postgres", "launch.postgres", database, durability) as state:
        yield {name: url(role, state["socket"], database) for name, role in ROLES.items()}


def url(role: str, socket: str, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={quote(socket)}"


class Postgres:
    """One server process over one data folder."""

    def __init__(self, folder: Path, database: str, durable: bool) -> None:
        self.folder, self.database, self.durable = folder, database, durable
        self.more: dict[str, str] = {}  # settings of the server beyond ours
        self.body: Body | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> dict[str, str]:
        self.body = self.body or body_for(self.folder)
        if not (self.body.data / "PG_VERSION").exists():
            self.make_cluster(self.body)
        check_version(self.body)
        clear_stale_locks(self.body)
        self.process = self.launch(self.body)
        self.wait(self.body)
        prepare(self.body, self.database)
        return {"socket": str(self.body.socket)}

    def make_cluster(self, body: Body) -> None:
        """initdb is not atomic: work under another name, so that a half-made cluster is never taken for one."""
        draft = body.data.with_name("data.new")
        shutil.rmtree(draft, ignore_errors=True)
        options = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
        options += ["--auth=trust", f"--username={SUPERUSER}", "--no-instructions"]
        options += [] if self.durable else ["--no-sync"]
        made = body.run("initdb", "--pgdata", str(draft), *options)
        if made.returncode:
            raise ServerFailed(f"PostgreSQL could not make its data folder:\n{made.stdout}")
        draft.rename(body.data)

    def launch(self, body: Body) -> "subprocess.Popen[bytes]":
        settings = {**SETTINGS, "unix_socket_directories": str(body.socket)}
        settings |= ({} if self.durable else CARELESS) | self.more
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = self.folder / "postgres.log"
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as out:
            return subprocess.Popen(
                body.command("postgres", "-D", str(body.data), *options),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=body.environment,
                **body.identity,
                preexec_fn=lambda: die_with_parent(signal.SIGINT),  # SIGINT is PostgreSQL's fast, clean stop
            )

    def wait(self, body: Body) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.alive() and time.monotonic() < deadline:
            try:
                psycopg.connect(host=str(body.socket), user=SUPERUSER, dbname="postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        log = (self.folder / "postgres.log").read_text(errors="replace")
        raise ServerFailed(f"PostgreSQL did not start. The end of its log:\n{log[-1500:]}")

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process and self.alive():
            self.process.send_signal(signal.SIGINT)
            self.process.wait()


def check_version(body: Body) -> None:
    made_by = (body.data / "PG_VERSION").read_text().strip()
    ours = body.run("postgres", "--version").stdout.split()[-1].split(".")[0]
    if made_by != ours:
        raise ServerFailed(
            f"{body.data} was made by PostgreSQL {made_by}, this is {ours}. FRESH=1 starts over."
        )


def clear_stale_locks(body: Body) -> None:
    """After kill -9 two lock files stay, and a process that has got the old number since makes them look valid."""
    deadline = time.monotonic() + 20
    while living(body.data):
        if time.monotonic() > deadline:
            raise ServerFailed(
                f"Another PostgreSQL still runs on {body.data} (process {living(body.data)[0]})."
            )
        time.sleep(0.1)
    if Path("/proc").is_dir():
        (body.data / "postmaster.pid").unlink(missing_ok=True)
        for leftover in body.socket.glob(".s.PGSQL.*"):
            leftover.unlink()


def living(data: Path) -> list[int]:
    """Processes at home in the data folder: the server and its back ends, each of which works inside it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == data:
                found.append(int(process.name))
        except OSError:  # it ended meanwhile, or is somebody else's
            continue
    return found


def prepare(body: Body, database: str) -> None:
    """The roles and the database, each only where missing: a start that was cut short is made good here."""
    server = {"host": str(body.socket), "user": SUPERUSER, "autocommit": True}
    with psycopg.connect(dbname="postgres", **server) as connection:  # type: ignore[arg-type]
        for role in ROLES.values():
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
            connection.execute(
                sql.SQL(
                    "ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
                ).format(sql.Identifier(role))
            )
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            names = {"db": sql.Identifier(database), "owner": sql.Identifier(OWNER)}
            connection.execute(sql.SQL("CREATE DATABASE {db} OWNER {owner}").format(**names))
    with psycopg.connect(dbname=database, **server) as connection:  # type: ignore[arg-type]
        grant(connection, database)


def grant(connection: psycopg.Connection, database: str) -> None:
    """Who may come in at all. What each may do with a table is said by the migrations."""
    names = {"db": sql.Identifier(database), "roles": sql.SQL(", ").join(map(sql.Identifier, ROLES.values()))}
    for statement in (
        "REVOKE ALL ON DATABASE {db} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {db} TO {roles}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {roles}",
        "CREATE EXTENSION IF NOT EXISTS fuzzystrmatch",
    ):
        connection.execute(sql.SQL(statement).format(**names))


def main() -> None:
    os.umask(0o077)
    folder, database, durability = sys.argv[1:]
    keep(Path(folder), Postgres(Path(folder), database, durability == "durable"))


if __name__ == "__main__":
    main()
