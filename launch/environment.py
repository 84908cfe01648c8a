"""What the settings read from the environment, filled in for the demo: servers, secret, folders."""

import atexit
import os
from contextlib import ExitStack
from pathlib import Path

from launch import postgres, redis
from launch.data import claim, data_folder, keep_secret

OWNER_COMMANDS = {
    "createcachetable",
    "dbshell",
    "flush",
    "load_deprivation",
    "load_instrument",
    "makemigrations",
    "migrate",
    "optimizemigration",
    "publish_calibration",
    "showmigrations",
    "sqlflush",
    "sqlmigrate",
    "upgrade",
}
WORKER_COMMANDS = {"after_restore", "tick"}
WITHOUT_DATABASE = {"calibrate_instrument", "score_responses"}  # arithmetic on files
WITHOUT_SERVERS = {"collectstatic", "findstatic", "help", "version", "--help", "--version"}


def fill(command: str = "") -> None:
    """For manage.py: the demo's defaults, and the embedded servers for as long as this process runs."""
    data = data_folder()
    os.environ["DATA"] = str(data)
    os.environ.setdefault("SKERRY_MODE", "demo")
    if command in WITHOUT_DATABASE:  # the settings ask for both; nothing uses them
        os.environ.setdefault("DATABASE_URL", "postgresql://nobody@/none")
        os.environ.setdefault("SECRET_KEY", "only-for-arithmetic")
        return
    if command in OWNER_COMMANDS:
        os.environ.setdefault("SKERRY_ROLE", "owner")
    if command in WORKER_COMMANDS:
        os.environ.setdefault("SKERRY_ROLE", "worker")
    if not os.environ.get("SECRET_KEY"):
        claim(data)
        os.environ["SECRET_KEY"] = keep_secret(data)
    if command not in WITHOUT_SERVERS:
        stack = ExitStack()
        atexit.register(close_in, os.getpid(), stack)
        join(data, stack)


def join(data: Path, stack: ExitStack) -> None:
    """DATABASE_URL and REDIS_URL: those given, else the embedded ones until the stack is closed."""
    if not os.environ.get("DATABASE_URL"):
        claim(data)
        os.environ.update(stack.enter_context(postgres.embedded(data)))
    if not os.environ.get("REDIS_URL"):
        claim(data)
        os.environ.update(stack.enter_context(redis.embedded(data)))


def close_in(process: int, stack: ExitStack) -> None:
    """A forked child inherits what runs at exit; only the process that joined may leave."""
    if os.getpid() == process:
        stack.close()
