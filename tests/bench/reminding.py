"""Two million messages, a hundred thousand of them due at nine: how fast they go, beside the same SQL alone.

`python -m tests.bench.reminding rates ROWS` and `... drain SECONDS` are what the bench starts as the worker.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import psycopg

from launch.bootstrap import PYTHON, ROOT
from tests.bench import database
from tests.bench.people import NOW
from tests.bench.report import at, say

if TYPE_CHECKING:
    from tests.bench.__main__ import Bench

DAY = dt.timedelta(days=1)
MONTH = 30  # days between one hundred thousand of old messages and the next
RATES = 2000  # rows: half in turns with the bare SQL, half by a whole worker
CLIENTS, REST = 4, 0.5  # people who read between two pages
TABLES = ("reminders_message", "reminders_due", "coaching_session")
# Who can be reached, over and over until there are enough.
REACHABLE = """
SELECT p.practice_id, p.id, c.id, (SELECT min(m.id) FROM practice_membership m WHERE m.practice_id = p.practice_id)
FROM patients_patient p JOIN LATERAL (
    SELECT id FROM patients_contactpoint WHERE patient_id = p.id AND kind = 'mobile' AND ended_at IS NULL LIMIT 1
) c ON true
WHERE p.died_on IS NULL AND p.left_on IS NULL AND p.merged_at IS NULL AND NOT p.restricted AND NOT p.contact_with_care
ORDER BY md5(p.id::text) LIMIT %s
"""
REACH = (
    "UPDATE patients_contactpoint SET whose = 'own', may_send = true, safe_times = '' WHERE kind = 'mobile'"
)
SESSION = "practice_id patient_id coach_id mode booked_for minutes booked_at booked_by_id"
MESSAGE = (
    "practice_id patient_id kind subject_type subject_id about_at due_at channel contact_point_id reference"
    " planned_at"
)
FOUND = "SELECT id, practice_id, patient_id, booked_for FROM coaching_session WHERE id > %s ORDER BY id"
QUEUED = """
INSERT INTO reminders_due (practice_id, message_id, due_at, state, attempts)
SELECT practice_id, id, due_at, 'waiting', 0 FROM reminders_message ORDER BY id
"""
SIZES = """
SELECT c.relname, pg_relation_size(c.oid) FROM pg_class c
WHERE c.relname IN ('due_next', 'reminders_due', 'message_waiting', 'reminders_message')
"""


def put_in(owner: psycopg.Connection, messages: int, due: int) -> None:
    """As a copy moves in: neither history nor keys are looked after, which would take longer than the bench."""
    from coaching.models import Session
    from reminders.models import Message
    from tests.bench.rows import put

    with database.superuser(owner.info.host, database.USED) as mover:
        mover.execute("SET session_replication_role = replica")
        mover.execute(REACH)
        people = mover.execute(REACHABLE, [due]).fetchall()
        last = mover.execute("SELECT coalesce(max(id), 0) FROM coaching_session").fetchone()[0]
        put(mover, Session, SESSION, booked(people, due))
        rows = mover.execute(FOUND, [last]).fetchall()
        points = {patient: point for _practice, patient, point, _coach in people}
        put(mover, Message, MESSAGE, (planned(row, points[row[2]]) for row in rows))
        mover.execute(QUEUED)
        multiply(mover, (messages - due) // due)
        for table in TABLES:
            mover.execute(f"VACUUM ANALYZE {table}")
        mover.execute("CHECKPOINT")  # nothing is measured beside the writing of what was moved in


def booked(people: list[tuple], due: int) -> Iterator[tuple[Any, ...]]:
    """From tomorrow at nine on, some for each person where there are fewer people than messages."""
    for place in range(due):
        practice, patient, _point, coach = people[place % len(people)]
        when = NOW + DAY + dt.timedelta(minutes=30 * (place // len(people)))
        yield (practice, patient, coach, "phone", when, 30, NOW - 30 * DAY, coach)


def planned(row: tuple, point: int) -> tuple[Any, ...]:
    session, practice, patient, booked_for = row
    what = ("session", "coaching.session", session)
    return (practice, patient, *what, booked_for, NOW, "text", point, uuid.uuid4(), NOW - 5 * DAY)


def multiply(mover: psycopg.Connection, times: int) -> None:
    """The same of the months before, sent; whatever columns there are. The queue remembers the last month's."""
    names = mover.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'reminders_message'"
        " AND column_name <> 'id' ORDER BY ordinal_position"
    )
    columns = [name for (name,) in names]
    back = f"- make_interval(days => {MONTH} * k)"
    changed = {name: f"{name} {back}" for name in ("about_at", "due_at", "planned_at")}
    changed |= dict.fromkeys(("settled_at", "sent_at"), f"due_at {back}")
    changed |= {"outcome": "'sent'", "reference": "gen_random_uuid()", "words": "repeat('x', 100)"}
    chosen = ", ".join(changed.get(name, name) for name in columns)
    mover.execute(
        f"INSERT INTO reminders_message ({', '.join(columns)}) SELECT {chosen} FROM reminders_message,"
        f" generate_series(1, {times}) k WHERE outcome = ''"
    )
    mover.execute(
        "INSERT INTO reminders_due (practice_id, message_id, due_at, state, attempts) SELECT practice_id, id, due_at,"
        " 'settled', 1 FROM reminders_message WHERE outcome = 'sent' AND due_at > %s", [NOW - (MONTH + 1) * DAY]
    )  # fmt: skip


def measure(bench: "Bench", messages: int, due: int, seconds: float) -> dict[str, Any]:
    """Rates by themselves; then pages before and during the draining."""
    say(f"{messages:,} messages, {due:,} of them due ...")
    began = time.monotonic()
    put_in(bench.owner, messages, due)
    found: dict[str, Any] = {"messages": messages, "due": due, "put_in_seconds": time.monotonic() - began}
    found["sizes"] = dict(bench.owner.execute(SIZES).fetchall())
    found |= worker("rates", str(RATES))()
    found["pages"] = at(0.95, pages(bench, seconds))
    ends = worker("drain", str(seconds + 2))
    found["pages_meanwhile"] = at(0.95, pages(bench, seconds))
    found |= ends()
    oldest = "SELECT count(*) FROM reminders_due d JOIN reminders_message m ON m.id = d.message_id WHERE d.state = %s"
    found["left"] = bench.owner.execute(oldest, ["waiting"]).fetchone()[0]
    return found


def pages(bench: "Bench", seconds: float) -> list[float]:
    """Records, opened by people who read them."""
    start = time.monotonic() + 0.1
    asked = [
        one.ask("run", "record", "page", mine, start, (seconds, REST))
        for one, mine in zip(bench.workers[:CLIENTS], bench.samples, strict=False)
    ]
    return [took for answer in asked for took in answer()]


def worker(*what: str) -> Any:
    """A process with the worker's log-in and a provider that takes everything at once; call it for what it says."""
    nobody = "tests.reminders.rate.Nobody"
    ours = {"SKERRY_ROLE": "worker", "REMINDERS_TEXT_PROVIDER": nobody, "REMINDERS_EMAIL_PROVIDER": nobody}
    command = [str(PYTHON), "-m", "tests.bench.reminding", *what]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **ours}, stdout=subprocess.PIPE)

    def says() -> dict[str, Any]:
        told, _nothing = process.communicate()
        if process.returncode:
            raise SystemExit("The bench stopped. The worker failed.")
        return json.loads(told.splitlines()[-1])

    return says


def drain(seconds: float) -> dict[str, float]:
    from reminders.rounds import send_round

    began = time.monotonic()
    handled = send_round(seconds)
    return {"drained": handled, "drained_a_second": handled / (time.monotonic() - began)}


def main(what: str, number: str) -> None:
    import django

    django.setup()
    from tests.reminders import rate

    found = rate.rates(int(number)) if what == "rates" else drain(float(number))
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
