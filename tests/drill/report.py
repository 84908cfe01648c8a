"""What the drill says and keeps: the times, what was lost, what was wrong."""

import argparse
import difflib
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from launch.bootstrap import PYTHON, ROOT

SLACK = 15  # seconds beyond archive_timeout, on a machine that does other work too
WANTED_LOSS, WANTED_TIME, WANTED_PEOPLE = 15 * 60, 60 * 60, 1_000_000
ENOUGH = 50_000  # people, to say anything about many more
# Each booked session has its event, its key and its history; where these did not grow alike, a write stands by half.
HALVES = """
SELECT ARRAY[(SELECT count(*) FROM coaching_session),
    (SELECT count(*) FROM practice_trailevent WHERE verb = 'session.booked'),
    (SELECT count(*) FROM practice_formkey),
    (SELECT count(*) FROM practice_history WHERE table_name = 'coaching_session')]
"""


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def hold(urls: dict[str, str]) -> str:
    """What an operator does next: nothing goes by itself from here on."""
    environment = {**os.environ, **urls, "SKERRY_ROLE": "worker"}
    command = [str(PYTHON), "manage.py", "after_restore", "--as-of", "2026-03-02 09:00"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"after_restore failed:\n{done.stderr}")
    return done.stdout


def keep_pages(folder: Path, name: str, differ: dict[str, tuple[str, str]]) -> None:
    """The first lines in which a page differs: nobody is in it who lives."""
    for path, (before, after) in differ.items():
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        say(f"{name} {path}\n" + "\n".join(list(lines)[:12]))


def write(chosen: argparse.Namespace, took: dict[str, float], seen: dict[str, Any], wrong: list[str]) -> Path:
    kept = {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "machine": f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.platform()}",
        "people": chosen.people,
        "archive_timeout": chosen.archive_timeout,
        "seconds": {name: round(seconds, 1) for name, seconds in took.items()},
        "seen": seen,
        "wrong": wrong,
    }
    place = ROOT / "test-results" / "backup-drill.json"
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(kept, indent=1) + "\n")
    words = "\n".join(lines(kept))
    place.with_suffix(".md").write_text(words + "\n")
    say(f"\n{words}")
    return place


def lines(kept: dict[str, Any]) -> list[str]:
    seen, seconds = kept["seen"], kept["seconds"]
    found = ["# Backup drill", "", f"{kept['when']}; {kept['machine']}; {kept['people']:,} people.", ""]
    found += [
        "| step | seconds |",
        "| --- | --: |",
        *(f"| {name} | {took:,.1f} |" for name, took in seconds.items()),
    ]
    found += ["", f"The database {seen['bytes of the database'] / 1e6:,.0f} MB, "
              f"the dump {seen['bytes of the dump'] / 1e6:,.0f} MB."]  # fmt: skip
    found.append(
        f"{seen['writes answered']:,} writes were answered until kill -9 ({seen['writes refused']} refused). With the "
        f"disk of the server gone, {seen['writes lost']:,} of them were lost: those of the last "
        f"{seen['seconds lost']} s, with archive_timeout at {kept['archive_timeout']} s. Wanted: 15 minutes at most."
    )
    found.append(about_a_million(kept["people"], seconds))
    said = "Rows, digests, rules, sequences and 20 pages are equal after each restore."
    return [*found, "", *([f"- WRONG: {line}" for line in kept["wrong"]] or [said])]


def about_a_million(people: int, seconds: dict[str, float]) -> str:
    """Only what grows with people is multiplied; and it is called what it is."""
    head = "1,000,000 people were not tried"
    if people >= WANTED_PEOPLE:
        return "Wanted: an hour at most for 1,000,000 people."
    if people < ENOUGH:
        return f"{head}, and {people:,} are too few to say anything about them."
    dump = sum(took for name, took in seconds.items() if name.startswith("restore of the dump"))
    fixed = seconds["restore of the dump, pre-data"]
    times = WANTED_PEOPLE / people
    long = [(fixed + (dump - fixed) * times) / 60]
    long += [
        seconds[name] * times / 60 for name in ("restore to a moment", "restore to the end of the archive")
    ]
    return (
        f"{head}. If all but the making of empty tables grew as people do, the dump would take {long[0]:,.0f} minutes "
        f"to restore, and the base backup with its log {max(long[1:]):,.0f}: that is arithmetic, not a measurement. "
        f"Wanted: an hour at most."
    )
