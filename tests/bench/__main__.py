"""`make bench`: makes the people once, serves the site, asks it by one client and by eight, says what came out."""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg

from launch import bytecode
from launch.bootstrap import ROOT
from tests.bench import area, cohorts, database, importing, reminding, report, samples, site
from tests.bench import client as clients
from tests.bench.operations import OPERATIONS
from tests.bench.people import COACHES, NOW, PASSWORD, email_of
from tests.bench.report import TARGETS, Line, say
from tests.bench.work import Work

MOST_A_SLICE = 150  # of what can be done only once
COUNTED = 6
EVERYTHING = [*OPERATIONS, "import", "reminders", "cohorts", "area"]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=", description=__doc__)
    parser.add_argument("--patients", type=int, default=100_000, help="up to 1,000,000; made once and kept")
    parser.add_argument("--rounds", type=int, default=6, help="page, floor and SQL take turns that often")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each turn lasts")
    parser.add_argument("--rest", type=float, default=0.0, help="seconds that a client rests after each")
    parser.add_argument("--clients", type=int, default=8, help="how many ask at once, after one alone")
    parser.add_argument(
        "--only",
        nargs="*",
        choices=EVERYTHING,
        default=EVERYTHING,
        metavar="WHAT",
        help="of: %(default)s",
    )
    parser.add_argument("--messages", type=int, default=2_000_000, help="in the table, for `reminders`")
    parser.add_argument("--due", type=int, default=100_000, help="of them due at nine")
    parser.add_argument(
        "--drain", type=float, default=30.0, help="seconds of pages before, and while they go"
    )
    parser.add_argument("--people", type=int, default=100_000, help="on the lists, for `cohorts`")
    parser.add_argument("--conditions", type=int, default=2_000_000, help="of theirs")
    parser.add_argument("--area-people", type=int, default=20_000, help="in practices of 1,000, for `area`")
    parser.add_argument("--import-rows", type=int, default=20_000)
    parser.add_argument("--data", type=Path, default=ROOT / "var-bench", help="where the database is kept")
    chosen = parser.parse_args()
    if not 1_000 <= chosen.patients <= 1_000_000:
        parser.error("--patients must be from 1,000 to 1,000,000")
    return chosen


def main() -> None:
    bytecode.keep()
    chosen = options()
    port = site.free_port()
    site.surroundings(chosen.data.resolve(), port)
    with database.servers(chosen.data.resolve()) as socket:
        if chosen.only in ([name] for name in ALONE):
            alone(chosen, socket)
            return
        made = database.make_ready(socket, chosen.data, chosen.patients)
        size, took = f"{made['bytes'] / 1e9:.1f} GB", f"made in {made['seconds']:,} s"
        say(f"{chosen.patients:,} patients, {size}, {took}; a fresh copy of them ...")
        database.fresh_copy(socket)
        django.setup()  # what is put in beside the pages is put in by its model
        more: dict[str, Any] = {"patients": chosen.patients, "made": made, "machine": report.machine()}
        lines = []
        with ExitStack() as stack:
            web = stack.enter_context(site.served(chosen.data.resolve(), port))
            bench = stack.enter_context(Bench.begun(chosen, port, web))
            lines = [line for name in OPERATIONS if name in chosen.only for line in bench.measure(name)]
            if "reminders" in chosen.only:
                more["reminders"] = reminding.measure(bench, chosen.messages, chosen.due, chosen.drain)
            if "misspelt" in chosen.only:
                more["found"] = bench.share_found()
        if "import" in chosen.only:
            more["import"] = importing.measure(chosen.data, chosen.import_rows)
        if "cohorts" in chosen.only:
            more["cohorts"] = cohorts.measure(chosen.people, chosen.conditions, socket)
        if "area" in chosen.only:
            more["area"] = area.measure(chosen.area_people, socket)
    conclude(lines, more)


# What has a database of its own: its measuring, and how that is said.
ALONE: dict[str, tuple[Callable[[Any, str], dict[str, Any]], Callable[[dict[str, Any]], list[str]]]] = {
    "cohorts": (
        lambda chosen, socket: cohorts.measure(chosen.people, chosen.conditions, socket),
        cohorts.say_found,
    ),
    "area": (lambda chosen, socket: area.measure(chosen.area_people, socket), area.say_found),
}


def alone(chosen: argparse.Namespace, socket: str) -> None:
    """Without the people of the pages, who take longer to move in."""
    (name,) = chosen.only
    measure, say_found = ALONE[name]
    found = measure(chosen, socket)
    over = say_found(found)
    say("\nOver budget:\n  " + "\n  ".join(over) if over else "\nEverything is within its budget.")
    kept = {name: found, "over": over, "machine": report.machine()}
    say(f"\nWritten to {report.keep(ROOT / 'bench-results', [], kept)}")


class Bench:
    """The clients, what they ask about, and the turns they take."""

    def __init__(self, chosen: argparse.Namespace, port: int, owner: psycopg.Connection, web: int) -> None:
        self.chosen, self.owner = chosen, owner
        self.work = Work(web, owner.info.backend_pid)
        self.workers = [Worker(port, number) for number in range(chosen.clients)]
        practices = samples.practices_of(chosen.patients)
        self.samples = [samples.of_client(owner, n, practices) for n in range(chosen.clients)]
        say(f"{chosen.clients * COACHES} people sign in ...")
        for first in range(0, chosen.clients, practices):  # the door slows who knocks for one account at once
            together(
                [self.sign_in(n, n - first) for n in range(first, min(first + practices, chosen.clients))]
            )

    def sign_in(self, number: int, practice: int) -> Any:
        emails = [email_of(practice, coach) for coach in range(COACHES)]
        return self.workers[number].ask("sign_in", emails, PASSWORD)

    @classmethod
    @contextmanager
    def begun(cls, chosen: argparse.Namespace, port: int, web: int) -> Iterator["Bench"]:
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
            bench = cls(chosen, port, owner, web)
            try:
                yield bench
            finally:
                for worker in bench.workers:
                    worker.stop()

    def measure(self, name: str) -> Iterator[Line]:
        """One client, then many; page, floor and SQL in turn, so that drift of the machine meets all alike."""
        for count in sorted({1, self.chosen.clients}):
            stock = self.stock(name, count)
            for target in TARGETS[:2]:  # templates, plans and caches of both web processes are warm
                self.turn(name, target, count, stock)
            line = Line(name, OPERATIONS[name].label, count, {target: [] for target in TARGETS})
            line.queries = self.queries(name, "page", stock)
            line.floor_queries = self.queries(name, "floor", stock)[1]
            for turn in range(self.chosen.rounds):
                for target in TARGETS if turn % 2 else TARGETS[::-1]:
                    before = self.work.seconds()
                    line.took[target] += self.turn(name, target, count, stock)
                    line.worked[target] += self.work.seconds() - before
            say(report.row(line))
            yield line

    def stock(self, name: str, count: int) -> list[list[samples.Sample]]:
        """What each client asks about; where a thing can be done once only, enough of them for every turn."""
        if not OPERATIONS[name].once:
            return self.samples[:count]
        turns = (self.chosen.rounds + 1) * len(TARGETS) * MOST_A_SLICE + 2 * COUNTED
        what = OPERATIONS[name].once
        return [samples.begun(self.owner, mine, NOW, turns, what) for mine in self.samples[:count]]

    def turn(self, name: str, target: str, count: int, stock: list[list[samples.Sample]]) -> list[float]:
        start = time.monotonic() + 0.1
        asked = []
        for worker, mine in zip(self.workers, stock, strict=False):
            batch = mine
            if OPERATIONS[name].once:
                batch = [mine.pop() for _ in range(min(MOST_A_SLICE, len(mine)))]
            pace = (self.chosen.seconds, self.chosen.rest)
            asked.append(worker.ask("run", name, target, batch, start, pace))
        return [seconds for found in together(asked) for seconds in found]

    def queries(self, name: str, target: str, stock: list[list[samples.Sample]]) -> tuple[int, int]:
        """The fewest and the most queries of some of them."""
        take = stock[0].pop if OPERATIONS[name].once else iter(self.samples[0]).__next__
        counts = [self.workers[0].ask("text", name, target, take())()[1] for _ in range(COUNTED)]
        return min(counts), max(counts)

    def share_found(self) -> float:
        """Of people looked for by a misspelt name, how many stand in the answer."""
        asked = [sample for mine in self.samples for sample in mine[:100]]
        hits = 0
        for n, mine in enumerate(self.samples):
            for sample in mine[:100]:
                text, _queries = self.workers[n].ask("text", "misspelt", "page", sample)()
                hits += f"/patients/{sample['patient']}" in text
        return hits / len(asked)


class Worker:
    """A client in a process of its own, seen from here."""

    def __init__(self, port: int, number: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, port, number, os.environ["DATABASE_URL"])
        self.process = context.Process(target=clients.work, args=arguments, daemon=True)
        self.process.start()

    def ask(self, *order: Any) -> "Any":
        """Send it now; call what comes back to wait for the answer."""
        self.pipe.send(order)

        def answer() -> Any:
            found, problem = self.pipe.recv()
            if problem:
                raise SystemExit(f"The bench stopped. {problem}")
            return found

        return answer

    def stop(self) -> None:
        if self.process.is_alive():
            self.pipe.send(None)
        self.process.join(5)


def together(asked: list[Any]) -> list[Any]:
    return [answer() for answer in asked]


def conclude(lines: list[Line], more: dict[str, Any]) -> None:
    """Missed budgets are said; only a wrong answer makes the bench fail."""
    say(f"\nIn milliseconds, {more['patients']:,} patients:\n\n{report.HEAD}")
    for line in lines:
        say(report.row(line))
    over = [words for line in lines for words in line.over_budget()]
    over += report.say_more(more)
    for name, (_measure, say_found) in ALONE.items():
        over += say_found(more[name]) if name in more else []
    say("\nOver budget:\n  " + "\n  ".join(over) if over else "\nEverything is within its budget.")
    say(f"\nWritten to {report.keep(ROOT / 'bench-results', lines, more | {'over': over})}")


if __name__ == "__main__":
    sys.exit(main())
