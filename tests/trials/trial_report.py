"""What the trials of reminders have tried and seen: written into test-results/faults.md for whoever ran them."""

import os
import platform
import time
from collections import Counter

from tests.live import ROOT
from tests.trials.clockwork_site import ClockworkSite

HEAD = "| trial | what was done | asked | delivered | lost | twice | given again, known by its key | seen |\n"
RULE = "| --- | --- | --- | --- | --- | --- | --- | --- |\n"


class Report:
    """One line for each trial; complete only when all have run."""

    def __init__(self) -> None:
        self.path = ROOT / "test-results" / "faults.md"
        self.lines: list[str] = []
        self.began = time.strftime("%d %B %Y, %H:%M")

    def check(self, site: ClockworkSite, trial: str, done: str, asked: int, seen: str = "") -> None:
        """None lost, none twice; and what the database believes is what the provider has."""
        noted = site.noted()
        taken = Counter(ref for _at, what, ref in noted if what == "taken")
        kinds = Counter(what for _at, what, _ref in noted)
        twice = sum(count - 1 for count in taken.values())
        lost = asked - len(taken)
        self.add(
            trial, done, asked, len(taken), lost, twice, kinds["again"], seen or said(kinds, site.events)
        )
        assert (lost, twice) == (0, 0)
        assert site.counted("outcome = 'sent'") == asked == site.counted()

    def add(self, *cells: object) -> None:
        self.lines.append(f"| {' | '.join(map(str, cells))} |\n")
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(self.words())

    def words(self) -> str:
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        where = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load} at the end"
        top = f"# Reminders under faults\n\n{self.began}; {where}.\n\n"
        return top + HEAD + RULE + "".join(self.lines)


def said(kinds: Counter[str], events: Counter[str]) -> str:
    """What happened to calls, and to everybody else."""
    kept = {what: count for what, count in kinds.items() if what not in ("taken", "again")}
    counts = [f"{count} × {what}" for what, count in sorted({**kept, **events}.items())]
    return ", ".join(counts)
