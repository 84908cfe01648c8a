"""The directory of the bench's network: 50,000 services about a town, each with a place, a time, needs and words."""

import random
from collections.abc import Iterator
from typing import Any

import psycopg

from patients.models import Place
from prescribing.models import Organisation, Schedule, Service, ServiceNeed, ServiceWord, Source, Venue
from tests.bench.people import NETWORK, NOW
from tests.bench.rows import put
from tests.bench.seeking import MIDDLE, POSTCODE

SERVICES = 50_000
COMMON = ("walk", "lunch", "club", "debt", "advice", "garden", "dance", "carers", "memory", "cafe")
RARE = [f"word{number:04d}" for number in range(3000)]


def opens(connection: psycopg.Connection) -> None:
    """Put once; what they are called and where they are is drawn by a fixed chance."""
    (network,) = one(connection, "SELECT id FROM practice_network WHERE name = %s", [NETWORK])
    put(
        connection,
        Place,
        "postcode area area_edition latitude longitude",
        [(POSTCODE, "E01", "2021", *MIDDLE)],
    )
    put(connection, Source, "network_id kind name started_at", [(network, "csv", "Bench", NOW)])
    (source,) = one(connection, "SELECT id FROM prescribing_source WHERE network_id = %s", [network])
    put(
        connection,
        Organisation,
        "network_id source_id source_key name",
        [(network, source, "1", "Neighbours")],
    )
    (offers,) = one(connection, "SELECT id FROM prescribing_organisation WHERE network_id = %s", [network])
    services_open(connection, network, source, offers)
    asked = "SELECT id FROM prescribing_service WHERE network_id = %s ORDER BY id"
    found = [pk for (pk,) in connection.execute(asked, [network])]
    parts(connection, network, found, random.Random(5))  # noqa: S311 - repeatable on purpose


def services_open(connection: psycopg.Connection, network: int, source: int, offers: int) -> None:
    named = "network_id source_id source_key organisation_id name changed_at checked_at free"
    free = (True, False, None)
    put(
        connection,
        Service,
        named,
        ((network, source, str(n), offers, f"Service {n}", NOW, NOW, free[n % 3]) for n in range(SERVICES)),
    )


def parts(connection: psycopg.Connection, network: int, services: list[int], r: random.Random) -> None:
    put(connection, Venue, "network_id service_id name latitude longitude", places(network, services, r))
    days = ("MO", "TU", "WE,TH", "")
    rows: Iterator[tuple[Any, ...]] = ((network, pk, "WEEKLY", days[pk % 4]) for pk in services)
    put(connection, Schedule, "network_id service_id freq days", rows)
    needs = [
        code for (code,) in connection.execute("SELECT code FROM prescribing_socialneed ORDER BY position")
    ]
    met = ((network, pk, needs[pk % len(needs)]) for pk in services)
    put(connection, ServiceNeed, "network_id service_id need_id", met)
    put(connection, ServiceWord, "network_id service_id word", words(network, services, r))


def places(network: int, services: list[int], r: random.Random) -> Iterator[tuple[Any, ...]]:
    """About forty miles each way."""
    for pk in services:
        yield network, pk, "Hall", MIDDLE[0] + r.uniform(-0.3, 0.3), MIDDLE[1] + r.uniform(-0.45, 0.45)


def words(network: int, services: list[int], r: random.Random) -> Iterator[tuple[Any, ...]]:
    """Fifteen each, a few of them those that people type."""
    for pk in services:
        for word in {*r.sample(COMMON, 3), *r.sample(RARE, 12)}:
            yield network, pk, word


def one(connection: psycopg.Connection, sql: str, params: list[Any]) -> tuple[Any, ...]:
    found = connection.execute(sql, params).fetchone()
    if found is None:
        raise SystemExit(f"The bench lacks what its directory stands on: {sql}")
    return found
