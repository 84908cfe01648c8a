"""Ways to reach somebody: whose, what is safe there, confirmed, changed by two, ended."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from patients.actions.reaching import add_contact_point, change_contact_point
from patients.forms.contact import in_one_form
from patients.models import ContactPoint, Patient
from practice.models import TrailEvent
from tests import build
from tests.patients.test_record import shown, url

MOBILE = {
    "kind": "mobile",
    "value": "07700900123",
    "whose": "own",
    "may_send": "yes",
    "may_leave_voicemail": "no",
}


@pytest.fixture
def mary(elm) -> Patient:
    return build.a_patient(elm)


@pytest.fixture
def client(elm, browser_of):
    return browser_of("asha")


@pytest.fixture
def point(mary, asha) -> ContactPoint:
    values = {"kind": "mobile", "value": "07700 900123", "whose": "own", "safe_times": "after 3pm"}
    return add_contact_point(patient=mary, values=values, by=asha, now=build.NOW)


@pytest.mark.care(8)
def test_is_added_in_one_form_with_what_is_safe(client, mary):
    assert client.get(url(mary, "add-contact")).status_code == 200
    response = client.post(url(mary, "add-contact"), MOBILE)
    assert response["Location"] == url(mary) + "#contact"
    found = mary.contact_points.get()
    assert (found.value, found.may_send, found.may_leave_voicemail) == ("07700 900123", True, False)
    assert Patient.objects.get(pk=mary.pk).kept_here == ["mobile"]
    page = shown(client.get(url(mary)))
    assert "Their own. Safe to text or email. No voicemail. Never confirmed." in page


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("mobile", "+44 7700 900123", "07700 900123"),
        ("mobile", "07700-900 123", "07700 900123"),
        ("home", "02079460123", "020 7946 0123"),
        ("work", "020 7946 0123", "020 7946 0123"),
        ("email", "Mary@Example.ORG", "mary@example.org"),
    ],
)
def test_is_kept_in_one_form(kind, typed, kept):
    assert in_one_form(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("mobile", "020 7946 0123", "not a mobile number"),
        ("mobile", "077", "Enter a telephone number"),
        ("home", "mary@example.org", "Enter a telephone number"),
        ("email", "07700 900123", "Enter an email address"),
    ],
)
def test_what_cannot_be_is_refused_in_words(kind, typed, words):
    with pytest.raises(ValidationError, match=words):
        in_one_form(kind, typed)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": ""}, "Enter the number or email address"),
        ({"kind": ""}, "Choose what it is"),
        ({"whose": ""}, "Choose whose it is"),
        ({"value": "x"}, "Enter a telephone number"),
        (
            {"confirmed_on_day": "3", "confirmed_on_month": "3", "confirmed_on_year": "2026"},
            "must be today or in the past",
        ),
    ],
)
def test_a_mistake_adds_nothing(client, mary, change, words):
    response = client.post(url(mary, "add-contact"), MOBILE | change)
    assert response.status_code == 422
    assert words in shown(response)
    assert not mary.contact_points.exists()


def test_confirmed_in_one_press(client, mary, point):
    point.failures = 2
    point.save()
    client.post(url(mary, "confirm-contact", point.pk))
    point.refresh_from_db()
    assert (point.confirmed_on, point.failures) == (build.NOW.date(), 0)
    assert TrailEvent.objects.filter(verb="contactpoint.confirmed", subject_id=point.pk).count() == 1


@pytest.mark.care(8)
def test_a_number_that_failed_is_to_be_checked(client, mary, point):
    ContactPoint.objects.filter(pk=point.pk).update(failures=2)
    assert "Failed 2 times: check it" in shown(client.get(url(mary)))


def test_a_new_number_starts_afresh(client, mary, point):
    ContactPoint.objects.filter(pk=point.pk).update(failures=2, from_list=True)
    client.post(url(mary, "change-contact", point.pk), MOBILE | {"value": "07700 900456", "version": "1"})
    point.refresh_from_db()
    assert (point.value, point.failures, point.from_list, point.version) == ("07700 900456", 0, False, 2)


def test_two_people_change_one(client, mary, point, member):
    values = {"value": "07700 900777", "safe_times": "mornings"}
    change_contact_point(point=point, version=1, values=values, by=member("cara"), now=build.NOW)
    sent = MOBILE | {"value": "07700 900456", "safe_times": "after 3pm", "version": "1"}
    response = client.post(url(mary, "change-contact", point.pk), sent)
    assert response.status_code == 409
    for words in ("07700 900456", "07700 900777", "mornings", "Cara Mills"):
        assert words in shown(response)
    again = dict(response.context["conflict"].hidden) | {"keep_value": "mine"}
    assert client.post(url(mary, "change-contact", point.pk), again).status_code == 302
    point.refresh_from_db()
    assert (point.value, point.safe_times) == ("07700 900456", "mornings")


def test_ended_after_one_question_and_gone_from_the_record(client, mary, point):
    where = url(mary, "end-contact", point.pk)
    assert "Mobile: 07700 900123" in shown(client.get(where))
    assert client.post(where).status_code == 302
    assert "07700 900123" not in shown(client.get(url(mary)))
    assert client.get(where).status_code == 404
    assert ContactPoint.objects.get(pk=point.pk).ended_by.name == "Asha Rao"


def test_another_patients_number_is_not_there(client, elm, point):
    other = build.a_patient(elm, given_name="Nora")
    for name in ("change-contact", "end-contact"):
        assert client.get(url(other, name, point.pk)).status_code == 404
    assert client.post(url(other, "confirm-contact", point.pk)).status_code == 404


def test_who_may_not(mary, point, browser_of):
    assert browser_of("mo").get(url(mary, "change-contact", point.pk)).status_code == 403
    assert browser_of("dev").post(url(mary, "confirm-contact", point.pk)).status_code == 404
    assert "Confirmed today" not in shown(browser_of("mo").get(url(mary)))


def test_confirming_is_a_post(client, mary, point):
    assert client.get(url(mary, "confirm-contact", point.pk)).status_code == 405
    assert ContactPoint.objects.get(pk=point.pk).confirmed_on is None


def test_a_day_of_confirmation_is_offered(client, mary):
    assert client.get(url(mary, "add-contact")).context["form"]["confirmed_on"].value() == dt.date(2026, 3, 2)
