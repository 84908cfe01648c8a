"""Feeds for tests: one clean service, the same gone wrong, and files of them."""

import json
from pathlib import Path
from typing import Any

from practice.models import Practice
from prescribing.incoming.cleaning import Cleaner
from prescribing.incoming.entry import Entry
from prescribing.incoming.oruk import entry_of
from prescribing.incoming.report import Report
from prescribing.models import Run, Service
from prescribing.reading_sources import read_here

PLACE = {
    "location_type": "physical",
    "name": "Elm Hall",
    "latitude": 53.42,
    "longitude": -2.32,
    "addresses": [{"address_1": "1 Elm Road", "city": "Sale", "postal_code": "m336gq"}],
}


def a_service(key: str = "s-1", **values: Any) -> dict[str, Any]:
    """As Open Referral UK 3.0 says it; give only what the test is about."""
    return {
        "id": key,
        "name": "Walking group",
        "description": "A gentle walk.",
        "status": "active",
        "email": "walks@example.org",
        "organization": {"id": "o-1", "name": "Elm Neighbours"},
        "phones": [{"number": "020 7946 0001"}],
        "service_at_locations": [{"location": PLACE}],
        "schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "11:30"}],
        "attributes": [{"taxonomy_term": {"name": "walking-group"}}],
    } | values


def cleaned(**values: Any) -> tuple[Entry, list[tuple[str, str]]]:
    """One service after cleaning, and what was cleaned."""
    clean = Cleaner()
    return entry_of(a_service(**values), clean), clean.cleaned


def a_file(folder: Path, *services: Any, name: str = "feed.json") -> str:
    path = folder / name
    path.write_text(json.dumps({"contents": list(services)}))
    return str(path)


def read(practice: Practice, where: str, **options: Any) -> tuple[Run, Report]:
    return read_here(practice, where, **options)


def counts(report: Report) -> tuple[int, ...]:
    """Read, created, updated, unchanged, withdrawn, refused."""
    said = (report.read, report.created, report.updated, report.unchanged, report.withdrawn)
    return (*said, len(report.refused))


def listed(practice: Practice) -> dict[str, Service]:
    found = Service.objects.filter(network=practice.network, withdrawn_at=None)
    return {service.source_key: service for service in found}
