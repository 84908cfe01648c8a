"""Makes .venv from the lock, and does nothing when it already matches: `python3 launch/bootstrap.py`."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".tools"
LOCK = ROOT / "requirements-dev.lock"
UV_LOCK = ROOT / "requirements-uv.lock"
STAMP = VENV / "skerry-stamp"
OLDEST_PYTHON = (3, 11)


def fingerprint() -> str:
    """What .venv was made from: the lock, and the folder (scripts in a venv name their folder)."""
    return hashlib.sha256(LOCK.read_bytes() + str(VENV).encode()).hexdigest()


def is_ready() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == fingerprint()


def run(*command: str | Path) -> bool:
    try:
        return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode == 0
    except OSError as problem:
        print(f"{command[0]}: {problem}", file=sys.stderr)
        return False


def pip_options() -> list[str]:
    return ["-qq", "--disable-pip-version-check", "--require-hashes"]


def fetch_uv() -> str | None:
    """uv installs in seconds what takes pip a minute. Any uv will do; ours is checked by its hash."""
    ours = TOOLS / "uv" / "bin" / "uv"
    if ours.exists():
        return str(ours)
    if found := shutil.which("uv"):
        return found
    pip: list[str | Path] = [sys.executable, "-m", "pip", "install", *pip_options(), "--target", TOOLS / "uv"]
    installed = run(*pip, "--upgrade", "-r", UV_LOCK)
    return str(ours) if installed and ours.exists() else None


def make_with_uv(uv: str) -> bool:
    fresh = PYTHON.exists() or run(uv, "venv", "--quiet", "--no-project", "--python", sys.executable, VENV)
    sync: list[str | Path] = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, LOCK]
    return fresh and run(*sync)


def make_with_pip() -> bool:
    made = run(sys.executable, "-m", "venv", "--clear", VENV)
    return made and run(PYTHON, "-m", "pip", "install", *pip_options(), "-r", LOCK)


def clear_if_foreign() -> None:
    """A folder that was copied or moved keeps scripts which name the old place: start again."""
    activate = VENV / "bin" / "activate"
    ours = PYTHON.exists() and activate.exists() and str(VENV) in activate.read_text()
    if VENV.exists() and not ours:
        shutil.rmtree(VENV)


def make() -> None:
    os.environ.setdefault(
        "UV_SYSTEM_CERTS", "1"
    )  # trust whom the machine trusts: many workplaces add a proxy of their own
    STAMP.unlink(missing_ok=True)
    clear_if_foreign()
    uv = fetch_uv()
    if not (uv and make_with_uv(uv)):
        print("uv did not manage; trying venv and pip, which takes a minute.", file=sys.stderr)
        if not make_with_pip():
            sys.exit(
                "Could not make .venv. Python needs pip and venv (Debian: apt install python3-venv python3-pip)."
            )
    show_the_way()
    STAMP.write_text(fingerprint())


def show_the_way() -> None:
    """Every program of .venv finds the project, whatever folder it is started in."""
    for packages in VENV.glob("lib/python*/site-packages"):
        (packages / "skerry.pth").write_text(f"{ROOT}\n")


def main() -> None:
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("Skerry needs Python 3.11 or newer.")
    if is_ready():
        return
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "bootstrap.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two starts at once: the second waits, then finds it done
        if not is_ready():
            print("Setting up Python packages in .venv ...", flush=True)
            make()


if __name__ == "__main__":
    main()
