"""The first page of a link: it gives nothing away, asks the birth date, and shuts after five wrong ones."""

import datetime as dt

import pytest

from activation.actions.handing import hand_over
from activation.kinds import Mode
from activation.models import Measurement
from patients.models import HelpAsked
from practice.models import SignedLink, TrailEvent
from tests import build
from tests.activation.links import BORN, WRONG, Phone, begun, token_of

SECRET = (
    "Webb",
    "Mary",
    "Elm",
    "Asha",
    "health",
    "coach",
    "practice",
    "GP",
    "Looking after",
    "NHS",
    "medical",
)
GONE = "This link does not work now"


@pytest.fixture
def measurement(elm, asha) -> Measurement:
    return begun(build.a_patient(elm), asha)


@pytest.fixture
def phone(measurement, asha) -> Phone:
    return Phone(token_of(measurement, asha))


@pytest.mark.care(14)
@pytest.mark.parametrize("path", ["", "help", "help/asked", "later"])
def test_nothing_says_whose_it_is_before_the_birth_date(phone, path):
    assert phone.get(path).status_code == 200
    assert [word for word in SECRET if word.lower() in phone.text.lower()] == []


@pytest.mark.parametrize("path", ["statement/1", "check"])
def test_nothing_is_reached_before_the_birth_date(phone, path):
    assert phone.get(path)["Location"] == f"/link/{phone.token}/"


def test_nothing_is_answered_before_the_birth_date(phone, measurement):
    assert phone.answer(1)["Location"] == f"/link/{phone.token}/"
    assert not measurement.sheets.exists()


@pytest.mark.care(11)
@pytest.mark.parametrize("path", ["", "help", "later"])
def test_every_page_says_whom_to_call(phone, path, settings):
    settings.CRISIS_LINE = "020 7946 0999"
    phone.get(path)
    assert all(
        words in phone.text for words in ("Nobody reads this straight away", "999", "111", "020 7946 0999")
    )


def test_the_right_date_leads_to_the_first_statement(phone):
    assert phone.says()["Location"] == f"/link/{phone.token}/statement/1"
    assert phone.get("statement/1").status_code == 200


def test_a_month_may_be_a_word(phone):
    typed = {"birth_date_day": "4", "birth_date_month": "May", "birth_date_year": "1970"}
    assert phone.post("", typed).status_code == 302


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Enter your date of birth"),
        ({"birth_date_day": "4"}, "Your date of birth must include a month and a year"),
        ({"birth_date_day": "4", "birth_date_month": "5", "birth_date_year": "2030"}, "must be in the past"),
    ],
)
def test_what_is_no_birth_date_is_no_try(phone, measurement, typed, says):
    assert phone.post("", typed).status_code == 422
    assert says in phone.text
    measurement.refresh_from_db()
    assert measurement.tries == 0


def test_a_wrong_date_says_how_often_it_may_be_tried(phone):
    assert phone.says(WRONG).status_code == 422
    assert "This date does not match. Check it. You can try 4 times more." in phone.text
    assert phone.page.content.decode().count("<title>Error: ") == 1


@pytest.mark.care(14)
def test_five_wrong_ones_lock_it_for_everybody(phone, measurement):
    proved = Phone(phone.token)
    proved.says()
    for _ in range(5):
        phone.says(WRONG)
    for browser in (phone, proved):
        assert browser.get().status_code == 410
        assert "Please ask the person who gave you the link for a new one." in browser.text
    assert proved.answer(1).status_code == 410


def test_a_locked_link_does_not_open_for_the_right_date(phone):
    for _ in range(5):
        phone.says(WRONG)
    assert phone.says(BORN).status_code == 410


@pytest.mark.care(14)
def test_staff_are_told_of_a_lock_once(phone, measurement, asha):
    for _ in range(7):
        phone.says(WRONG)
    told = HelpAsked.objects.get()
    assert (told.kind, told.owner, told.subject_id) == ("locked", asha, measurement.pk)


def test_a_new_link_opens_the_lock_and_ends_the_task(phone, measurement, asha, now):
    for _ in range(5):
        phone.says(WRONG)
    again = Phone(token_of(measurement, asha))
    assert again.says().status_code == 302
    assert HelpAsked.objects.get().dealt_at == now
    assert phone.get().status_code == 404


def test_a_flood_of_tries_is_slowed(phone, clock):
    for _ in range(10):
        phone.post("", {})
    assert phone.says().status_code == 429
    assert "Wait 10 minutes" in phone.text
    clock.move(minutes=1)
    assert phone.says().status_code == 302


def test_another_browser_says_the_birth_date_itself(phone):
    phone.says()
    other = Phone(phone.token)
    assert other.get("statement/1")["Location"] == f"/link/{phone.token}/"


def test_it_is_remembered_for_this_link_only(phone, elm, asha):
    phone.says()
    second = Phone(token_of(begun(build.a_patient(elm), asha), asha))
    second.client = phone.client
    assert second.get("statement/1")["Location"] == f"/link/{second.token}/"


def test_a_cookie_that_was_written_by_somebody_else_is_none(phone):
    phone.says()
    (name,) = (name for name in phone.client.cookies if "link" in name)
    phone.client.cookies[name] = phone.client.cookies[name].value[:-2] + "xx"
    assert phone.get("statement/1").status_code == 302


def test_thirty_minutes_of_rest_end_it(phone, clock):
    phone.says()
    clock.move(minutes=29)
    assert phone.get("statement/1").status_code == 200
    clock.move(minutes=29)
    assert phone.get("statement/1").status_code == 200
    clock.move(minutes=30)
    assert phone.get("statement/1")["Location"] == f"/link/{phone.token}/"


@pytest.mark.care(14)
def test_opening_never_consumes(phone):
    for _ in range(3):
        assert phone.get().status_code == 200
    assert SignedLink.objects.get().used_at is None


def test_the_trail_keeps_every_try(phone, measurement):
    phone.says(WRONG)
    phone.says()
    kept = TrailEvent.objects.filter(actor_kind="link").order_by("pk")
    assert list(kept.values_list("verb", flat=True)) == [
        "measurement.link_refused",
        "measurement.link_opened",
    ]
    assert set(kept.values_list("patient_id", flat=True)) == {measurement.patient_id}


def dead_links(measurement, asha, clock) -> dict[str, str]:
    """One of each kind."""
    expired = token_of(begun(measurement.patient, asha), asha, build.NOW - dt.timedelta(days=15))
    revoked = token_of(measurement, asha)
    current = token_of(measurement, asha)
    return {"expired": expired, "revoked": revoked, "unknown": "x" * 32, "tampered": current[:-1] + "~"}


@pytest.mark.parametrize("kind", ["expired", "revoked", "unknown", "tampered"])
def test_a_dead_link_says_the_same_whatever_killed_it(measurement, asha, clock, kind):
    phones = {name: Phone(token) for name, token in dead_links(measurement, asha, clock).items()}
    for one in phones.values():
        one.get()
    assert phones[kind].page.status_code == 404
    assert GONE in phones[kind].text
    assert "999" in phones[kind].text
    assert phones[kind].text == phones["unknown"].text


@pytest.mark.parametrize("path", ["", "statement/1", "check", "sent", "later", "help", "nowhere/at/all"])
def test_every_page_of_a_dead_link_is_that_page(db, path):
    stranger = Phone("no-such-token")
    assert stranger.get(path).status_code == 404
    assert GONE in stranger.text
    assert [word for word in SECRET if word.lower() in stranger.text.lower()] == []


def test_a_link_for_another_purpose_is_none(phone, now):
    SignedLink.objects.update(purpose="referral")
    assert phone.get().status_code == 404


def test_given_up_by_staff_it_leads_nowhere(phone, measurement, asha, now):
    from activation.actions.asking import give_up

    phone.says()
    give_up(measurement=measurement, because="declined", by=asha, now=now)
    assert phone.get("statement/1").status_code == 404


def test_a_form_without_its_token_says_so_kindly(phone):
    from django.test import Client

    phone.client = Client(enforce_csrf_checks=True)
    assert phone.says().status_code == 403
    assert "Please open your link again" in phone.text


def test_no_page_is_kept_or_told_to_others(phone):
    page = phone.get()
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"


def test_with_https_the_cookie_is_the_hosts_alone():
    import os
    import subprocess
    import sys

    program = "from config import settings; print(settings.LINK_COOKIE_NAME, settings.SESSION_COOKIE_SECURE)"
    around = {**os.environ, "PUBLIC_URL": "https://127.0.0.1:8443"}
    said = subprocess.run(
        [sys.executable, "-c", program], env=around, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["__Host-skerry-link", "True"]


def test_handing_over_ends_links_before(measurement, asha, now):
    first = Phone(token_of(measurement, asha))
    hand_over(measurement=measurement, mode=Mode.TABLET, by=asha, now=now)
    assert first.get().status_code == 404
