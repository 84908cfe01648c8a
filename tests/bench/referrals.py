"""Five referrals for each of the made-up people: nearly all closed over years, about 250 open with each worker.

An open one has all that hangs on it: steps, needs, contacts, services chosen, what these said. Of a closed one there is
the row alone: no page measured here reads more of it.
"""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import psycopg

from prescribing.actions.moving import FIRST, ORDER, day_of
from prescribing.models import Address, Placement, Referral, ReferralContact, ReferralNeed, ReferralStep
from tests.bench import placed
from tests.bench.rows import ids, put

EACH = 5  # of every person
WITH_EACH = 250  # open with one worker, where there are so many people
NOBODYS = 40
Row = dict[str, Any]
# Of a worker's hundred, how many stand where; and after how many days a referral comes so far.
MIX = {"accepted": 6, "in_touch": 24, "planned": 22, "referred": 28, "attending": 20}
AFTER = {
    "asked": 0,
    "waiting": 1,
    "accepted": 2,
    "in_touch": 6,
    "planned": 14,
    "referred": 16,
    "attending": 30,
}
DAY = dt.timedelta(days=1)
REASONS = (
    "Lives alone since the spring and would like company; used to walk with a club.",
    "Letters about rent arrears lie unopened. Sleeps badly over it.",
    "Cares for a husband with dementia and has nobody to take turns with.",
    "Would like to move more, and does not dare to go to a gym alone.",
)
SAID = "Rang back. Happy to try the group on Tuesday if somebody meets them at the door. " * 2
OUTCOMES = ("going", "better", "own_way", "not_now", "declined", "not_reached")
BLANK: Row = {
    **dict.fromkeys([*FIRST.values(), "next_on", "closed_at", "closed_by_id", "worker_id"]),
    **dict.fromkeys(("next_words", "plan", "outcome", "closed_because"), ""),
}
GIVEN = (
    "practice_id patient_id route referred_by_id knows_of_it reason urgency best_times stands stands_since opened_at"
    f" member_id version {' '.join(BLANK)}"
)
NEED = "practice_id referral_id patient_id need_id noted_at"
STEP = "practice_id referral_id patient_id kind happened_at member_id worker_id"
CONTACT = "practice_id referral_id patient_id mode result minutes words happened_at noted_at noted_by_id"
ON_LIST = """
SELECT id FROM patients_patient WHERE practice_id = %s AND died_on IS NULL AND left_on IS NULL ORDER BY id
"""


def come(
    connection: psycopg.Connection, practice: int, workers: list[int], patients: list[int], now: dt.datetime
) -> None:
    """One practice's, the open ones last."""
    r = random.Random(practice)  # noqa: S311 - repeatable on purpose
    on_list = [pk for (pk,) in connection.execute(ON_LIST, [practice])]
    carried = min(WITH_EACH, len(on_list) // 8)
    whom = iter(r.sample(on_list, min(len(on_list), carried * len(workers) + NOBODYS)))
    open_ones = [with_worker(r, practice, next(whom), w, now) for w in workers for _ in range(carried)]
    open_ones += [nobodys(r, practice, patient, workers, now) for patient in whom]
    have = {row["patient_id"] for row in open_ones}
    before = {patient: EACH - (patient in have) for patient in patients}
    put_rows(connection, closed_ones(r, practice, workers, before, now))
    put_rows(connection, open_ones)
    keys = ids(connection, Referral, practice)[-len(open_ones) :]
    for key, row in zip(keys, open_ones, strict=True):
        row["id"] = key
    hang_on(connection, practice, open_ones, r)


def put_rows(connection: psycopg.Connection, rows: Any) -> None:
    names = GIVEN.split()
    put(connection, Referral, GIVEN, ([row[name] for name in names] for row in rows))


def asked(r: random.Random, whose: tuple[int, int, int], opened: dt.datetime, stands: str) -> Row:
    """As it is when it has come so far: at which practice, for whom, by whom."""
    practice, patient, by = whose
    row = BLANK | {"practice_id": practice, "patient_id": patient, "stands": stands, "opened_at": opened}
    row |= {"route": "colleague", "referred_by_id": by, "member_id": by, "knows_of_it": True}
    row |= {"reason": r.choice(REASONS), "best_times": "After two", "urgency": "usual"}
    row |= {"stands_since": opened + AFTER[stands] * DAY, "version": 1 + ORDER.index(Referral.Stands(stands))}
    for stage, column in FIRST.items():
        if AFTER[stage] <= AFTER[stands] and AFTER[stands] > AFTER["waiting"]:
            at = opened + AFTER[stage] * DAY
            row[column] = day_of(at) if column == "attended_on" else at
    if row["planned_at"]:
        row["plan"] = "A walk with others once a week; somebody comes along the first time."
    return row


def with_worker(r: random.Random, practice: int, patient: int, worker: int, now: dt.datetime) -> Row:
    """Whoever was spoken to has a day on which to be in touch again."""
    stands = r.choices([*MIX], [*MIX.values()])[0]
    opened = now - (AFTER[stands] + r.randint(0, 90)) * DAY - r.random() * DAY
    row = asked(r, (practice, patient, worker), opened, stands) | {"worker_id": worker}
    if stands != "accepted":
        row |= {"next_on": now.date() + r.randint(-2, 25) * DAY, "next_words": "Ask how the group was"}
    return row


def nobodys(r: random.Random, practice: int, patient: int, workers: list[int], now: dt.datetime) -> Row:
    stands = r.choice(("asked", "waiting"))
    opened = now - (AFTER[stands] + r.random() ** 2 * 100) * DAY
    row = asked(r, (practice, patient, r.choice(workers)), opened, stands)
    return row | {"urgency": r.choice(("soon", "usual", "usual", "can_wait"))}


def closed_ones(
    r: random.Random, practice: int, workers: list[int], many: dict[int, int], now: dt.datetime
) -> Iterator[Row]:
    """One after the other, the latest of them before any that is open now."""
    for patient, count in many.items():
        for place in range(count):
            opened = now - (220 + 250 * place + r.randint(0, 120)) * DAY
            worker, reached = r.choice(workers), r.choice(("in_touch", "planned", "attending"))
            row = asked(r, (practice, patient, r.choice(workers)), opened, reached)
            ended = opened + 60 * DAY
            row |= {"worker_id": worker, "stands": "closed", "stands_since": ended, "closed_at": ended}
            yield row | {"closed_by_id": worker, "closed_because": "As agreed", "outcome": r.choice(OUTCOMES)}


def hang_on(connection: psycopg.Connection, practice: int, rows: list[Row], r: random.Random) -> None:
    codes = [
        code for (code,) in connection.execute("SELECT code FROM prescribing_socialneed ORDER BY position")
    ]
    put(connection, ReferralNeed, NEED, needs(rows, codes, r))
    put(connection, ReferralStep, STEP, steps(rows))
    put(connection, ReferralContact, CONTACT, contacts(rows))
    put(connection, Address, placed.ADDRESS, placed.addresses(connection, practice, rows))
    chosen = placed.chosen(connection, practice, rows, r)
    put(
        connection,
        Placement,
        placed.PLACEMENT,
        ([row[n] for n in placed.PLACEMENT.split()] for row in chosen),
    )
    for key, row in zip(ids(connection, Placement, practice), chosen, strict=True):
        row["id"] = key
    placed.said(connection, chosen)


def needs(rows: list[Row], codes: list[str], r: random.Random) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        for code in r.sample(codes, 2):
            yield row["practice_id"], row["id"], row["patient_id"], code, row["opened_at"]


def steps(rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    """Each stage that it went through, by whom. Who was taken at once was never on the waiting list."""
    for row in rows:
        for stage in ORDER[: ORDER.index(row["stands"]) + 1]:
            if stage != "waiting" or row["stands"] == "waiting":
                worker = None if stage in ("asked", "waiting") else row["worker_id"]
                at = row["opened_at"] + AFTER[stage] * DAY
                yield row["practice_id"], row["id"], row["patient_id"], stage, at, row["member_id"], worker


def contacts(rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    """Rung in vain, spoken with, spoken with again about the plan."""
    for row in rows:
        mine = (row["practice_id"], row["id"], row["patient_id"])
        tries = [("no_answer", None, "", row["accepted_at"])] if row["accepted_at"] else []
        tries += [("spoke", 20, SAID, at) for at in (row["first_contact_at"], row["planned_at"]) if at]
        for result, minutes, words, at in tries:
            yield *mine, "phone", result, minutes, words, at, at, row["worker_id"]
