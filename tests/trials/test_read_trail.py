"""Trial 23: whoever sees a person's record leaves a trail event, in the same transaction or not at all."""

import re

import pytest
from django.urls import reverse

from patients.models import Patient
from practice.models import TrailEvent
from tests import access
from tests.test_access import ADDRESSES
from tests.things import things_for

# Lists of work: they name people, and opening one of them is what is kept.
LISTS = {
    "coaching:today",
    "reminders:messages",
    "patients:blocks",
    "patients:glass",
    "patients:import",
    "patients:import-lines",
}


def last() -> int:
    newest = TrailEvent.objects.order_by("-pk").first()
    return newest.pk if newest else 0


def events_since(pk: int) -> list[TrailEvent]:
    return list(TrailEvent.objects.filter(pk__gt=pk))


def names_somebody(response) -> bool:
    """Whether anybody's name stands in the answer; `things_for` calls everybody so."""
    return b"Webb" in response.content


def ask(name: str, elm, browser_of, how: str):
    """Open the page, or post an empty form to it."""
    where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    before = last()
    response = getattr(browser_of(access.opener(name)), how)(where)
    return response, events_since(before)


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - LISTS))
def test_23_whoever_sees_a_person_leaves_an_event(name, elm, browser_of):
    client, where = browser_of(access.opener(name)), reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    for ask_how in (client.get, client.post):
        before = last()
        response = ask_how(where)
        if names_somebody(response):
            leaves_an_event(name, events_since(before), elm)


def leaves_an_event(name: str, events: list[TrailEvent], elm) -> None:
    assert events, f"{name} shows somebody and keeps nothing"
    route = ADDRESSES[name]
    # A list that came in, or a wave, is about many; what came from outside is nobody's until its record is found.
    about_one = "patient_id" in route or (
        "id>" in route and not re.search("run_id|arrival_id|wave_id|disposal_id", route)
    )
    assert not about_one or any(event.patient_id for event in events)
    assert all(event.practice_id == elm.pk for event in events)


def test_23_a_search_leaves_an_event_without_its_words(elm, browser_of):
    before = last()
    assert names_somebody_found(browser_of("asha").post("/mine/find", {"text": "kaminski"}))
    (event,) = events_since(before)
    assert event.verb == "patients.searched"
    assert "kaminski" not in str(event.details).lower()


def names_somebody_found(response) -> bool:
    return b"Kaminski" in response.content


@pytest.mark.parametrize("name", ["patients:record", "coaching:session", "patients:import-refused"])
def test_23_a_page_that_breaks_takes_its_event_along(name, elm, browser_of, monkeypatch):
    """Nothing was shown, so nothing is kept: the event stands in the transaction of the page."""
    where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    client = browser_of("asha")
    client.raise_request_exception = False
    monkeypatch.setattr("practice.gate.renew_session", lambda request: None)
    monkeypatch.setattr("practice.gate.once", breaking(monkeypatch))
    before = last()
    assert client.get(where).status_code == 500
    assert events_since(before) == []


def breaking(monkeypatch):
    """The view runs to its end; then something fails inside the same transaction."""

    def once(request, view):
        view()
        assert TrailEvent.objects.filter(request_id=request.request_id).exists()
        raise RuntimeError("the last line of the page")

    return once


def test_23_a_record_that_is_not_there_leaves_nothing(elm, oak, browser_of):
    before = last()
    missing = Patient.objects.order_by("-pk")[0].pk + 1000
    assert browser_of("asha").get(f"/A81001/patients/{missing}").status_code == 404
    assert events_since(before) == []
