"""What must stand before the demo serves: files collected, tables made, made-up people moved in; each only once."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from launch.assets import digest
from launch.bootstrap import LOCK, PYTHON, ROOT
from launch.keeper import ServerFailed

ROOMS = (
    "config",
    "practice",
    "patients",
    "activation",
    "prescribing",
    "coaching",
    "reminders",
    "outreach",
    "insight",
)


@contextlib.contextmanager
def collect_files() -> Iterator[None]:
    """Beside whatever the block does: the first time it takes as long as the database."""
    files = subprocess.Popen([str(PYTHON), "-m", "launch.assets"], cwd=ROOT)
    try:
        yield
        if files.wait():
            raise ServerFailed("The static files could not be made; the reason is above.")
    finally:
        if files.poll() is None:
            files.terminate()
            files.wait()


def code_state() -> bytes:
    """Which code made the tables and the people: after a change both are brought up to date."""
    files = sorted(
        path for room in ROOMS for kind in ("*.py", "*.json") for path in (ROOT / room).rglob(kind)
    )
    return b"\0".join(path.read_bytes() for path in files)


def prepare_database(data: Path) -> None:
    """Against a database of the user's own nothing is taken for granted; with the embedded one a stamp tells."""
    stamp = data / "prepared"
    wanted = digest(
        code_state(),
        LOCK.read_bytes(),
        os.environ["DATABASE_URL"].encode(),
        os.environ["DEMO_PASSWORD"].encode(),
    )
    if stamp.exists() and stamp.read_text() == wanted and (data / "demo.json").exists():
        return
    print("Preparing the database and the made-up practices ...", flush=True)
    stamp.unlink(missing_ok=True)
    manage("migrate", "--noinput", "--verbosity=0", role="owner")
    manage("make_demo", role="web")
    if "host=" in os.environ["DATABASE_URL"] and str(data) in os.environ["DATABASE_URL"]:
        stamp.write_text(wanted)


def manage(*command: str, role: str) -> None:
    done = subprocess.run(
        [str(PYTHON), "manage.py", *command], cwd=ROOT, env={**os.environ, "SKERRY_ROLE": role}, check=False
    )
    if done.returncode:
        print(f"manage.py {command[0]} failed.", file=sys.stderr)
        raise ServerFailed("The database could not be prepared; the reason is above.")
