"""A session rests for fifteen minutes and stands for twelve hours; only a person keeps it awake."""

import pytest
from django.urls import reverse

from practice import pages, watch
from practice.models import SignInEvent

STILL_HERE = "practice:still-here"
BACKGROUND = {"HX-Request": "true"}


class Machine:
    """The machine's own clock: sessions keep real time."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def time(self) -> float:
        return self.seconds

    def passes(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def machine(monkeypatch) -> Machine:
    standing = Machine()
    monkeypatch.setattr(watch.time, "time", standing.time)
    return standing


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.IDLE_SECONDS, settings.ABSOLUTE_SECONDS = 60, 600


@pytest.fixture
def asha_there(browser_of, machine):
    client = browser_of("asha")
    assert client.get(reverse("practice:web-health")).status_code == 200
    return client


def is_in(client, **headers) -> bool:
    status = client.post(reverse(STILL_HERE), headers=headers).status_code
    assert status in (204, 302, 401)
    return status == 204


def test_within_the_limit_nothing_happens(asha_there, machine):
    machine.passes(59)
    assert is_in(asha_there)


def test_after_the_limit_they_are_signed_out(asha_there, machine):
    machine.passes(61)
    assert not is_in(asha_there)
    assert "_auth_user_id" not in asha_there.session


def test_the_trail_says_that_they_rested(asha_there, machine):
    machine.passes(61)
    is_in(asha_there)
    event = SignInEvent.objects.filter(kind=SignInEvent.Kind.SIGNED_OUT).get()
    assert (event.user.email, event.place) == ("asha@elm.example.org", "rested")


def test_moving_from_page_to_page_keeps_it_awake(asha_there, machine):
    for _ in range(5):
        machine.passes(50)
        assert is_in(asha_there)


def test_polling_and_autosave_do_not_keep_it_awake(asha_there, machine):
    for _ in range(5):
        machine.passes(11)
        asha_there.get(reverse("practice:web-health"), headers=BACKGROUND)
    machine.passes(11)
    assert not is_in(asha_there)


def test_a_background_request_with_a_key_press_keeps_it_awake(asha_there, machine):
    for _ in range(5):
        machine.passes(50)
        asha_there.get(reverse("practice:web-health"), headers=BACKGROUND | {"X-Skerry-Active": "1"})
    assert is_in(asha_there)


def test_still_here_answers_the_warning(asha_there, machine):
    machine.passes(55)
    assert is_in(asha_there, **{"X-Skerry-Background": "1", "X-Skerry-Active": "1"})
    machine.passes(55)
    assert is_in(asha_there)


def test_nobody_stays_longer_than_the_absolute_limit(asha_there, machine):
    for _ in range(12):
        machine.passes(50)
        last = is_in(asha_there)
    assert last
    machine.passes(1)
    assert not is_in(asha_there)


def test_a_background_request_hears_it_as_a_number_it_understands(asha_there, machine):
    machine.passes(61)
    answer = asha_there.post(reverse(STILL_HERE), headers=BACKGROUND)
    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/account/login/")


def test_the_page_they_were_on_is_where_they_come_back_to(asha_there, machine):
    machine.passes(61)
    answer = asha_there.get("/A81001/team?person=3")
    assert answer["Location"] == "/account/login/?next=/A81001/team%3Fperson%3D3"


def test_signing_in_again_in_an_old_tab_takes_one_try(asha_there, machine):
    machine.passes(61)
    assert asha_there.get(reverse("account_login")).status_code == 200


def test_what_is_left_of_the_day_is_told_to_the_page(asha_there, machine, rf):
    request = rf.get("/")
    request.session = {"signed_in_at": machine.time() - 100}
    assert pages.seconds_until_sign_out(request) == 500
    machine.passes(10_000)
    assert pages.seconds_until_sign_out(request) == 0


def test_pages_are_not_kept_on_a_shared_computer(asha_there):
    assert asha_there.post(reverse(STILL_HERE))["Cache-Control"] == "no-store"
