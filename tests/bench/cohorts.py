"""Counting as somebody types, at one practice and over the whole network, as the web log-in; beside bare SQL.

`python -m tests.bench.cohorts PRACTICES` is what the bench starts as the web.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import psycopg

from launch.bootstrap import PYTHON, ROOT
from tests.bench import database
from tests.bench.people import NOW
from tests.bench.report import at, say

NAME = "skerry_searches"
TURNS, NETWORK_TURNS = 40, 3
ONE_PRACTICE, WHOLE_NETWORK = 300.0, 2000.0

# What is asked, as criteria and as somebody would write it by hand.
ASKED: dict[str, tuple[dict[str, Any], str]] = {
    "everybody": ({}, "true"),
    "a condition": (
        {"conditions": ("100005",)},
        "p.id IN (SELECT patient_id FROM patients_condition WHERE practice_id = ANY(%(practices)s)"
        " AND code = '100005' AND ended_at IS NULL)",
    ),
    "one with, one without, from 60, most deprived": (
        {"conditions": ("100002", "100040"), "without": ("100001",), "age_from": 60, "fifths": ("1",)},
        "p.birth_date <= date '1966-03-02' AND NOT p.restricted AND p.deprivation IN (1, 2)"
        " AND p.id IN (SELECT patient_id FROM patients_condition WHERE practice_id = ANY(%(practices)s)"
        " AND code IN ('100002', '100040') AND ended_at IS NULL) AND NOT EXISTS (SELECT 1 FROM patients_condition x"
        " WHERE x.practice_id = p.practice_id AND x.patient_id = p.id AND x.code = '100001' AND x.ended_at IS NULL)",
    ),
    "no contact for a year, a need, never measured": (
        {"contact": "none_for", "contact_months": 12, "needs": ("format",), "activation": ("never",)},
        "s.measured_on IS NULL AND coalesce(s.last_session_on < date '2025-03-02', true)"
        " AND p.id IN (SELECT patient_id FROM patients_need WHERE practice_id = ANY(%(practices)s)"
        " AND kind = 'format' AND ended_at IS NULL) AND NOT EXISTS (SELECT 1 FROM coaching_contact x"
        " WHERE x.practice_id = p.practice_id AND x.patient_id = p.id AND x.made_at >= '2025-03-02')"
        " AND NOT EXISTS (SELECT 1 FROM reminders_message x WHERE x.practice_id = p.practice_id"
        " AND x.patient_id = p.id AND x.sent_at >= '2025-03-02')",
    ),
}
BARE = """
SELECT count(*) FILTER (WHERE p.died_on IS NULL AND p.left_on IS NULL AND p.birth_date <= date '2008-03-02'
    AND p.id NOT IN (SELECT patient_id FROM outreach_invitation WHERE practice_id = ANY(%(practices)s)
        AND asked_at >= '2025-09-02')), count(*)
FROM patients_patient p LEFT JOIN patients_summary s ON s.practice_id = p.practice_id AND s.patient_id = p.id
WHERE p.practice_id = ANY(%(practices)s) AND p.merged_at IS NULL AND {fits}
"""


def measure(people: int, conditions: int, socket: str) -> dict[str, Any]:
    """In a database of its own, the same questions in turn, by the product and by hand."""
    wanted = {"people": people, "conditions": conditions}
    made = database.made_once(
        socket, NAME, wanted, ("cohorts_rows", "rows"), lambda: make(people, conditions, socket)
    )
    practices = made["practices"]
    command = [str(PYTHON), "-m", "tests.bench.cohorts", ",".join(str(one) for one in practices)]
    told = subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, env={**os.environ, "SKERRY_ROLE": "web"}
    )
    return {**made, "asked": json.loads(told.stdout)}


def make(people: int, conditions: int, socket: str) -> dict[str, Any]:
    say(f"{people:,} people with {conditions:,} conditions move in ...")
    from tests.bench import cohorts_rows

    with database.superuser(socket, NAME) as mover:
        return {"practices": cohorts_rows.move_in(mover, people, conditions)}


def ask(practices: list[int]) -> dict[str, Any]:
    """As a page does: in view of the practices, through the function that pages call."""
    import django

    django.setup()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        return {name: asked(practices, owner, *question) for name, question in ASKED.items()}


def asked(
    practices: list[int], owner: psycopg.Connection, given: dict[str, Any], fits: str
) -> dict[str, Any]:
    from outreach import finding
    from outreach.criteria import Criteria
    from practice.models import Practice
    from practice.tenancy import in_view

    every = {one.pk: one for one in Practice.objects.filter(pk__in=practices)}
    bare = BARE.format(fits=fits)

    def by_page(of: list[int]) -> int:
        with in_view([every[pk] for pk in of]):
            found = finding.counts([every[pk] for pk in of], Criteria(**given), NOW)
        return sum(one.found for one in found.values())

    def by_hand(of: list[int]) -> int:
        row = owner.execute(bare, {"practices": of}).fetchone()
        return int(row[1]) if row else 0

    dealt = random.Random(7)  # noqa: S311 - repeatable on purpose
    some = [[dealt.choice(practices)] for _ in range(TURNS)]
    here = compared(by_page, by_hand, some)
    return {"practice": here, "network": compared(by_page, by_hand, [practices] * NETWORK_TURNS)}


def compared(page: Callable[..., int], hand: Callable[..., int], turns: list[list[int]]) -> dict[str, float]:
    """In milliseconds. Both must find as many."""
    took: dict[str, list[float]] = {"page": [], "sql": []}
    for of in turns:
        found = []
        for name, way in (("page", page), ("sql", hand)):
            began = time.perf_counter()
            found.append(way(of))
            took[name].append(time.perf_counter() - began)
        if len(set(found)) > 1:
            raise SystemExit(f"The bench stopped. The page found {found[0]}, bare SQL {found[1]}.")
    return {
        f"{name}_{word}": at(share, took[name])
        for name in took
        for word, share in (("p50", 0.5), ("p95", 0.95))
    }


def say_found(found: dict[str, Any]) -> list[str]:
    """A line for each question; what of it is over its budget."""
    say(
        f"\nSearches, {found['people']:,} people with {found['conditions']:,} conditions, in milliseconds:\n\n"
        "| what is asked | practice p50 | p95 | SQL p50 | p95 | network p50 | SQL p50 |\n"
        "| --- | --: | --: | --: | --: | --: | --: |"
    )
    over = []
    for name, told in found["asked"].items():
        here, all_of_them = told["practice"], told["network"]
        say(
            f"| {name} | {here['page_p50']:.1f} | {here['page_p95']:.1f} "
            f"| {here['sql_p50']:.1f} | {here['sql_p95']:.1f} "
            f"| {all_of_them['page_p50']:.0f} | {all_of_them['sql_p50']:.0f} |"
        )
        if here["page_p95"] > ONE_PRACTICE:
            over.append(f"search, {name}: p95 {here['page_p95']:.0f} ms, not {ONE_PRACTICE:.0f}")
        if all_of_them["page_p95"] > WHOLE_NETWORK:
            over.append(
                f"search over the network, {name}: {all_of_them['page_p95']:.0f} ms, not {WHOLE_NETWORK:.0f}"
            )
    return over


if __name__ == "__main__":
    json.dump(ask([int(one) for one in sys.argv[1].split(",")]), sys.stdout)
