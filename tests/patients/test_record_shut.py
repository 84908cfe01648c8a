"""Records of which less is shown, or nothing: restricted people, colleagues and their relations."""

import datetime as dt

import pytest
from django.conf import settings

from patients.models import (
    GlassBreak,
    Patient,
    RecordBlock,
)
from practice.models import SignInEvent
from tests import build
from tests.patients.test_record import full_life, shown, url


@pytest.fixture
def mary(elm) -> Patient:
    return build.a_patient(elm, nhs_number="9990000034", address="4 Barley Road", postcode="EL1 2QY")


PLACES = (
    "Hidden Lane",
    "EL1 2QY",
    "E01999003",
    "Decile",
    "Dr Seen",
    "07700 900123",
    "07700 900111",
    "Far Surgery",
)


@pytest.fixture
def hidden(elm, asha) -> Patient:
    """Everything known that must not be shown; some of it came before the restriction."""
    patient = build.a_patient(
        elm, address="1 Hidden Lane", postcode="EL1 2QY", usual_gp="Dr Seen", restricted=True,
        left_on=dt.date(2026, 1, 1), left_for="Far Surgery",
    )  # fmt: skip
    Patient.objects.filter(pk=patient.pk).update(
        area="E01999003", deprivation=3, deprivation_edition="IMD 2025"
    )
    full_life(patient, asha)
    return patient


@pytest.mark.care(13)
@pytest.mark.parametrize("name", ["record", "edit", "caution", "alerts"])
def test_a_restricted_person_is_nowhere_placed(hidden, browser_of, name):
    page = shown(browser_of("asha").get(url(hidden, name)))
    assert [words for words in PLACES if words in page] == []
    assert "Contact details protected: use the GP record" in page


@pytest.mark.care(13)
def test_contact_pages_of_a_restricted_person_are_refused(hidden, browser_of):
    client = browser_of("asha")
    point = hidden.contact_points.get()
    assert client.get(url(hidden, "add-contact")).status_code == 403
    assert client.get(url(hidden, "change-contact", point.pk)).status_code == 403
    assert client.post(url(hidden, "confirm-contact", point.pk)).status_code == 403


def test_a_supporters_number_is_kept_and_not_shown(hidden, browser_of):
    client = browser_of("asha")
    supporter = hidden.supporters.get()
    where = url(hidden, "note-again", "supporter", supporter.pk)
    assert "07700" not in shown(client.get(where))
    client.post(where, {"name": "Sam New", "authority": "none"})
    assert hidden.supporters.get(ended_at=None).telephone == "07700 900111"


# --- blocked records --------------------------------------------------------------------------


def block(patient, user, by, kind):
    return RecordBlock.objects.create(
        practice=patient.practice, patient=patient, user=user, kind=kind, set_at=build.NOW, set_by=by
    )


PAGES = ["record", "alerts", "edit", "caution", "add-contact"]


@pytest.mark.parametrize("name", PAGES)
def test_ones_own_record_stays_shut(mary, asha, browser_of, name):
    block(mary, asha.user, asha, "own")
    response = browser_of("asha").get(url(mary, name))
    assert response.status_code == 403
    assert "not open to you" in shown(response)
    assert "Mary" not in shown(response)


def test_a_colleagues_own_record_is_shut_to_everybody(mary, asha, member, browser_of):
    block(mary, member("ben").user, asha, "own")
    assert browser_of("asha").get(url(mary)).status_code == 403


def test_a_relations_record_is_shut_to_that_person_only(mary, asha, member, browser_of):
    block(mary, member("ben").user, asha, "relation")
    assert browser_of("ben").get(url(mary)).status_code == 403
    assert browser_of("asha").get(url(mary)).status_code == 200


def test_a_broken_glass_opens_it_for_its_time(mary, asha, browser_of, clock):
    block(mary, asha.user, asha, "relation")
    until = build.NOW + dt.timedelta(minutes=30)
    GlassBreak.objects.create(
        practice=mary.practice,
        patient=mary,
        member=asha,
        reason="Fell in the hall",
        at=build.NOW,
        until=until,
    )
    client = browser_of("asha")
    assert client.get(url(mary)).status_code == 200
    clock.move(minutes=31)
    assert client.get(url(mary)).status_code == 403


def test_a_refusal_is_kept(mary, asha, browser_of):
    block(mary, asha.user, asha, "own")
    browser_of("asha").get(url(mary))
    assert (
        SignInEvent.objects.filter(user=asha.user, kind="refused")
        .latest("pk")
        .place.endswith("blocked record")
    )


def test_pulling_records_in_bulk_is_stopped(mary, asha, browser_of, monkeypatch):
    monkeypatch.setattr(settings, "OPENED_RECORDS_LIMIT", 2)
    client = browser_of("asha")
    others = [build.a_patient(mary.practice, given_name=name) for name in ("Ada", "Bea")]
    assert [client.get(url(p)).status_code for p in [*others, mary]] == [200, 200, 429]
