"""What the parameters of prescribing's addresses stand for."""

from collections.abc import Callable
from typing import Any

from practice.models import Practice
from prescribing.actions import gaps, signposting
from tests import build
from tests.build import a_colleague
from tests.prescribing import placements, services

Maker = Callable[[Practice, dict[str, Any]], Any]


def a_placement(practice: Practice, made: dict[str, Any]) -> int:
    """Somebody's words were sent to a service."""
    by = a_colleague(practice)
    address = services.an_address(services.a_service(practice), by)
    return placements.a_sent(build.a_patient(practice), by, address).pk


def a_service(practice: Practice, made: dict[str, Any]) -> int:
    """In the directory of the practice's network."""
    return services.a_service(practice).pk


def a_signpost(practice: Practice, made: dict[str, Any]) -> int:
    """Somebody was told of a service."""
    patient, service = build.a_patient(practice), services.a_service(practice)
    return signposting.signpost(patient=patient, service=service, by=a_colleague(practice), now=build.NOW).pk


def a_gap(practice: Practice, made: dict[str, Any]) -> int:
    """Nothing suitable was found."""
    need, by = services.needs()[0], a_colleague(practice)
    said = {"need": need, "place": "M33", "reason": "far", "words": "No bus after six"}
    return gaps.record_gap(
        practice=practice, patient=build.a_patient(practice), **said, by=by, now=build.NOW
    ).pk


MAKERS: dict[str, Maker] = {
    "placement_id": a_placement,
    "service_id": a_service,
    "signpost_id": a_signpost,
    "gap_id": a_gap,
}
