"""What the parameters of prescribing's addresses stand for."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from patients import uploads
from practice.models import Practice
from prescribing.actions import (
    contacting,
    gaps,
    giving_back,
    importing,
    noting,
    offering,
    signposting,
    triaging,
)
from prescribing.models import Venue
from tests import build
from tests.build import a_colleague
from tests.prescribing import placements, services, ways

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


def a_referral(practice: Practice, made: dict[str, Any]) -> int:
    """New, with a need; and somebody has said how much they can carry."""
    by = a_colleague(practice)
    triaging.set_workload(member=by, people=40, by=by, now=build.NOW)
    return ways.referred(build.a_patient(practice), by, needs=["money"]).pk


def a_reached(practice: Practice, made: dict[str, Any]) -> int:
    """A contact of a referral."""
    by = a_colleague(practice)
    referral = ways.referred(build.a_patient(practice), by)
    said = {"mode": "phone", "result": "spoke"}
    return contacting.note_contact(referral=referral, **said, by=by, now=build.NOW).pk


def an_arrival(practice: Practice, made: dict[str, Any]) -> int:
    return ways.arrived(practice).pk


def an_offer(practice: Practice, made: dict[str, Any]) -> int:
    patient, by = build.a_patient(practice), a_colleague(practice)
    return offering.offer(patient=patient, kind="peer", words="I know how it is", by=by, now=build.NOW).pk


def a_given_back(practice: Practice, made: dict[str, Any]) -> int:
    """A message back that was printed."""
    by = a_colleague(practice)
    referral, said = ways.referred(build.a_patient(practice), by), {"way": "printed", "to_whom": "Ben Ito"}
    return giving_back.give_back(referral=referral, **said, words="Sings now", by=by, now=build.NOW).pk


def a_place(practice: Practice, made: dict[str, Any]) -> int:
    """Where the service of the address meets."""
    return Venue.objects.filter(service=made["service_id"]).order_by("pk")[0].pk


def a_service_note(practice: Practice, made: dict[str, Any]) -> int:
    by, service, day = a_colleague(practice), services.a_service(practice), build.NOW.date()
    said = {"kind": "visited", "words": "Warm hall", "happened_on": day}
    return noting.note_service(service=service, practice=practice, **said, by=by, now=build.NOW).pk


def a_source(practice: Practice, made: dict[str, Any]) -> int:
    """A feed that is read every week."""
    where = {"name": "Town directory", "address": "https://directory.example.org/services", "weekly": True}
    by = a_colleague(practice)
    return importing.find_source(practice=practice, kind="oruk_3", **where, by=by, now=build.NOW).pk


def a_reading(practice: Practice, made: dict[str, Any]) -> int:
    """A table that waits until somebody says what its columns mean."""
    kept, _size = uploads.keep(SimpleUploadedFile("clubs.csv", b"Club,Town\nChess,Sale\n"))
    waiting = {"stored_as": kept, "file": "clubs.csv", "count": 1, "guess": {}}
    by = a_colleague(practice)
    return importing.receive_table(
        practice=practice, name="clubs.csv", waiting=waiting, by=by, now=build.NOW
    ).pk


MAKERS: dict[str, Maker] = {
    "service_id": a_service,
    "service_part": lambda practice, made: "place",
    "piece_id": a_place,
    "service_note_id": a_service_note,
    "source_id": a_source,
    "reading_id": a_reading,
    "referral_id": a_referral,
    "reached_id": a_reached,
    "arrival_id": an_arrival,
    "offer_id": an_offer,
    "given_back_id": a_given_back,
    "placement_id": a_placement,
    "signpost_id": a_signpost,
    "gap_id": a_gap,
}
