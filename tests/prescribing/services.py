"""Services of a network's directory for tests that are about something else than how they got there."""

import datetime as dt
from typing import Any

from practice.models import Membership, Practice
from prescribing.models import (
    Address,
    Organisation,
    Schedule,
    Service,
    ServiceNeed,
    ServiceWord,
    SocialNeed,
    Source,
    Venue,
)
from prescribing.words import words_of
from tests import build

# Where people live in these tests: 0.01 of a degree north of it is 1,112 metres away.
HERE = (53.425, -2.325)


def needs() -> list[SocialNeed]:
    """The words for needs that come with the product."""
    return list(SocialNeed.objects.filter(ended_on=None).order_by("position"))


def a_source(practice: Practice, name: str = "Written here") -> Source:
    found, _made = Source.objects.get_or_create(
        network=practice.network, kind="hand", name=name, defaults={"started_at": build.NOW}
    )
    return found


def a_service(practice: Practice, name: str = "Walking group", **values: Any) -> Service:
    """One that meets on Tuesdays near where people live, free, for adults; give only what the test is about.

    `where`: (latitude, longitude) or None for no known place; `days`: "TU" or "" for not known;
    `needs`: needs that it meets; `confidential_place`: True for a venue that is no one else's to know.
    """
    where, days = values.pop("where", HERE), values.pop("days", "TU")
    met, hidden = values.pop("needs", ()), values.pop("confidential_place", False)
    source = a_source(practice)
    own = {"network": practice.network, "source": source}
    number = str(Service.objects.count() + 1)
    organisation = Organisation.objects.create(**own, source_key=number, name="Elm Neighbours")
    facts = {"changed_at": build.NOW, "free": True, "checked_at": build.NOW, "status": "active"} | values
    service = Service.objects.create(**own, source_key=number, organisation=organisation, name=name, **facts)
    if where:
        venue(service, where, confidential=hidden)
    if days:
        Schedule.objects.create(
            network=practice.network,
            service=service,
            freq="WEEKLY",
            days=days,
            opens_at=dt.time(10),
            closes_at=dt.time(11, 30),
        )
    for need in met:
        ServiceNeed.objects.create(network=practice.network, service=service, need=need)
    say(service, f"{name} {service.description}")
    return service


def venue(service: Service, where: tuple[float, float], **values: Any) -> Venue:
    facts = {"name": "Elm Hall", "address": "1 Elm Road", "postcode": "M33 6GQ"} | values
    latitude, longitude = where
    return Venue.objects.create(
        network_id=service.network_id, service=service, latitude=latitude, longitude=longitude, **facts
    )


def say(service: Service, text: str) -> None:
    """The words by which it is found."""
    for word in words_of(text):
        ServiceWord.objects.create(network_id=service.network_id, service=service, word=word)


def an_address(service: Service, by: Membership, **values: Any) -> Address:
    """Confirmed: somebody there agreed to take referrals at it."""
    facts = {
        "email": "walks@example.org",
        "agreed_who": "Jo, who leads the walks",
        "agreed_on": build.NOW.date(),
        "confirmed_at": build.NOW,
        "confirmed_by": by,
    } | values
    return Address.objects.create(
        practice_id=by.practice_id, service=service, noted_at=build.NOW, noted_by=by, **facts
    )
