"""Our directory as Open Referral UK 3.0 writes it. Confidential places and people's own numbers never leave."""

import uuid
from typing import Any

from practice.clock import LONDON
from prescribing.models import Schedule, Service, ServiceContact, Venue

# Numbers of ours inside UUIDs of version 8, which is there for this.
_KINDS = {
    "service": 1,
    "organization": 2,
    "location": 3,
    "schedule": 4,
    "contact": 5,
    "phone": 6,
    "address": 7,
}
_KINDS |= {
    "service_at_location": 8,
    "attribute": 9,
    "taxonomy_term": 10,
    "language": 11,
    "area": 12,
    "cost": 13,
}
_OURS = 0x5CE44000 << 96 | 0x8 << 76 | 0x8 << 60


def number(kind: str, pk: int, place: int = 0) -> str:
    return str(uuid.UUID(int=_OURS | _KINDS[kind] << 80 | place << 48 | pk))


def pk_in(said: str) -> int | None:
    """The service that a number of ours names."""
    try:
        pk = uuid.UUID(said).int & ((1 << 48) - 1)
    except ValueError:
        return None
    return pk if number("service", pk) == said.lower() else None


def in_short(service: Service) -> dict[str, Any]:
    """As it stands in a list."""
    said = {
        "id": number("service", service.pk),
        "name": service.name,
        "description": service.description or service.name,
        "url": service.website,
        "email": service.email,
        "status": service.status,
        "fees": service.cost_words,
        "application_process": service.how_to_join,
        "eligibility_description": service.who_for,
        "minimum_age": service.age_from,
        "maximum_age": service.age_to,
        "assured_date": service.assured_on and service.assured_on.isoformat(),
        "last_modified": service.changed_at.astimezone(LONDON).isoformat(),
        "organization": organisation(service),
    }
    return without_nothing(said)


def organisation(service: Service) -> dict[str, Any]:
    whose = service.organisation
    return without_nothing(
        {
            "id": number("organization", whose.pk),
            "name": whose.name,
            "description": whose.description or whose.name,
            "website": whose.website,
        }
    )


def in_full(service: Service) -> dict[str, Any]:
    """As it stands on its own page; it came with everything."""
    pk = service.pk
    open_places = [venue for venue in service.places if not venue.confidential]  # type: ignore[attr-defined]
    people = [one for one in service.people if not one.personal]  # type: ignore[attr-defined]
    said = in_short(service) | {
        "phones": [{"id": number("phone", pk), "number": service.telephone}] if service.telephone else [],
        "service_at_locations": [at_location(venue) for venue in open_places],
        "schedules": [schedule(one) for one in service.meetings],  # type: ignore[attr-defined]
        "contacts": [contact(one) for one in people],
        "languages": [
            {"id": number("language", pk, n), "name": name} for n, name in enumerate(service.languages)
        ],
        "service_areas": [{"id": number("area", pk), "name": service.area_words}]
        if service.area_words
        else [],
        "cost_options": [{"id": number("cost", pk), "option": "Free", "amount": 0, "currency": "GBP"}]
        if service.free
        else [],
        "attributes": [attribute(pk, n, need) for n, need in enumerate(service.met)],  # type: ignore[attr-defined]
    }
    return without_nothing(said)


def at_location(venue: Venue) -> dict[str, Any]:
    line, _comma, city = venue.address.rpartition(", ")
    address = {
        "id": number("address", venue.pk),
        "address_1": line or venue.address or venue.name,
        "city": city if line else "",
        "state_province": "",
        "postal_code": venue.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    place = {
        "id": number("location", venue.pk),
        "location_type": "physical",
        "name": venue.name,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
        "addresses": [address],
    }
    return {"id": number("service_at_location", venue.pk), "location": without_nothing(place)}


def schedule(one: Schedule) -> dict[str, Any]:
    counted = one.month_days.replace(",", "").isdigit() if one.month_days else False
    said = {
        "id": number("schedule", one.pk),
        "freq": one.freq,
        "interval": one.interval if one.freq else None,
        "byday": one.days or (one.month_days if not counted else ""),
        "bymonthday": one.month_days if counted else "",
        "opens_at": one.opens_at and one.opens_at.isoformat(),
        "closes_at": one.closes_at and one.closes_at.isoformat(),
        "valid_from": one.from_on and one.from_on.isoformat(),
        "valid_to": one.until_on and one.until_on.isoformat(),
        "description": one.words,
    }
    return without_nothing(said)


def contact(one: ServiceContact) -> dict[str, Any]:
    phones = [{"id": number("phone", one.pk, 1), "number": one.telephone}] if one.telephone else []
    said = {"id": number("contact", one.pk), "title": one.role, "email": one.email, "phones": phones}
    return without_nothing(said)


def attribute(pk: int, place: int, need: Any) -> dict[str, Any]:
    term = {
        "id": number("taxonomy_term", need.need.position),
        "code": need.need_id,
        "name": need.need.words,
        "taxonomy": "skerry-needs",
    }
    return {"id": number("attribute", pk, place), "link_entity": "service", "taxonomy_term": term}


def without_nothing(said: dict[str, Any]) -> dict[str, Any]:
    """What is not known is left out, never sent as an empty word."""
    return {name: value for name, value in said.items() if value not in ("", None, [])}
