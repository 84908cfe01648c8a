"""The DATA folder: whose it is, and how it is emptied."""

import contextlib
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from launch.bootstrap import ROOT
from launch.keeper import ServerFailed, is_kept, lock_file, take

MARK = "skerry-data"
SERVERS = ("postgres", "redis")


def data_folder() -> Path:
    """DATA is relative to the project, not to where the command was typed."""
    return (ROOT / (os.environ.get("DATA") or "var")).resolve()


def claim(data: Path) -> None:
    """Make the folder ours, or stop: a mistyped DATA must not fill somebody's home with a database."""
    if not (data / MARK).exists():
        if data.exists() and any(data.iterdir()):
            raise ServerFailed(
                f"{data} holds other things. DATA must be a new or empty folder, or one of Skerry's."
            )
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        (data / MARK).write_text("Skerry keeps its demo here. FRESH=1 empties this folder.\n")


def wipe(data: Path) -> None:
    """FRESH=1: only a folder that we marked, and that nobody uses."""
    if not data.exists() or not any(data.iterdir()):
        return
    if not (data / MARK).exists():
        raise ServerFailed(f"{data} is not a data folder of Skerry's; nothing was removed.")
    with contextlib.ExitStack() as locks:
        for name in SERVERS:
            locks.enter_context(unused(data / name))
        remove_away(data / "postgres" / "away")
        for path in data.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


@contextlib.contextmanager
def unused(folder: Path) -> Iterator[None]:
    """Holds the server's lock, so that nobody joins while the folder is being emptied."""
    if not folder.exists():
        yield
        return
    with lock_file(folder, "users") as users:
        if is_kept(folder) or not take(users, fcntl.LOCK_EX):
            raise ServerFailed(f"{folder.parent} is in use. Stop the demo that runs on it first.")
        yield


def remove_away(pointer: Path) -> None:
    """PostgreSQL's folder of another user, where root may not make a user namespace."""
    from launch.body import AWAY

    if pointer.exists():
        home = Path(pointer.read_text()).resolve()
        if home.parent == AWAY:
            shutil.rmtree(home, ignore_errors=True)


def keep_secret(data: Path) -> str:
    """A demo's sessions survive a restart, so its key is made once and kept where only its owner reads it."""
    place = data / "secret_key"
    if not place.exists():
        draft = data / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # another start was faster, and its key is as good
            os.link(draft, place)
        draft.unlink()
    return place.read_text()
