"""Where the people of open referrals were sent: services with a confirmed address, what was agreed, what was said."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import psycopg

from prescribing.models import PlacementEvent
from tests.bench.rows import put

SERVICES = 60  # of the directory, that one practice sends people to
MAIL = "office@service.example.org"
DAY = dt.timedelta(days=1)
Row = dict[str, Any]
BLANK: Row = {
    **dict.fromkeys(("agreed_on", "agreed_until", "address_id", "sent_at", "sent_by_id")),
    **dict.fromkeys(("heard_at", "came_on", "needs_somebody_at")),
    **dict.fromkeys(("share_name", "share_contact", "share_reason", "agreed_by", "sent_to"), ""),
    "needs_somebody_because": "",
}
ADDRESS = (
    "practice_id service_id email noted_at noted_by_id agreed_who agreed_on confirmed_at confirmed_by_id"
)
PLACEMENT = (
    "practice_id referral_id patient_id service_id stands stands_since chosen_at chosen_by_id version"
    f" {' '.join(BLANK)}"
)
EVENT = "practice_id placement_id patient_id kind who member_id happened_on noted_at"
OURS = """
SELECT s.id FROM prescribing_service s JOIN practice_practice p ON p.network_id = s.network_id
WHERE p.id = %s ORDER BY md5(s.id::text || p.id::text) LIMIT %s
"""
CONFIRMED = "SELECT id, service_id FROM prescribing_address WHERE practice_id = %s ORDER BY id"
WAITS = ("They did not come", "There is a message from the service", "No answer from the service")


def addresses(connection: psycopg.Connection, practice: int, rows: list[Row]) -> list[tuple[Any, ...]]:
    """Each service agreed to take referrals before any was sent."""
    at, by = min(row["opened_at"] for row in rows) - DAY, rows[0]["worker_id"]
    services = connection.execute(OURS, [practice, SERVICES]).fetchall()
    return [(practice, pk, MAIL, at, by, "The office", at.date(), at, by) for (pk,) in services]


def chosen(connection: psycopg.Connection, practice: int, rows: list[Row], r: random.Random) -> list[Row]:
    """One for each who has a plan: chosen, sent, or they go there."""
    where = connection.execute(CONFIRMED, [practice]).fetchall()
    found = []
    for row in rows:
        if row["planned_at"]:
            address, service = r.choice(where)
            mine = BLANK | {
                "practice_id": practice,
                "referral_id": row["id"],
                "patient_id": row["patient_id"],
            }
            mine |= {
                "service_id": service,
                "stands": "chosen",
                "version": 1,
                "chosen_by_id": row["worker_id"],
            }
            mine |= {"stands_since": row["planned_at"], "chosen_at": row["planned_at"]}
            found.append(mine | (sent(row, address, r) if row["sent_on_at"] else {}))
    return found


def sent(row: Row, address: int, r: random.Random) -> Row:
    """Agreed and gone; nine of ten in hand, the tenth waits for somebody; of a few the agreement has run out."""
    at = row["sent_on_at"]
    found: Row = {"stands": "got_it", "stands_since": at + DAY / 2, "heard_at": at + DAY / 2, "version": 4}
    if row["attended_on"]:
        came = row["stands_since"]
        found = {"stands": "came", "stands_since": came, "heard_at": came, "came_on": row["attended_on"]}
        found["version"] = 5
    if r.random() < 0.1:
        found |= {"needs_somebody_at": found["stands_since"], "needs_somebody_because": r.choice(WAITS)}
    lasts = r.choices((14, 365), (1, 40))[0]
    agreed = {"agreed_on": at.date(), "agreed_until": at.date() + lasts * DAY, "agreed_by": "person"}
    words = {
        "share_name": "As they are called",
        "share_contact": "07700 900123",
        "share_reason": row["reason"],
    }
    to = {"address_id": address, "sent_to": MAIL, "sent_at": at, "sent_by_id": row["worker_id"]}
    return found | agreed | words | to


def said(connection: psycopg.Connection, rows: list[Row]) -> None:
    put(connection, PlacementEvent, EVENT, (event for row in rows for event in events(row)))


def events(row: Row) -> Iterator[tuple[Any, ...]]:
    """Sent by us; they have it, and came, says the service."""
    mine = (row["practice_id"], row["id"], row["patient_id"])
    if row["sent_at"]:
        yield *mine, "sent", "colleague", row["sent_by_id"], None, row["sent_at"]
        yield *mine, "got_it", "provider", None, None, row["sent_at"] + DAY / 2
    if row["came_on"]:
        yield *mine, "came", "provider", None, row["came_on"], row["heard_at"]
