"""A form sent twice is stored once: double click, retry, two at the same moment."""

import threading
import time
import uuid

import pytest
from django.db import connection, connections
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client

from practice import once, team_views
from practice.models import Duty, FormKey, Membership, Practice, User
from practice.permissions import DutyKind
from practice.tenancy import in_view

ADD, TEAM = "/A81001/team/duties/add", "/A81001/team"
BACKEND = "practice.sessions.Backend"


def a_form(holder: int, key: uuid.UUID | str) -> dict[str, str]:
    days = {"starts_on_day": "3", "starts_on_month": "3", "starts_on_year": "2026"}
    last = {"ends_on_day": "9", "ends_on_month": "3", "ends_on_year": "2026"}
    return days | last | {"kind": DutyKind.SAFEGUARDING_DEPUTY, "holder": str(holder), "form_key": str(key)}


@pytest.fixture
def press(elm, browser_of, member):
    """Mo presses the button: `press(key)`."""
    client, ben = browser_of("mo"), member("ben")

    def send(key, **headers):
        return client.post(ADD, a_form(ben.pk, key), headers=headers)

    return send


def cover() -> int:
    return Duty.objects.filter(starts_on="2026-03-03").count()


def test_the_second_press_is_answered_like_the_first_and_stores_nothing(press):
    key = uuid.uuid4()
    first, second = press(key), press(key)
    assert first["Location"] == second["Location"] == TEAM
    assert cover() == 1


def test_another_form_is_another_matter(press):
    press(uuid.uuid4())
    press(uuid.uuid4())
    assert cover() == 2


@pytest.mark.parametrize("key", ["", "not-a-key", "' OR 1=1 --"])
def test_without_a_proper_key_it_is_just_a_form(press, key):
    assert press(key).status_code == 302
    assert cover() == 1


def test_for_htmx_the_answer_moves_the_page(press):
    key = uuid.uuid4()
    press(key)
    assert press(key, **{"HX-Request": "true"})["HX-Redirect"] == TEAM


def test_a_form_with_mistakes_can_be_mended_and_sent_again(press, browser_of, member):
    key = uuid.uuid4()
    client, wrong = browser_of("mo"), a_form(member("ben").pk, key) | {"kind": ""}
    assert client.post(ADD, wrong).status_code == 422
    assert press(key).status_code == 302
    assert cover() == 1


def test_a_view_that_falls_over_leaves_the_key_free(press, monkeypatch):
    key = uuid.uuid4()
    with monkeypatch.context() as broken:
        broken.setattr(team_views, "to_team", lambda request: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            press(key)
    assert (cover(), FormKey.objects.count()) == (0, 0)
    press(key)
    assert cover() == 1


def test_a_key_of_one_person_says_nothing_to_another(elm, member, rf, now):
    key, answers = uuid.uuid4(), []
    for name in ("asha", "ben"):
        request = rf.post("/", {"form_key": key})
        request.member, request.now = member(name), now
        answers.append(once.once(request, lambda name=name: HttpResponseRedirect(f"/{name}"))["Location"])
    assert answers == ["/asha", "/ben"]


def test_what_is_only_looked_at_needs_no_key(elm, member, rf):
    request = rf.get("/", {"form_key": uuid.uuid4()})
    request.member = member("asha")
    assert once.once(request, HttpResponse).status_code == 200
    assert FormKey.objects.count() == 0


@pytest.fixture
def for_real(django_db_setup, django_db_blocker):
    """Committed work on real connections, cleaned up as the owner of the tables."""
    with django_db_blocker.unblock():
        yield
        with connections["owner"].cursor() as cursor:
            cursor.execute("DELETE FROM practice_duty WHERE starts_on = '2026-03-03'")
            cursor.execute("DELETE FROM practice_formkey")
        connections["owner"].close()
        connection.close()


def at_the_same_moment(*presses) -> list[int]:
    """Each in a thread with a connection of its own, let go together."""
    gate, answers = threading.Barrier(len(presses)), []

    def run(act) -> None:
        gate.wait()
        try:
            answers.append(act().status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def twins(for_real, monkeypatch):
    """`twins(key)`: Mo's browser presses the button, in a request of its own."""

    def slowly(request):
        time.sleep(0.3)  # the first has not committed when the second arrives
        return HttpResponseRedirect("/done")

    monkeypatch.setattr(team_views, "to_team", slowly)
    with in_view([Practice.objects.get(ods_code="A81001")]):
        ben = Membership.objects.get(user__email="ben@elm.example.org").pk
    client = Client()
    client.force_login(User.objects.get(email="mo@elm.example.org"), backend=BACKEND)

    def press(key: uuid.UUID):
        twin = Client()
        twin.cookies = client.cookies
        return twin.post(ADD, a_form(ben, key))

    return press


@pytest.mark.parametrize("keys", [1, 2])
def test_two_presses_at_the_same_moment_store_one_for_each_key(twins, keys):
    first = uuid.uuid4()
    second = first if keys == 1 else uuid.uuid4()
    assert at_the_same_moment(lambda: twins(first), lambda: twins(second)) == [302, 302]
    with in_view([Practice.objects.get(ods_code="A81001")]):
        assert cover() == keys
