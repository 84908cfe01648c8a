"""How long the processors worked for the site: unlike a wait, it does not depend on what else the machine does."""

import contextlib
import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Work:
    """The web server's processes are known by their session, the database's by their parent."""

    def __init__(self, web: int, backend: int) -> None:
        self.session, self.parent = web, int(fields(Path(f"/proc/{backend}/stat"))[1])

    def seconds(self) -> float:
        """All of them together, since each began."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
                found = fields(stat)
                if int(found[1]) == self.parent or int(found[3]) == self.session:
                    ticks += int(found[11]) + int(found[12])
        return ticks / TICKS


def fields(stat: Path) -> list[str]:
    """From the state on: parent second, session fourth, time in the program and in the kernel 12th and 13th."""
    return stat.read_text().rpartition(")")[2].split()
