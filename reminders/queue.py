"""The queue of what is due: claimed by one sender, held over the call, settled; each one statement.

Plain SQL, because this runs for every message and the database's work should be most of it.
"""

import contextlib
import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import connection

from practice.prepared import row_of, run
from practice.tenancy import restored_view
from reminders import people, reply_link
from reminders.caps import DAY, WEEK, Caps, Other, Others
from reminders.held import OF_A_HELD_PRACTICE
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Attempt, Due
from reminders.ourselves import SYSTEM
from reminders.people import Person


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """One row of the queue that this sender may try now, and which try this is."""

    due_id: int
    practice_id: int
    message_id: int
    attempt: int


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """The message behind a claim, and what is known of whom it goes to at this moment."""

    claim: Claim
    kind: Kind
    subject_id: int
    about_at: dt.datetime
    channel: Channel
    contact_point_id: int | None
    reference: uuid.UUID
    practice_name: str
    member_id: int | None
    pressed: bool
    wanted: Channel | None
    refused: bool
    others: Others
    caps: Caps
    person: Person | None


@dataclasses.dataclass(frozen=True, slots=True)
class Upshot:
    """What came of a try: settled with an outcome, or back to the queue for `due_at`."""

    channel: Channel
    contact_point_id: int | None
    outcome: Outcome | None = None
    reason: str = ""
    words: str = ""
    due_at: dt.datetime | None = None
    held: bool = False
    attempts: int | None = None
    result: Attempt.Result | None = None
    said: str = ""


VIEW = """
SELECT set_config('skerry.practices', %s, true), set_config('skerry.actor', %s, true),
  set_config('skerry.user', '', true)
"""
CLAIM = f"""
UPDATE reminders_due SET attempts = attempts + 1, lease_until = %(until)s
WHERE id = (
    SELECT id FROM reminders_due
    WHERE state = 'waiting' AND due_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
      AND {OF_A_HELD_PRACTICE} IS NULL
    ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING id, practice_id, message_id, attempts
"""  # noqa: S608 - nothing in it comes from outside

# Last of the message itself: what else goes or went to the same person, unless another sender has that in hand.
ASKED = f"""
SELECT m.kind, m.subject_id, m.about_at, m.channel, m.contact_point_id, m.reference, w.name, m.member_id,
  m.pressed_at IS NOT NULL, m.wanted,
  EXISTS (SELECT 1 FROM reminders_refusal r
    WHERE r.practice_id = m.practice_id AND r.patient_id = m.patient_id AND r.kind = m.kind
      AND r.ended_at IS NULL),
  (SELECT json_build_array(l.a_day, l.a_week) FROM reminders_limits l WHERE l.practice_id = m.practice_id),
  messages_beside(m.practice_id, m.patient_id, m.id, %(week_ago)s, %(day_on)s),
  {people.COLUMNS}
FROM reminders_due d
JOIN reminders_message m ON m.id = d.message_id AND m.practice_id = d.practice_id
JOIN practice_practice w ON w.id = d.practice_id
LEFT JOIN patients_patient p ON p.id = m.patient_id AND p.practice_id = m.practice_id
"""  # noqa: S608 - nothing in it comes from outside
HOLD = f"""{ASKED}
WHERE d.id = %(due)s AND d.attempts = %(attempt)s AND d.state = 'waiting'
FOR UPDATE OF d
"""
# The same of a message that is only looked at.
LOOK = f"{ASKED} WHERE d.id = %(due)s AND d.practice_id = %(practice)s"

WRITE_DOWN = """
WITH message AS (
    UPDATE reminders_message
    SET channel = %(channel)s, contact_point_id = %(point)s, held_until = %(held_until)s, words = %(words)s,
        outcome = %(outcome)s, reason = %(reason)s, settled_at = %(settled_at)s, sent_at = %(sent_at)s
    WHERE id = %(message)s
), attempt AS (
    INSERT INTO reminders_attempt (practice_id, message_id, number, at, result, words)
    SELECT %(practice)s, %(message)s, %(attempt)s, %(now)s, %(result)s::text, %(said)s WHERE %(result)s::text <> ''
)
UPDATE reminders_due
SET state = %(state)s, due_at = coalesce(%(due_at)s, due_at), attempts = %(attempts)s, lease_until = NULL
WHERE id = %(due)s
"""

# The link that went with it, for whoever was sent it or perhaps was.
WITH_LINK = WRITE_DOWN.replace(
    "UPDATE reminders_due",
    """, link AS (
    INSERT INTO practice_signedlink
        (practice_id, purpose, subject_type, subject_id, patient_id, token_hash, expires_at)
    VALUES (%(practice)s, %(purpose)s, %(subject)s, %(message)s, %(patient)s, %(token)s, %(expires)s)
    ON CONFLICT (token_hash) DO UPDATE SET expires_at = EXCLUDED.expires_at
)
UPDATE reminders_due""",
)


def and_claim(written: str) -> str:
    """The same statement claims the next one; never what it settles, which it still sees waiting."""
    others = CLAIM.replace("WHERE state", "WHERE id <> %(due)s AND state")
    return written.replace("UPDATE reminders_due\n", ", gone AS (\nUPDATE reminders_due\n") + f"){others}"


SETTLE_AND_CLAIM = {written: and_claim(written) for written in (WRITE_DOWN, WITH_LINK)}
MAY_HAVE_GONE = (Attempt.Result.TAKEN, Attempt.Result.FOUND, Attempt.Result.UNCLEAR)


@contextlib.contextmanager
def by_index_only() -> Iterator[None]:
    """While sending, every look-up goes by an index, whatever the statistics say.

    After an outage the queue is long and the statistics are old: believing it short, the planner
    would sort all of it for every single claim.
    """
    plans = ("enable_sort", "enable_bitmapscan", "enable_seqscan")
    with connection.cursor() as cursor:
        cursor.execute(";".join(f"SET {plan} = off" for plan in plans))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(";".join(f"RESET {plan}" for plan in plans))


def claim_next(now: dt.datetime, lease: dt.timedelta) -> Claim | None:
    """Transaction one, a single statement: from now on this row is being tried."""
    return claimed(CLAIM, {"now": now, "until": now + lease})


def claimed(sql: str, values: dict[str, Any]) -> Claim | None:
    row = row_of(sql, values)
    return Claim(*row) if row else None


def hold(claim: Claim, now: dt.datetime) -> Job | None:
    """Lock the row until the transaction ends, and read all there is to know; None if another has it."""
    row = row_of(HOLD, values_for(claim, now))
    return job_of(claim, row) if row else None


def look(claim: Claim, now: dt.datetime) -> Job | None:
    """The same without taking it: somebody asks what would be sent now. None if it is not queued."""
    row = row_of(LOOK, values_for(claim, now))
    return job_of(claim, row) if row else None


def values_for(claim: Claim, now: dt.datetime) -> dict[str, Any]:
    return {
        "due": claim.due_id,
        "practice": claim.practice_id,
        "attempt": claim.attempt,
        "week_ago": now - WEEK,
        "day_on": now + DAY,
    }


def job_of(claim: Claim, row: tuple[Any, ...]) -> Job:
    """The columns of `ASKED`."""
    kind, subject_id, about_at, channel, *rest = row[:8]
    pressed, wanted, refused, limits, beside, *columns = row[8:]
    asked = (pressed, Channel(wanted) if wanted else None, refused)
    found = (others_of(beside), Caps(*limits) if limits else Caps())
    person = people.person_of(columns) if columns[0] is not None else None
    return Job(*[claim, Kind(kind), subject_id, about_at, Channel(channel), *rest, *asked, *found, person])


def others_of(beside: list[tuple[str, str, bool]] | None) -> Others:
    """As `messages_beside` gives them."""
    if beside is None:
        return None
    return [Other(Kind(kind), dt.datetime.fromisoformat(at), gone) for kind, at, gone in beside]


@contextlib.contextmanager
def in_view(practice_id: int) -> Iterator[None]:
    """One transaction on this practice's rows, as `practice.tenancy.in_view` makes it."""
    with restored_view():
        run(VIEW, [str(practice_id), SYSTEM.actor_label])
        yield


def write_down(job: Job, upshot: Upshot, now: dt.datetime, lease: dt.timedelta | None) -> Claim | None:
    """What came of it, in one statement that also lets the row go; with a lease the next one is claimed."""
    values, link = values_of(job.claim, upshot, now), link_of(job, upshot, now)
    sql = WITH_LINK if link else WRITE_DOWN
    if lease and upshot.outcome:
        return claimed(SETTLE_AND_CLAIM[sql], values | link | {"until": now + lease})
    run(sql, values | link)
    return claim_next(now, lease) if lease else None  # perhaps the same one, at once


def link_of(job: Job, upshot: Upshot, now: dt.datetime) -> dict[str, Any]:
    """What there is to store of the link to the page for answers; nothing where none can have gone out."""
    gone = upshot.result in MAY_HAVE_GONE or upshot.outcome is Outcome.UNKNOWN
    if not gone or job.person is None or job.kind not in reply_link.PAGES:
        return {}
    return reply_link.row_of(job.kind, job.reference, job.about_at, now) | {"patient": job.person.id}


def values_of(claim: Claim, upshot: Upshot, now: dt.datetime) -> dict[str, Any]:
    settled = upshot.outcome is not None
    return {
        "message": claim.message_id,
        "practice": claim.practice_id,
        "due": claim.due_id,
        "attempt": claim.attempt,
        "now": now,
        "channel": upshot.channel.value,
        "point": upshot.contact_point_id,
        "outcome": upshot.outcome.value if upshot.outcome else "",
        "reason": upshot.reason[:300],
        "words": upshot.words,
        "settled_at": now if settled else None,
        "sent_at": now if upshot.outcome is Outcome.SENT else None,
        "held_until": upshot.due_at if upshot.held else None,
        "state": Due.State.SETTLED.value if settled else Due.State.WAITING.value,
        "due_at": upshot.due_at,
        "attempts": claim.attempt if upshot.attempts is None else upshot.attempts,
        "result": upshot.result.value if upshot.result else "",
        "said": upshot.said[:300],
    }
