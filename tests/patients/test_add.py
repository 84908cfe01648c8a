"""Somebody is added by hand, once."""

import pytest
from django.urls import reverse

from patients.alike import alike
from patients.models import Patient, Summary, Surname
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.patients.test_record import shown

ADD = "/A81001/patients/add"
ZOE = {
    "given_name": "Zoë",
    "family_name": "Ashworth-Hill",
    "birth_date_day": "4",
    "birth_date_month": "May",
    "birth_date_year": "1970",
    "nhs_number": "999 000 0034",
    "gender": "2",
    "ethnic_category": "99",
    "interpreter_needed": "",
    "language": "Welsh",
    "postcode": "el12qy",
}


@pytest.fixture
def client(elm, browser_of):
    return browser_of("asha")


def test_adds_and_leads_to_the_record(client, elm, asha):
    response = client.post(ADD, ZOE)
    patient = Patient.objects.get(nhs_number="9990000034")
    assert response["Location"] == reverse("patients:record", args=["A81001", patient.pk])
    assert (patient.name, patient.postcode, patient.language) == ("Zoë Ashworth-Hill", "EL1 2QY", "Welsh")
    assert (patient.given_key, patient.family_key) == ("zoe", "ashworthhill")
    assert Surname.objects.filter(practice=elm, family_key="ashworthhill").count() == 3
    assert Summary.objects.filter(patient=patient).count() == 1
    assert TrailEvent.objects.get(verb="patient.added", patient_id=patient.pk).actor_id == asha.pk


def test_twice_the_same_form_adds_once(client):
    key = {"form_key": "7c0c1a8e-68a7-4b53-9f0e-0b2f3b1f6a10"}
    places = {client.post(ADD, ZOE | key)["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Patient.objects.filter(nhs_number="9990000034").count() == 1


def test_what_was_typed_to_find_stands_in_the_form(client):
    response = client.post(ADD, {"typed": "zoe hill 4 may 1970"})
    form = response.context["form"]
    assert response.status_code == 200
    assert (form["given_name"].value(), form["family_name"].value()) == ("Zoe", "Hill")
    assert form["birth_date"].value().isoformat() == "1970-05-04"
    assert Patient.objects.filter(given_name="Zoe").count() == 0


def test_a_number_that_was_searched_stands_in_the_form(client):
    form = client.post(ADD, {"typed": "9990000034"}).context["form"]
    assert form["nhs_number"].value() == "999\u00a0000\u00a00034"
    assert form["given_name"].value() is None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("given_name", "", "Enter their first name"),
        ("family_name", " ", "Enter their last name"),
        ("birth_date_year", "2027", "must be in the past"),
        ("birth_date_year", "1870", "over 120"),
        ("birth_date_day", "31", None),
        ("birth_date_month", "13", "must be a real date"),
        ("nhs_number", "9990000017", "a digit wrong"),
        ("nhs_number", "QQ123456C", "National Insurance number"),
        ("nhs_number", "", "say why there is none"),
        ("postcode", "Alderwick", "not a full UK postcode"),
        ("given_name", "x" * 101, "100 characters or fewer"),
        ("gender", "8", "Choose an answer to"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(client, field, value, words):
    response = client.post(ADD, ZOE | {field: value})
    if words is None:
        assert response.status_code == 302
        return
    assert response.status_code == 422
    assert words in shown(response)
    assert 'value="Welsh"' in shown(response)


def test_no_number_needs_a_reason(client):
    client.post(ADD, ZOE | {"nhs_number": "", "no_nhs_number_because": "New to the country"})
    patient = Patient.objects.get(given_name="Zoë")
    assert (patient.nhs_number, patient.no_nhs_number_because) == (None, "New to the country")


def test_a_number_in_use_shows_whose_it_is_and_adds_nobody(client, elm):
    there = build.a_patient(elm, given_name="Una", nhs_number="9990000034")
    response = client.post(ADD, ZOE | {"not_these": str(there.pk)})
    assert response.status_code == 422
    assert "This NHS number is on the list already" in shown(response)
    assert reverse("patients:record", args=["A81001", there.pk]) in shown(response)
    assert Patient.objects.filter(given_name="Zoë").count() == 0


def test_another_practice_may_have_the_same_number(client, oak):
    with in_view([oak]):
        build.a_patient(oak, nhs_number="9990000034")
    assert client.post(ADD, ZOE).status_code == 302


def test_somebody_alike_is_asked_about_before_anything_is_added(client, elm):
    there = build.a_patient(elm, given_name="Zoe", family_name="Hill")
    response = client.post(ADD, ZOE)
    assert response.status_code == 422
    assert "Is it one of these?" in shown(response)
    assert f'name="not_these" value="{there.pk}"' in shown(response)
    assert client.post(ADD, ZOE | {"not_these": str(there.pk)}).status_code == 302
    assert Patient.objects.filter(given_name="Zoë").count() == 1


def test_ruling_out_one_does_not_rule_out_another(client, elm):
    first = build.a_patient(elm, given_name="Zoe", family_name="Hill")
    build.a_patient(elm, given_name="Zoey", family_name="Hill")
    assert client.post(ADD, ZOE | {"not_these": str(first.pk)}).status_code == 422


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Mary", "Webb", ""), ("Marie", "Webb", ""), True),
        (("Mary", "Webb", ""), ("Mary", "Hughes", ""), True),
        (("Mary", "Webb", ""), ("Margaret", "Hughes", "Mary"), True),
        (("Mary", "Smith-Jones", ""), ("Ann", "Jones", ""), True),
        (("Katherine", "Webb", ""), ("Catherine", "Hughes", ""), True),
        (("Mary", "Webb", ""), ("Joan", "Hughes", ""), False),
        (("", "", ""), ("", "", ""), False),
    ],
)
def test_who_is_alike(one, other, expected):
    assert alike(one, other) is expected
    assert alike(other, one) is expected


def test_extra_fields_of_the_model_are_ignored(client, oak):
    extra = {"practice": oak.pk, "version": 9, "restricted": "on", "died_on": "2020-01-01", "kept_here": "x"}
    client.post(ADD, ZOE | extra)
    patient = Patient.objects.get(given_name="Zoë")
    assert (patient.practice.ods_code, patient.version, patient.restricted) == ("A81001", 1, False)
    assert (patient.died_on, patient.kept_here) == (None, [])


def test_markup_in_a_name_is_text(client):
    response = client.post(ADD, ZOE | {"given_name": "<img src=x onerror=alert(1)>"})
    page = shown(client.get(response["Location"]))
    assert "<img" not in page
    assert "&lt;img" in page
