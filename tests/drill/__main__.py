"""`make backup-drill`: backs up a database in which people are writing, kills its server, restores it three ways.

From a dump; from a base backup and the archived log up to a named moment; and as far as the archive goes. Each into a
server that was empty. Everything is made up, in a throw-away folder.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import psycopg

from launch import bytecode
from launch.data import claim
from launch.postgres import ROLES, Postgres
from launch.preparing import collect_files
from launch.redis import embedded as embedded_redis
from tests.bench.site import surroundings
from tests.drill import compare, report, site
from tests.drill.making import make_people, take_people
from tests.drill.servers import Empty, FromBase, Source, address, connect

MOMENT = "drill"
T = TypeVar("T")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make backup-drill ARGS=", description=__doc__)
    parser.add_argument("--people", type=int, default=2000, help="made-up patients")
    parser.add_argument(
        "--made", type=Path, help="take the people that `make bench` keeps in this folder instead"
    )
    parser.add_argument("--archive-timeout", type=int, default=10, help="seconds; 300 in docs/backup.md")
    parser.add_argument("--seconds", type=float, default=25, help="how long people write after the backups")
    return parser.parse_args()


class Drill:
    """What was done, how long each step took, and what was found wrong."""

    def __init__(self, chosen: argparse.Namespace, folder: Path) -> None:
        self.chosen, self.folder = chosen, folder
        self.took: dict[str, float] = {}
        self.wrong: list[str] = []
        self.seen: dict[str, Any] = {}
        self.source = Source(folder / "source", chosen.archive_timeout)

    def timed(self, name: str, step: Callable[[], T]) -> T:
        report.say(f"{name} ...")
        began = time.monotonic()
        done = step()
        self.took[name] = time.monotonic() - began
        report.say(f"{name}: {self.took[name]:,.1f} s")
        return done

    def check(self, where: str, differences: list[str]) -> None:
        self.wrong += [f"{where}: {line}" for line in differences]

    # --- while people write ------------------------------------------------------------------

    def back_up(self) -> None:
        """Both backups under load, a moment at which everything is known, more load, kill -9."""
        with site.served(self.folder, self.urls(self.source)) as port, connect(self.source) as asked:
            found = asked.execute(site.ASKED_ABOUT, [site.CODE, 16 + site.WRITERS]).fetchall()
            self.paths = site.addresses(found[site.WRITERS :])
            self.reader = site.signed_in(port, site.READER).cookies
            self.pages = site.pages(port, self.reader, self.paths)
            self.counted = asked.execute(report.HALVES).fetchone()[0]
            load = site.Load(port, [patient for patient, _referral in found])
            self.rules = compare.catalogue_of(asked)
            self.base = self.timed("base backup", self.source.base_backup)
            self.dumped(asked)
            with load.resting():
                self.named(asked)
            time.sleep(self.chosen.seconds)
            self.killed_at = time.time()
            self.source.kill()
            load.stop()
        self.answered = {key: at for key, at in load.answered.items() if at <= self.killed_at}
        self.seen["writes answered"] = len(self.answered)
        self.seen["writes refused"] = sum(len(writer.refused) for writer in load.writers)

    def dumped(self, asked: psycopg.Connection[Any]) -> None:
        """The rows are counted at the moment that the dump is of, while others go on writing."""
        with asked.transaction():
            asked.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            snapshot = asked.execute("SELECT pg_export_snapshot()").fetchone()[0]
            self.numbers = compare.sequences_of(asked)
            self.dump = self.timed("dump", lambda: self.source.dump(snapshot))
            self.at_dump = compare.rows_of(asked)
        self.seen["bytes of the database"] = asked.execute(
            "SELECT pg_database_size(current_database())"
        ).fetchone()[0]
        self.seen["bytes of the dump"] = sum(f.stat().st_size for f in self.dump.rglob("*") if f.is_file())

    def named(self, asked: psycopg.Connection[Any]) -> None:
        self.at_moment = compare.rows_of(asked)
        asked.execute("SELECT pg_create_restore_point(%s)", [MOMENT])

    # --- afterwards --------------------------------------------------------------------------

    def restore_dump(self) -> None:
        server = Empty(self.folder / "from-dump")
        self.timed("an empty server", server.start)
        for section in ("pre-data", "data", "post-data"):
            self.timed(f"restore of the dump, {section}", partial(server.fill, self.dump, section))
        self.timed("restore of the dump, statistics", server.analyse)
        self.look_through("dump", server, self.at_dump, self.numbers)
        server.stop()

    def restore_moment(self) -> None:
        server = FromBase(self.folder / "from-base", self.base, self.source.archive, MOMENT)
        self.timed("restore to a moment", server.start)
        self.look_through("moment", server, self.at_moment, self.numbers)
        server.stop()

    def look_through(self, name: str, server: Postgres, rows: compare.Rows, numbers: dict[str, int]) -> None:
        with connect(server) as asked:
            self.check(name, compare.rows_that_differ(rows, compare.rows_of(asked)))
            self.check(name, compare.rules_that_differ(self.rules, compare.catalogue_of(asked)))
            self.check(name, compare.sequences_behind(numbers, compare.sequences_of(asked)))
        with site.served(self.folder, self.urls(server)) as port:
            seen = site.pages(port, self.reader, self.paths)
        differ = [path for path in self.paths if seen[path] != self.pages[path]]
        report.keep_pages(self.folder, name, {path: (self.pages[path], seen[path]) for path in differ})
        self.check(name, [f"the page {path} differs" for path in differ])
        self.seen[f"{name}: tables, rows"] = [len(rows), sum(count for count, _digest in rows.values())]

    def restore_all(self) -> None:
        """As far as the archive goes: what nobody has any more of what people were told was stored."""
        server = FromBase(self.folder / "from-all", self.base, self.source.archive)
        self.timed("restore to the end of the archive", server.start)
        with connect(server) as asked:
            kept = {
                str(key) for (key,) in asked.execute("SELECT key FROM practice_formkey WHERE answer <> ''")
            }
            grown = self.grown(asked)
        lost = sorted(at for key, at in self.answered.items() if key not in kept)
        self.seen["writes lost"] = len(lost)
        self.seen["seconds lost"] = round(self.killed_at - lost[0], 1) if lost else 0.0
        self.check("end", [f"half a write: {grown}"] if len(set(grown)) > 1 else [])
        allowed = self.chosen.archive_timeout + report.SLACK
        self.check(
            "end", [f"{self.seen['seconds lost']} s lost"] if self.seen["seconds lost"] > allowed else []
        )
        self.seen["after_restore"] = self.timed("after_restore", lambda: report.hold(self.urls(server)))
        server.stop()

    def grown(self, asked: psycopg.Connection[Any]) -> list[int]:
        """By how many sessions, events, keys and histories since people began to write."""
        now = asked.execute(report.HALVES).fetchone()[0]
        return [after - before for after, before in zip(now, self.counted, strict=True)]

    def urls(self, server: Postgres) -> dict[str, str]:
        return {name: address(server, role) for name, role in ROLES.items()}


def main() -> None:
    bytecode.keep()
    chosen = options()
    with tempfile.TemporaryDirectory(prefix="skerry-") as place, ExitStack() as stack:
        folder = Path(place) / "drill"
        claim(folder)
        surroundings(folder, 1)
        os.environ |= stack.enter_context(embedded_redis(folder))
        drill = Drill(chosen, folder)
        stack.callback(drill.source.stop)
        with collect_files():
            if chosen.made:
                drill.timed("a copy of the people", lambda: take_people(drill.source, chosen.made))
            drill.timed("a server that archives", drill.source.start)
            people = 0 if chosen.made else chosen.people
            drill.timed("people move in", lambda: make_people(drill.urls(drill.source), people))
        for step in (drill.back_up, drill.restore_dump, drill.restore_moment, drill.restore_all):
            step()
        place_of_report = report.write(chosen, drill.took, drill.seen, drill.wrong)
    report.say(f"\nWritten to {place_of_report}")
    sys.exit(1 if drill.wrong else 0)


if __name__ == "__main__":
    main()
