"""Our own directory for other systems: only where the practice allows it, and nothing confidential ever."""

import json

import pytest

from prescribing.incoming.cleaning import Cleaner
from prescribing.incoming.oruk import entry_of
from prescribing.models import ServiceContact
from tests.prescribing import feeds, services, terms

FEED = "/A81001/oruk/services"


@pytest.fixture
def street(browser_of):
    return browser_of("")


@pytest.fixture
def open_feed(member):
    return terms.opened(member("mo"), feed_open=True)


def test_it_is_not_there_unless_the_practice_allows_it(street, elm, member):
    assert street.get(FEED).status_code == 404
    terms.opened(member("mo"))
    assert [street.get(where).status_code for where in (FEED, f"{FEED}/x", "/A81001/oruk")] == [404] * 3


@pytest.mark.usefixtures("open_feed")
def test_the_list_is_paged(street, elm):
    for number in range(3):
        services.a_service(elm, f"Group {number}")
    first, last = (street.get(f"{FEED}?page={n}&per_page=2").json() for n in (1, 2))
    assert (first["total_items"], first["total_pages"], first["last_page"], first["size"]) == (3, 2, False, 2)
    assert (last["last_page"], [one["name"] for one in last["contents"]]) == (True, ["Group 2"])
    assert street.get(f"{FEED}?page=9").json()["empty"] is True
    assert street.get(f"{FEED}?page=x").status_code == 400


@pytest.mark.usefixtures("open_feed")
def test_what_we_serve_we_can_read(street, elm):
    service = services.a_service(elm, needs=[services.needs()[0]], languages=["Polish"], age_from=18)
    one = street.get(f"{FEED}/{street.get(FEED).json()['contents'][0]['id']}").json()
    entry = entry_of(one, Cleaner())
    assert (entry.name, entry.values["age_from"], entry.values["languages"]) == (service.name, 18, ["Polish"])
    assert (entry.venues[0]["postcode"], entry.schedules[0]["days"]) == ("M33 6GQ", "TU")
    assert entry.values["free"] is True


@pytest.mark.care(20)
@pytest.mark.usefixtures("open_feed")
def test_nothing_confidential_leaves(street, elm):
    services.a_service(elm, "Refuge", confidential=True)
    hidden = services.a_service(elm, "Drop-in", confidential_place=True)
    person = {"name": "Jean Ito", "telephone": "07700 900111", "personal": True}
    ServiceContact.objects.create(network=elm.network, service=hidden, **person)
    (listed,) = street.get(FEED).json()["contents"]
    said = json.dumps(street.get(f"{FEED}/{listed['id']}").json())
    assert listed["name"] == "Drop-in"
    assert [word for word in ("Elm Hall", "M33", "53.4", "Jean", "07700") if word in said] == []


@pytest.mark.usefixtures("open_feed")
def test_what_is_taken_out_is_not_there(street, elm, clock, member):
    from prescribing.actions.services import withdraw_service

    service = services.a_service(elm)
    where = f"{FEED}/{street.get(FEED).json()['contents'][0]['id']}"
    withdraw_service(service=service, practice=elm, by=member("lena"), now=clock.now())
    assert street.get(where).status_code == 404
    unknown = street.get(f"{FEED}/{feeds.PLACE['name']}")
    assert (unknown.status_code, "no such service" in unknown.json()["error"]) == (404, True)
