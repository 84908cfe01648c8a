"""Staff hand a questionnaire over: a link that is shown once, or the tablet, out of which they are signed first."""

import re

import pytest
from django.urls import reverse

from activation.kinds import Mode
from activation.models import Measurement
from practice.models import FormKey, SignedLink, SignInEvent, TrailEvent
from tests import build
from tests.activation.links import WRONG, Phone, begun, token_of

LINK = re.compile(r"http://[^\"<\s]+/link/([A-Za-z0-9_-]{32})/")


@pytest.fixture
def measurement(elm, asha) -> Measurement:
    return begun(build.a_patient(elm), asha)


def where(name: str, measurement: Measurement) -> str:
    return reverse(f"activation:{name}", args=["A81001", measurement.pk])


def made(client, measurement: Measurement) -> str:
    page = client.post(where("make-link", measurement)).content.decode()
    (token,) = set(LINK.findall(page))
    return token


@pytest.mark.care(14)
def test_the_link_is_shown_once_with_its_end_and_a_code(measurement, browser_of):
    asha = browser_of("asha")
    page = asha.post(where("make-link", measurement)).content.decode()
    assert len(LINK.findall(page)) == 1
    assert "It works until 16 March 2026 at 9am" in " ".join(page.split())
    assert 'class="qr"' in page
    assert not LINK.search(asha.get(where("make-link", measurement)).content.decode())


def test_the_token_is_kept_nowhere(measurement, browser_of):
    token = made(browser_of("cara"), measurement)
    kept = [*SignedLink.objects.values(), *TrailEvent.objects.values(), *FormKey.objects.values()]
    assert token not in str(kept)


def test_nor_is_that_of_a_tablet_handed_over_by_a_form_with_a_key(measurement, browser_of):
    key = {"form_key": "7d444840-9dc0-11d1-b245-5ffdce74fad2"}
    token = browser_of("asha").post(where("hand-over", measurement), key)["Location"].split("/")[2]
    assert token not in str([*FormKey.objects.values()])


def test_it_opens(measurement, browser_of):
    phone = Phone(made(browser_of("asha"), measurement))
    assert phone.says().status_code == 302


@pytest.mark.care(14)
def test_a_locked_one_is_opened_again_in_one_press(measurement, asha, browser_of):
    phone = Phone(token_of(measurement, asha))
    for _ in range(5):
        phone.says(WRONG)
    client = browser_of("asha")
    assert "Five dates of birth did not match" in client.get(where("make-link", measurement)).content.decode()
    again = Phone(made(client, measurement))
    assert again.says().status_code == 302


def test_of_one_that_was_sent_no_link_is_made(measurement, asha, browser_of, now):
    phone = Phone(token_of(measurement, asha))
    phone.says()
    phone.answer_all()
    phone.post("check")
    page = browser_of("asha").post(where("make-link", measurement), follow=True).content.decode()
    assert "These questions are closed: answered" in " ".join(page.split())
    assert SignedLink.objects.count() == 1


@pytest.mark.care(14)
def test_handing_over_signs_staff_out_first(measurement, browser_of):
    asha = browser_of("asha")
    response = asha.post(where("hand-over", measurement))
    assert response["Location"].startswith("/link/")
    assert "_auth_user_id" not in asha.session
    assert asha.get("/mine/today").status_code == 302
    assert SignInEvent.objects.filter(kind=SignInEvent.Kind.SIGNED_OUT).exists()


def test_the_tablet_asks_the_birth_date_too(measurement, browser_of):
    asha = browser_of("asha")
    token = asha.post(where("hand-over", measurement))["Location"].split("/")[2]
    phone = Phone(token)
    phone.client = asha
    assert "date of birth" in (phone.get() and phone.text)
    phone.says()
    assert phone.get("statement/1").status_code == 200
    measurement.refresh_from_db()
    assert measurement.mode == Mode.TABLET


def test_what_was_answered_before_goes_along(measurement, asha, browser_of):
    phone = Phone(token_of(measurement, asha))
    phone.says()
    phone.answer(1)
    client = browser_of("asha")
    tablet = Phone(client.post(where("hand-over", measurement))["Location"].split("/")[2])
    assert tablet.says()["Location"].endswith("/statement/2")


def test_a_colleagues_record_is_not_handed_over(measurement, asha, member, browser_of, now):
    from patients.actions.blocks import set_block

    set_block(patient=measurement.patient, user=member("lena").user, kind="relation", by=asha, now=now)
    for name in ("make-link", "hand-over"):
        assert browser_of("lena").post(where(name, measurement)).status_code == 403


def test_both_leave_a_trail(measurement, browser_of, asha):
    browser_of("asha").post(where("hand-over", measurement))
    event = TrailEvent.objects.get(verb="measurement.link_issued")
    assert (event.actor_id, event.patient_id) == (asha.pk, measurement.patient_id)
