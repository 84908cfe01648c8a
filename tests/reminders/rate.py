"""How many messages one worker claims, sends and settles in a second, beside the same protocol in bare SQL.

    .venv/bin/python -m tests.reminders.rate 3000

Makes a database of its own, as durable as in production, and throws it away. The provider takes
everything at once: what is measured is ours. Both sides take turns of fifty rows.
"""

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg

from launch import postgres
from reminders.providers import Answer

TURN = 50
PATIENT = 13  # the column of `queue.HOLD`
MORNING = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
HERE = "tests.reminders.rate"
SUBJECT = (
    "SELECT id, patient_id, booked_for FROM coaching_session WHERE practice_id = %s AND id = %s"
    " AND finished_at IS NULL AND did_not_attend_at IS NULL AND cancelled_at IS NULL"
    " AND entered_in_error_at IS NULL AND started_at IS NULL"
)


class Nobody:
    """Takes everything and does nothing."""

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None: ...

    def ask(self, reference: uuid.UUID) -> Answer:
        return Answer.NEVER_SEEN


def main(rows: str) -> None:
    with tempfile.TemporaryDirectory(prefix="skerry-rate-") as place:
        shift = int((MORNING - dt.datetime.now(dt.UTC)).total_seconds())
        with postgres.embedded(Path(place)) as urls:
            os.environ |= urls | {"SKERRY_MODE": "test", "SECRET_KEY": "only-for-measuring", "DATA": place}
            os.environ |= {"REDIS_URL": "redis://127.0.0.1:1/0", "SKERRY_CLOCK_SHIFT": str(shift)}
            os.environ |= {"REMINDERS_TEXT_PROVIDER": f"{HERE}.Nobody"}
            run("owner", "manage.py", "migrate", "--verbosity=0", "--skip-checks")
            run("web", "-m", HERE, "make", rows)
            run("worker", "-m", HERE, "measure", rows)


def run(role: str, *command: str) -> None:
    settings = {"SKERRY_ROLE": role, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, *command], check=True, env={**os.environ, **settings})


def make(rows: int) -> None:
    from practice import clock
    from practice.models import Membership, Practice
    from practice.tenancy import in_view
    from tests import build
    from tests.reminders import made

    build.cast()
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org")
        made.due(elm, asha, rows, clock.now())


def measure(rows: int) -> None:
    found = rates(rows)
    sys.stdout.write(f"bare SQL: {found['bare_sql']:.0f} a second\n")
    sys.stdout.write(f"one sender: {found['one_sender']:.0f} a second\n")
    sys.stdout.write(f"one sender / bare SQL: {found['bare_sql'] / found['one_sender']:.2f}\n")
    sys.stdout.write(f"a worker: {found['worker']:.0f} a second\n")


def rates(rows: int) -> dict[str, float]:
    """Half of the rows in turns, the other half by a worker as it really runs."""
    sides = {"bare_sql": bare(), "one_sender": one_sender}
    taken = dict.fromkeys(sides, 0.0)
    for work in sides.values():
        work(TURN)  # connects, prepares
    turns = rows // (4 * TURN) - 1
    for _ in range(turns):
        for side, work in sides.items():
            began = time.perf_counter()
            work(TURN)
            taken[side] += time.perf_counter() - began
    began, handled = time.perf_counter(), whole_worker(rows // 2)
    worker = {"worker": handled / (time.perf_counter() - began)}
    return {side: turns * TURN / seconds for side, seconds in taken.items()} | worker


def whole_worker(rows: int) -> int:
    """As it runs, for as long as so many should take at most."""
    from reminders.rounds import SENDERS
    from reminders.sending import send_due

    return send_due(max(5.0, rows / 100), senders=SENDERS)


def one_sender(rows: int) -> None:
    from reminders import queue, rules, sending

    ticking = sending.Ticking()
    with queue.by_index_only(), rules.read_once():
        claim = queue.claim_next(ticking.now(), sending.LEASE)
        for row in range(rows):
            claim = sending.handle(claim, ticking.now(), go_on=row < rows - 1)


def bare() -> Callable[[int], None]:
    """The same statements in the same transactions, and nothing between them."""
    from django.conf import settings

    from reminders import queue, sending

    default = settings.DATABASES["default"]
    connection = psycopg.connect(
        host=default["HOST"],
        user=default["USER"],
        dbname=default["NAME"],
        autocommit=True,
        prepare_threshold=2,
    )

    connection.execute("SET enable_sort = off; SET enable_bitmapscan = off; SET enable_seqscan = off")

    def work(rows: int) -> None:
        (moment,) = connection.execute("SELECT clock_timestamp()").fetchone()
        now = moment + settings.CLOCK_SHIFT
        lease = {"now": now, "until": now + sending.LEASE}
        claim = connection.execute(queue.CLAIM, lease).fetchone()
        for row in range(rows):
            with connection.transaction():
                claim = settle(connection, claim, lease, go_on=row < rows - 1)

    return work


def settle(connection: psycopg.Connection, claim: tuple, lease: dict, *, go_on: bool) -> tuple | None:
    """The last one of a turn claims nothing."""
    from reminders import queue, reply_link

    due, practice, message, attempt = claim
    now = lease["now"]
    connection.execute(queue.VIEW, [str(practice), "system:reminders"])
    held = connection.execute(
        queue.HOLD, queue.values_for(queue.Claim(due, practice, message, attempt), now)
    ).fetchone()
    _kind, subject, about, channel, point, reference, *_rest = held
    connection.execute(SUBJECT, [practice, subject]).fetchone()
    values = {"message": message, "practice": practice, "due": due, "attempt": attempt, "now": now}
    values |= {"channel": channel, "point": point, "outcome": "sent", "reason": "", "words": "x" * 90}
    values |= {"settled_at": now, "sent_at": now, "held_until": None, "state": "settled", "due_at": None}
    values |= {"attempts": 1, "result": "taken", "said": "", "patient": held[PATIENT]}
    values |= {"purpose": "reply", "subject": reply_link.SUBJECT, "token": reference.bytes, "expires": about}
    if not go_on:
        connection.execute(queue.WITH_LINK, values)
        return None
    return connection.execute(queue.SETTLE_AND_CLAIM[queue.WITH_LINK], values | lease).fetchone()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make" | "measure" as step, rows]:
            import django

            django.setup()
            {"make": make, "measure": measure}[step](int(rows))
        case [rows]:
            main(rows)
        case _:
            sys.exit(__doc__)
