"""What every gunicorn started here has: a folder in memory where its workers count together what they answer.

Read by gunicorn itself, from the folder it is started in. /metrics adds up what stands in it.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # as the library calls it
PREFIX = "skerry-metrics-"
MEMORY = Path("/dev/shm")  # noqa: S108 - counting must not wait for a disk
PLACE = MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
OURS = f"{PREFIX}{os.getpid()}-"


def is_over(folder: Path) -> bool:
    """The server that made it was killed before it could tidy up."""
    number = folder.name.removeprefix(PREFIX).partition("-")[0]
    return folder.stat().st_uid == os.geteuid() and number.isdigit() and not Path(f"/proc/{number}").exists()


if OURS not in os.environ.get(FOLDER, ""):  # read again at every reload
    if Path("/proc/self").exists():
        for left in filter(is_over, PLACE.glob(f"{PREFIX}*")):
            shutil.rmtree(left, ignore_errors=True)
    os.environ[FOLDER] = tempfile.mkdtemp(prefix=OURS, dir=PLACE)


def on_exit(_server: Any) -> None:
    """The last worker has gone."""
    if OURS in os.environ[FOLDER]:
        shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
