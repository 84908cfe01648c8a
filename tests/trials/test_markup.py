"""Trials 35, 41 and 46: markup, templates and line breaks are text everywhere, and names stay out of the log."""

import json
import logging

import pytest
from django.utils.html import escape

from patients.models import Need
from tests import build

NASTY = [
    '<script>alert("x")</script>',
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% debug %}",
    "javascript:alert(1)//",
    "<svg/onload=alert(1)>",
]
MARK = "Quillfeather"


def pages_of(patient) -> list[str]:
    one = f"/A81001/patients/{patient.pk}"
    return [one, f"{one}/edit", f"{one}/trail", "/mine/today", "/A81001/dashboard"]


@pytest.fixture(params=NASTY)
def nasty(request, elm):
    """Somebody whose name, address and need are made of markup."""
    text = request.param
    patient = build.a_patient(elm, given_name=text, family_name=text, known_as=text, address=text)
    Need.objects.create(practice=elm, patient=patient, kind="format", words=text)
    return text, patient


def test_35_markup_in_a_record_is_shown_as_text(nasty, browser_of):
    text, patient = nasty
    client = browser_of("asha")
    for where in pages_of(patient)[:2]:
        content = client.get(where).content.decode()
        assert escape(text) in content
        assert text == escape(text) or text not in content


def test_35_markup_in_a_search_comes_back_as_text(nasty, browser_of):
    text, _patient = nasty
    content = browser_of("asha").post("/mine/find", {"text": text}).content.decode()
    assert escape(text) in content
    assert text == escape(text) or text not in content


def test_35_the_name_of_a_sent_file_is_text(elm, browser_of):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.patients.lists import MARY, as_list

    sent = SimpleUploadedFile("<img src=x onerror=alert(1)>.csv", as_list(MARY))
    response = browser_of("asha").post("/A81001/imports", {"file": sent}, follow=True)
    assert b"<img src=x" not in response.content
    assert response.status_code == 200


def test_41_a_template_in_a_name_is_not_run(elm, browser_of):
    patient = build.a_patient(elm, given_name="{{7*7}}", family_name="{% now 'Y' %}")
    content = browser_of("asha").get(f"/A81001/patients/{patient.pk}").content.decode()
    assert "{{7*7}}" in content
    assert "{% now" in content


def test_41_a_line_break_in_an_address_stays_in_one_line_of_the_log(elm, browser_of, caplog):
    with caplog.at_level(logging.INFO):
        browser_of("asha").get("/A81001/patients/1%0d%0a{forged}")
    for record in caplog.records:
        assert "\n" not in json.dumps(str(record.getMessage()))


def test_46_names_and_numbers_stay_out_of_the_log(elm, browser_of, caplog):
    patient = build.a_patient(elm, given_name=MARK, family_name=MARK, nhs_number="9990000034")
    client = browser_of("asha")
    with caplog.at_level(logging.DEBUG):
        for where in pages_of(patient):
            client.get(where)
        client.post("/mine/find", {"text": MARK})
        client.post("/mine/find", {"text": "999 000 0034"})
    said = " ".join(str(record.__dict__) for record in caplog.records if record.name != "django.db.backends")
    assert caplog.records
    for secret in (MARK, "9990000034", "999 000 0034"):
        assert secret not in said
