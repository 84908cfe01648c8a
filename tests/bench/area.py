"""The figures of one practice and of an area, as the web log-in; beside the same counts in bare SQL.

`python -m tests.bench.area` is what the bench starts as the worker (`count`) and as the web (`ask`).
"""

import datetime as dt
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import django
import psycopg

from launch.bootstrap import PYTHON, ROOT
from tests.bench import database
from tests.bench.people import NOW
from tests.bench.report import at, say

T = TypeVar("T")
NAME = "skerry_area"
SINCE = dt.date(2020, 1, 1)
TURNS, AREA_TURNS = 40, 15
ONE_PRACTICE, AREA, ROLLED_UP = 200.0, 1000.0, 150.0
# How an area would be counted if nothing were kept: every way of everybody, with the list beside it.
BARE_AREA = """
SELECT (p.deprivation + 1) / 2, count(*), count(w.id), count(w.accepted_on)
FROM patients_patient p LEFT JOIN insight_way w ON w.practice_id = p.practice_id AND w.patient_id = p.id
    AND w.aim = 'coaching' AND w.first_on >= date '2025-04-01'
WHERE p.merged_at IS NULL AND p.died_on IS NULL AND p.left_on IS NULL GROUP BY 1
"""


def measure(people: int, socket: str) -> dict[str, Any]:
    """In a database of its own. Ways are counted by the database itself, the area by the worker."""
    made = database.made_once(
        socket, NAME, {"people": people}, ("area_rows", "cohorts_rows", "rows"), lambda: make(people, socket)
    )
    counted = by("worker", "count")
    with database.superuser(socket, NAME) as mover:
        mover.execute("VACUUM ANALYZE insight_areacount")
        managers(mover)
    return {**made, **counted, "asked": by("web", "ask")}


def make(people: int, socket: str) -> dict[str, Any]:
    say(f"{people:,} people of an area move in ...")
    django.setup()
    from insight.ways_kept import COUNT_ALL
    from tests.bench import area_rows

    with database.superuser(socket, NAME) as mover:
        practices = area_rows.move_in(mover, people)
        moved = time.monotonic()
        mover.execute(COUNT_ALL)
        ways = time.monotonic() - moved
        mover.execute("VACUUM ANALYZE")
        sizes = {table: how_many(mover, table) for table in area_rows.TABLES}
    return {"practices": practices, "rows": sizes, "ways_in": round(ways, 1)}


def managers(mover: psycopg.Connection) -> None:
    """Of each practice that is asked for, somebody who works in no other."""
    django.setup()
    from practice.models import Membership, User
    from tests.bench.area_rows import made

    mover.execute("SET session_replication_role = replica")
    codes = "SELECT id, ods_code FROM practice_practice ORDER BY ods_code"
    for pk, code in set(some_of(mover.execute(codes).fetchall())):
        if not mover.execute("SELECT 1 FROM practice_user WHERE email = %s", [manager_of(code)]).fetchone():
            user = made(mover, User, {"email": manager_of(code), "name": "Practice Manager", "password": "!"})
            role = {"practice_id": pk, "user_id": user, "role": "manager", "starts_on": SINCE}
            made(mover, Membership, role)


def manager_of(code: str) -> str:
    return f"manager@{code.lower()}.example.org"


def some_of(practices: Sequence[T]) -> list[T]:
    """Those that are asked for, far from each other."""
    return [practices[turn * 7919 % len(practices)] for turn in range(TURNS)]


def how_many(mover: psycopg.Connection, table: str) -> int:
    row = mover.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def by(role: str, what: str) -> dict[str, Any]:
    """In a process of its own, as this log-in."""
    told = subprocess.run(
        [str(PYTHON), "-m", "tests.bench.area", what],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "SKERRY_ROLE": role},
    )
    return json.loads(told.stdout)


def count() -> dict[str, Any]:
    """As the worker does, all at once."""
    from insight.rolling import a_round

    began = time.monotonic()
    counted = a_round(NOW, 24 * 3600)
    return {"rolled": counted, "rolled_in": round(time.monotonic() - began, 1)}


def ask() -> dict[str, Any]:
    """Whole pages through the site, in turn with the SQL by itself."""
    from practice.models import Practice
    from tests.bench.area_rows import EMAIL

    logging.disable(logging.INFO)  # a line for each page would stand among the results
    practices = list(Practice.objects.order_by("ods_code"))
    some = some_of(practices)
    whole = signed_in(EMAIL)
    each = [(one.ods_code, signed_in(manager_of(one.ods_code))) for one in some]
    dashboards = [(client, f"/{code}/dashboard") for code, client in each]
    pages = {
        "dashboard": dashboards,  # of practices of whom nothing was read since the database started
        "dashboard, once more": dashboards,
        "fairness": [(client, f"/{code}/figures/fairness?stage=attended") for code, client in each],
        "area": [(whole, "/mine/figures?stage=accepted")] * AREA_TURNS,
        "dashboard, for who sees all of them": [(whole, f"/{one.ods_code}/dashboard") for one in some],
    }
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        return {
            **{name: timed(lambda asked: opened(*asked), asked) for name, asked in pages.items()},
            "rolled up, by the web": timed(rolled, [practices] * AREA_TURNS),
            "one practice, bare SQL": timed(lambda one: live(owner, one), some),
            "area, bare SQL": timed(lambda sql: owner.execute(sql).fetchall(), [BARE_AREA] * 3),
        }


def signed_in(email: str) -> Any:
    from django.conf import settings
    from django.test import Client

    from practice.models import User
    from tests.signing_in import session_of

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(User.objects.get(email=email))
    return client


def opened(client: Any, url: str) -> None:
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"The bench stopped. {url} answered {answer.status_code}.")


def rolled(practices: Sequence[Any]) -> None:
    """The statement of the area's page, in view of its practices."""
    from insight.network import area
    from practice.tenancy import in_view

    with in_view(practices):
        if len(area(practices, "coaching").each) != len(practices):
            raise SystemExit("The bench stopped. A practice is not counted.")


def live(owner: psycopg.Connection, practice: Any) -> None:
    """The statement of one practice, without row policies."""
    from insight import how_far, period

    year = period.ending(NOW.date().replace(day=1), period.USUAL, NOW.date())
    values = how_far.values(practice, "coaching", year, NOW.date())
    owner.execute(how_far.STATEMENT, values).fetchall()


def timed(ask_one: Callable[[Any], object], asked: Sequence[Any]) -> dict[str, float]:
    """In milliseconds, after one that is not counted."""
    ask_one(asked[0])
    took = []
    for one in asked:
        began = time.perf_counter()
        ask_one(one)
        took.append(time.perf_counter() - began)
    return {"p50": at(0.5, took), "p95": at(0.95, took)}


def say_found(found: dict[str, Any]) -> list[str]:
    """What came out; what of it is over its budget."""
    rows = ", ".join(f"{table} {number:,}" for table, number in found["rows"].items())
    say(
        f"\nAn area of {found['practices']:,} practices: {rows}; ways counted in {found['ways_in']:.0f} s, rolled up in"
        f" {found['rolled_in']:.0f} s. In milliseconds:\n\n| what | p50 | p95 |\n| --- | --: | --: |"
    )
    for name, told in found["asked"].items():
        say(f"| {name} | {told['p50']:.1f} | {told['p95']:.1f} |")
    limits = {
        "dashboard": ONE_PRACTICE,
        "dashboard, once more": ONE_PRACTICE,
        "fairness": ONE_PRACTICE,
        "area": AREA,
        "rolled up, by the web": ROLLED_UP,
    }
    return [
        f"{name}: p95 {found['asked'][name]['p95']:.0f} ms, not {most:.0f}"
        for name, most in limits.items()
        if found["asked"][name]["p95"] > most
    ]


if __name__ == "__main__":
    django.setup()
    json.dump({"count": count, "ask": ask}[sys.argv[1]](), sys.stdout)
