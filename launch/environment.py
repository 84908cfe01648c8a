"""What the settings read from the environment, filled in for the demo: servers, secret, folders."""

import atexit
import os
import secrets
from contextlib import ExitStack, suppress
from pathlib import Path

from launch import postgres, redis
from launch.bootstrap import ROOT

OWNER_COMMANDS = {"migrate", "createcachetable", "makemigrations", "flush", "sqlmigrate", "showmigrations", "sqlflush"}
WITHOUT_SERVERS = {"collectstatic", "findstatic", "help", "version", "--help", "--version", "compilemessages", "makemessages"}


def data_folder() -> Path:
    """DATA is relative to the project, not to where the command was typed."""
    return (ROOT / os.environ.get("DATA", "var")).resolve()


def fill(command: str = "") -> None:
    """For manage.py: the demo's defaults, and the embedded servers for as long as this process runs."""
    data = data_folder()
    os.environ["DATA"] = str(data)
    os.environ.setdefault("SKERRY_MODE", "demo")
    if command in OWNER_COMMANDS:
        os.environ.setdefault("SKERRY_ROLE", "owner")
    if os.environ["SKERRY_MODE"] != "production":
        keep_secret(data)
    if command not in WITHOUT_SERVERS:
        ensure_servers(data)


def keep_secret(data: Path) -> None:
    """A demo's sessions survive a restart, so its key is made once and kept where only its owner reads it."""
    if os.environ.get("SECRET_KEY"):
        return
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = data / "secret_key"
    if not place.exists():
        draft = data / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another start was faster, and its key is as good
            os.link(draft, place)
        draft.unlink()
    os.environ["SECRET_KEY"] = place.read_text()


def ensure_servers(data: Path) -> None:
    """DATABASE_URL and REDIS_URL: those given, else the embedded ones until this process ends."""
    stack = ExitStack()
    atexit.register(close_in, os.getpid(), stack)
    if not os.environ.get("DATABASE_URL"):
        os.environ.update(stack.enter_context(postgres.embedded(data)))
    if not os.environ.get("REDIS_URL"):
        os.environ.update(stack.enter_context(redis.embedded(data)))


def close_in(process: int, stack: ExitStack) -> None:
    """A forked child inherits what runs at exit; only the process that joined may leave."""
    if os.getpid() == process:
        stack.close()
