"""What came out: a table to read, a file to compare, and what is over its budget."""

import dataclasses
import json
import os
import platform
import sys
import time
from pathlib import Path
from typing import Any

RATIO = 1.6
P95_AT_EIGHT = 100.0
TARGETS = ("page", "floor", "sql")
SQL_BUDGET = {"misspelt": 10.0, "figures": 12.0}
QUERY_BUDGET = {"record": 13}
ROWS_A_SECOND = 5_000
FOUND = 0.95
SLOWER = 1.5  # a page's p95 while a long queue drains


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def at(share: float, seconds: list[float]) -> float:
    """In milliseconds, that many of all were as fast or faster."""
    ordered = sorted(seconds)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


@dataclasses.dataclass
class Line:
    """One operation with so many clients at once."""

    operation: str
    label: str
    clients: int
    took: dict[str, list[float]]
    worked: dict[str, float] = dataclasses.field(default_factory=lambda: dict.fromkeys(TARGETS, 0.0))
    queries: tuple[int, int] = (0, 0)
    floor_queries: int = 0

    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = {"operation": self.operation, "clients": self.clients}
        for target in TARGETS:
            seconds = self.took[target]
            found[target] = {"p50": at(0.5, seconds), "p95": at(0.95, seconds), "count": len(seconds)}
            found[target]["worked"] = 1000 * self.worked[target] / len(seconds) if seconds else float("nan")
        found["to_floor"] = found["page"]["p50"] / found["floor"]["p50"]
        found["to_sql"] = found["page"]["p50"] / found["sql"]["p50"]
        found["queries"], found["floor_queries"] = self.queries, self.floor_queries
        return found

    def least(self) -> float:
        """Milliseconds that clients who never rest must wait for each other, were the machine theirs alone."""
        return self.clients * self.figures()["page"]["worked"] / (os.cpu_count() or 1)

    def over_budget(self) -> list[str]:
        found, over = self.figures(), []
        where = f"{self.label}, {self.clients} at once"
        if found["to_floor"] > RATIO:
            over.append(f"{where}: {found['to_floor']:.2f} × the floor, not {RATIO}")
        if self.clients > 1 and found["page"]["p95"] > P95_AT_EIGHT:
            over.append(
                f"{where}: p95 {found['page']['p95']:.0f} ms, not under {P95_AT_EIGHT:.0f}; the floor's "
                f"{found['floor']['p95']:.0f}; without rest {self.clients} wait {self.least():.0f} on average"
            )
        most = SQL_BUDGET.get(self.operation)
        if most and self.clients == 1 and found["sql"]["p50"] > most:
            over.append(f"{where}: {found['sql']['p50']:.1f} ms of SQL, not {most:.0f}")
        most = QUERY_BUDGET.get(self.operation)
        if most and self.queries[0] > most:
            over.append(f"{where}: {self.queries[0]} queries, not {most}")
        return over


HEAD = (
    "| what | at once | page p50 | p95 | floor p50 | p95 | × floor | work (floor) | × | SQL p50 | queries (floor) |\n"
    "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |"
)


def row(line: Line) -> str:
    f = line.figures()
    least, most = line.queries
    queries = f"{least}" if least == most else f"{least}-{most}"
    return (
        f"| {line.label} | {line.clients} | {f['page']['p50']:.1f} | {f['page']['p95']:.1f} "
        f"| {f['floor']['p50']:.1f} | {f['floor']['p95']:.1f} | {f['to_floor']:.2f} "
        f"| {f['page']['worked']:.1f} ({f['floor']['worked']:.1f}) | {f['page']['worked'] / f['floor']['worked']:.2f} "
        f"| {f['sql']['p50']:.2f} | {queries} ({line.floor_queries}) |"
    )


def machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "load_before": os.getloadavg()[0],
        "python": platform.python_version(),
        "system": platform.platform(),
    }


def keep(folder: Path, lines: list[Line], more: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    place = folder / time.strftime("bench-%Y%m%d-%H%M%S.json")
    place.write_text(json.dumps(more | {"lines": [line.figures() for line in lines]}, indent=1))
    return place


def say_more(more: dict[str, Any]) -> list[str]:
    """What is not milliseconds; what of it is over budget."""
    over = []
    if (found := more.get("found")) is not None:
        say(f"\nMisspelt names: {found:.1%} of the people were found.")
        over += [f"misspelt names: {found:.1%} found, not {FOUND:.0%}"] if found < FOUND else []
    if sent := more.get("reminders"):
        over += say_reminders(sent)
    if brought := more.get("import"):
        pace = brought["rows_a_second"]
        say(
            f"Import: {brought['rows']:,} rows in {brought['seconds']:.1f} s, {pace:,.0f} a second, "
            f"{brought['refused']} refused with a reason each; bare SQL {brought['sql_seconds']:.2f} s."
        )
        over += [f"import: {pace:,.0f} rows a second, not {ROWS_A_SECOND:,}"] if pace < ROWS_A_SECOND else []
    return over


def say_reminders(sent: dict[str, Any]) -> list[str]:
    """How fast messages go, how big the queue's index is, and what the pages noticed of it."""
    ratio, slower = sent["bare_sql"] / sent["one_sender"], sent["pages_meanwhile"] / sent["pages"]
    say(
        f"\nReminders, {sent['messages']:,} rows, {sent['due']:,} due: bare SQL {sent['bare_sql']:.0f} a second, one "
        f"sender {sent['one_sender']:.0f} (1 : {ratio:.2f}), a worker {sent['worker']:.0f}; {sent['left']:,} left.\n"
        f"Sizes in MB: "
        + ", ".join(f"{name} {size / 1e6:.1f}" for name, size in sorted(sent["sizes"].items()))
        + f"\nA record's p95 {sent['pages']:.0f} ms, while {sent['drained_a_second']:.0f} a second went "
        f"{sent['pages_meanwhile']:.0f} ms (× {slower:.2f})."
    )
    over = [f"reminders: one sender 1 : {ratio:.2f} of bare SQL, not {RATIO}"] if ratio > RATIO else []
    return over + ([f"pages while messages go: × {slower:.2f}, not 1.5"] if slower > SLOWER else [])
