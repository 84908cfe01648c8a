"""Trials 33 and 34: nobody raises themselves or acts once they are out, and nobody pulls records in bulk unseen."""

import pytest
from django.urls import reverse

from patients.reading import WINDOW
from practice import trail
from practice.actions import change_role, end
from practice.models import SignInEvent, TrailEvent
from practice.permissions import DutyKind, Role
from tests import build
from tests.coaching import made
from tests.trials.state import change

ELM = "A81001"
STOPPED = b"opened unusually many records"


def team(name: str, **ids: int) -> str:
    return reverse(f"practice:{name}", kwargs={"ods_code": ELM, **ids})


@pytest.mark.parametrize("own", [Role.MANAGER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("role", Role)
def test_33_an_administrator_gives_themselves_no_role(own, role, member, browser_of):
    mine = member("mo", role=own).pk
    tries = [
        (team("change-role", member_id=mine), {"role": role}),
        (team("end-access", member_id=mine), {}),
        (team("invite"), {"name": "Mo Haddad", "email": "MO@elm.example.org", "role": role}),
    ]
    mo = browser_of("mo")
    with change() as changed:
        assert {mo.post(where, data).status_code for where, data in tries} == {422}
    assert not changed


@pytest.mark.parametrize("kind", DutyKind)
def test_33_an_administrator_takes_no_duty_by_themselves(kind, member, browser_of):
    day = {"starts_on_day": "2", "starts_on_month": "3", "starts_on_year": "2026"}
    mo, data = browser_of("mo"), {"kind": kind, "holder": str(member("mo").pk), **day}
    with change() as changed:
        assert mo.post(team("add-duty"), data).status_code == 422
    assert not changed


@pytest.mark.parametrize("name", ["asha", "ben", "lena", "cara", "dev", "eve", ""])
def test_33_nobody_else_gives_anybody_a_role(name, member, browser_of):
    client, coach = browser_of(name), member("asha").pk
    with change() as changed:
        for where in (
            team("change-role", member_id=coach),
            team("end-access", member_id=coach),
            team("invite"),
        ):
            data = {"role": "administrator", "name": "New", "email": "new@elm.example.org"}
            assert client.post(where, data).status_code in (302, 403, 404)
    assert not changed


def test_33_who_was_ended_is_refused_at_the_next_request(member, browser_of):
    client = browser_of("asha")
    assert client.get("/mine/today").status_code == 200
    end(member=member("asha"), by=member("mo"), now=build.NOW)
    assert client.get("/mine/today").status_code == 403
    assert client.get("/mine/today").headers["Location"].startswith("/account/login/")


def test_33_another_role_holds_at_the_next_request_in_a_new_session(member, browser_of):
    client = browser_of("asha")
    assert client.get("/mine/today").status_code == 200
    before = client.cookies["skerry"].value
    change_role(member=member("asha"), role=Role.COORDINATOR, by=member("mo"), now=build.NOW)
    assert client.get("/mine/today").status_code == 403
    assert client.get("/mine/find").status_code == 200
    assert client.cookies["skerry"].value != before


@pytest.fixture
def pulled(elm, browser_of, settings):
    """Lena has opened as many records as anybody may, and tries one more; where she tries."""
    settings.OPENED_RECORDS_LIMIT = 3
    people = [build.a_patient(elm, given_name=name) for name in ("Ada", "Bea", "Cleo", "Dora")]
    lena = browser_of("lena")
    statuses = [lena.get(f"/A81001/patients/{person.pk}").status_code for person in people]
    assert statuses == [200, 200, 200, 429]
    return lena, people[-1]


def test_34_the_limit_is_three_hundred_in_ten_minutes(settings):
    assert (settings.OPENED_RECORDS_LIMIT, WINDOW.total_seconds()) == (300, 600)


DOORS = ["", "/staff-notes", "/edit", "/sessions", "/sessions/book", "/declare", "/died"]


@pytest.mark.parametrize("door", DOORS)
def test_34_no_other_door_stands_open(door, pulled):
    lena, person = pulled
    response = lena.get(f"/A81001/patients/{person.pk}{door}")
    assert response.status_code == 429
    assert b"Dora" not in response.content


@pytest.mark.parametrize("door", ["cancel", "move", "strike", "did-not-attend"])
def test_34_nor_one_by_the_session(door, pulled, member):
    lena, person = pulled
    session = made.a_booked(person, member("lena"))
    assert lena.get(f"/A81001/sessions/{session.pk}/{door}").status_code == 429


@pytest.mark.parametrize("door", DOORS)
def test_34_every_door_counts(door, elm, browser_of, settings):
    settings.OPENED_RECORDS_LIMIT = 2
    people = [build.a_patient(elm) for _ in range(3)]
    ben = browser_of("ben")
    assert [ben.get(f"/A81001/patients/{p.pk}{door}").status_code for p in people] == [200, 200, 429]


def test_34_after_ten_minutes_work_goes_on(pulled, clock):
    lena, person = pulled
    clock.move(minutes=11)
    assert lena.get(f"/A81001/patients/{person.pk}").status_code == 200


def test_34_the_administrators_are_told_until_one_has_looked(pulled, browser_of):
    mo = browser_of("mo")
    assert STOPPED in mo.get(team("team")).content
    shown = mo.get(team("trail") + "?kind=reading").content
    assert b"Was stopped after opening more records" in shown
    assert STOPPED not in mo.get(team("team")).content


@pytest.mark.parametrize("name", ["asha", "lena", "cara", "ben"])
def test_34_nobody_else_is(name, pulled, browser_of):
    assert STOPPED not in browser_of(name).get("/mine/find").content


def test_34_whoever_pulled_does_not_clear_it(elm, member, browser_of):
    """An administrator who was stopped reads the trail: the others are still told."""
    themselves = member("mo", role="administrator")
    trail.record("records.pulled", by=themselves, now=build.NOW, practice=elm)
    mo = browser_of("mo")
    mo.get(team("trail"))
    assert STOPPED in mo.get(team("team")).content


def test_34_it_is_kept_at_the_door_and_in_the_trail(pulled, member):
    assert SignInEvent.objects.latest("pk").place == "patients:record too many records"
    event = TrailEvent.objects.get(verb="records.pulled")
    assert (event.actor_id, event.patient_id) == (member("lena").pk, None)
