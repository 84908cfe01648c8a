"""The page that sends a link: the words and the number first, then how it stands; and its line on the record."""

import datetime as dt

import pytest
from django.urls import reverse

from activation.kinds import Mode
from patients.actions.editing import change_details
from reminders import reasons
from reminders.actions import sending_links
from reminders.kinds import Outcome
from reminders.models import Due, Message
from reminders.providers import Unclear
from tests import build
from tests.activation.links import WRONG, Phone, begun, token_of

WORDS = "Mary: Elm Surgery has a few questions for you: [link]"


@pytest.fixture
def measurement(mary, asha):
    return begun(mary, asha)


@pytest.fixture
def client(browser_of):
    return browser_of("asha")


def where(measurement, name: str = "reminders:send-link") -> str:
    return reverse(name, args=["A81001", measurement.pk])


def page_of(client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def press(client, measurement, name: str = "reminders:send-link") -> str:
    return " ".join(client.post(where(measurement, name), follow=True).content.decode().split())


def record(client, measurement) -> str:
    return page_of(client, reverse("patients:record", args=["A81001", measurement.patient_id]))


def test_staff_see_what_will_be_sent_and_where(post, measurement, client):
    page = page_of(client, where(measurement))
    assert "This will be sent by text message to 07700 900123:" in page
    assert WORDS in page
    assert "Send it" in page and "Do not send it" not in page
    assert not Message.objects.exists()


def test_the_pages_of_a_link_lead_there(post, measurement, client):
    for name in ("activation:asked", "activation:make-link"):
        assert f'href="{where(measurement)}"' in page_of(client, where(measurement, name))


def test_those_of_a_tablet_do_not(post, mary, asha, client):
    measurement = begun(mary, asha, mode=Mode.TABLET)
    for name in ("activation:asked", "activation:make-link"):
        assert where(measurement) not in page_of(client, where(measurement, name))
    assert "not answered from a link" in page_of(client, where(measurement))


def test_pressed_it_is_planned_and_then_sent(post, measurement, client):
    assert "Message planned" in press(client, measurement)
    assert "Message planned" in record(client, measurement)
    post.tick()
    for page in (record(client, measurement), page_of(client, where(measurement, "activation:asked"))):
        assert "Text message sent on 2 March 2026 at 9am" in page
    assert "Send it again" in page_of(client, where(measurement))
    assert WORDS in page_of(client, reverse("reminders:messages", args=["A81001"]) + "?show=sent")


def test_it_can_be_taken_back_until_it_goes(post, measurement, client):
    press(client, measurement)
    assert "It is not sent." in press(client, measurement, "reminders:keep-link")
    assert post.tick() == 0
    press(client, measurement)
    post.tick()
    assert "It has gone, or may have gone." in press(client, measurement, "reminders:keep-link")


def test_nor_while_it_is_being_sent(post, measurement, client, asha, now):
    sending_links.send_link(measurement=measurement, by=asha, now=now)
    post.plan()
    assert "Do not send it" in page_of(client, where(measurement))
    Due.objects.update(lease_until=now + dt.timedelta(seconds=1))
    assert "Do not send it" not in page_of(client, where(measurement))
    assert "may have gone" in press(client, measurement, "reminders:keep-link")


@pytest.mark.care(13)
def test_a_restricted_person_is_rung_and_no_number_is_shown(post, measurement, client, asha):
    change_details(patient=measurement.patient, version=1, values={"restricted": True}, by=asha, now=post.now)
    page = page_of(client, where(measurement))
    assert reasons.RESTRICTED in page and "07700" not in page and WORDS not in page
    assert "Ring them: no message can go out" in page
    pressed = press(client, measurement)
    assert "A call is on the list" in pressed
    assert "Message planned" not in pressed and "Planned." not in pressed and "text message" not in pressed
    post.tick()
    assert f"Not sent. To call. {reasons.RESTRICTED}" in record(client, measurement)


def test_what_waits_says_why(post, measurement, client):
    post.clock.move(hours=12)
    press(client, measurement)
    post.tick()
    assert f"Text message planned for 3 March 2026 at 8am. {reasons.QUIET}" in record(client, measurement)


def test_what_is_not_known_says_so(post, measurement, client):
    post.carrier.happens += [Unclear("The answer was cut off.")]
    post.carrier.forgets = True
    press(client, measurement)
    post.tick()
    post.tick(minutes=1)
    assert post.message.outcome == Outcome.UNKNOWN
    assert "not known whether it arrived" in record(client, measurement)


def test_a_second_press_says_that_it_is_on_its_way(post, measurement, client):
    press(client, measurement)
    assert "It is on its way already." in press(client, measurement)


def test_a_locked_link_is_checked_with_the_person_first(post, measurement, client, asha):
    phone = Phone(token_of(measurement, asha))
    for _try in range(5):
        phone.says(WRONG)
    assert where(measurement) not in page_of(client, where(measurement, "activation:asked"))
    assert "Link locked" in page_of(client, where(measurement))
    assert "The link is locked." in press(client, measurement)


def test_somebody_too_young_is_not_written_to(post, asha, client, elm):
    young = build.a_patient(elm, birth_date=dt.date(2010, 1, 1), given_name="Tess", nhs_number="")
    assert f"Nothing can be sent: {reasons.YOUNG}" in page_of(client, where(begun(young, asha)))


def test_a_record_without_anything_to_send_costs_no_query(
    post, measurement, client, django_assert_num_queries
):
    from activation import texts

    with django_assert_num_queries(0):
        assert texts.said_of([measurement]) == {}


def test_a_closed_one_leads_to_where_it_stands(post, measurement, client, asha, now):
    from activation.actions.asking import give_up

    give_up(measurement=measurement, because="declined", by=asha, now=now)
    assert "This questionnaire is closed: not done." in press(client, measurement)
