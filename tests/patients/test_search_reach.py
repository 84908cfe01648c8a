"""Finding somebody by a telephone number or a whole postcode, in any spacing; restricted people by neither."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from patients.actions.reaching import add_contact_point, change_contact_point, end_contact_point
from patients.finding import exact_sql, find
from patients.models import ContactPoint, Patient
from patients.query_words import understand
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build

TODAY = build.NOW.date()


def read(text: str):
    return understand(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    ["07700900123", "07700 900123", "077 0090 0123", "+44 7700 900123", "+447700900123", "+44 (0)7700 900 123",
     "0044 7700 900123", "(07700) 900-123", "07700.900.123"],
)  # fmt: skip
def test_a_telephone_number_in_any_spacing(text):
    assert (read(text).telephone, read(text).kind) == ("07700900123", "telephone")


@pytest.mark.parametrize("text", ["EL1 2QY", "el12qy", "El1  2qy", "EL1 2 QY"])
def test_a_postcode_in_any_spacing(text):
    assert (read(text).postcode, read(text).kind) == ("EL1 2QY", "postcode")


def test_names_and_birth_dates_may_stand_beside():
    query = read("Webb EL1 2QY 4 May 1970")
    assert (query.postcode, query.words, query.kind) == ("EL1 2QY", ("webb",), "postcode+name+birth_date")
    assert read("webb 020 7946 0123").telephone == "02079460123"


@pytest.mark.parametrize("text", ["9990000018", "04/05/1970", "040570", "19700504", "4 may 70", "webb 1970"])
def test_numbers_and_dates_are_no_telephone_numbers_and_no_postcodes(text):
    assert (read(text).telephone, read(text).postcode) == ("", "")


@pytest.mark.parametrize("text", ["07700 900", "EL1", "webb EL1 2"])
def test_a_part_of_one_is_said(text):
    assert "must be whole" in read(text).problem


@pytest.fixture
def mary(elm, asha) -> Patient:
    return somebody(elm, asha, postcode="EL1 2QY")


def somebody(practice, by, value="07700 900123", whose="own", kind="mobile", **values) -> Patient:
    patient = build.a_patient(practice, **values)
    values = {"kind": kind, "value": value, "whose": whose}
    add_contact_point(patient=patient, values=values, by=by, now=build.NOW)
    return patient


def ids(practice, text: str) -> list[int]:
    answer = find(read(text), practices=[practice.pk], user=0)
    return [line.id for line in [*answer.exact, *answer.near]]


@pytest.mark.parametrize("stored", ["07700 900123", "+447700900123", "07700-900-123", "0044 (0)7700 900123"])
@pytest.mark.parametrize("text", ["07700900123", "+44 7700 900123"])
def test_however_it_was_written_down(elm, asha, stored, text):
    patient = somebody(elm, asha, value=stored)
    assert ids(elm, text) == [patient.pk]


@pytest.mark.parametrize(
    "text", ["07700 900123", "el1 2qy", "webb 07700900123", "webb el12qy", "wbeb el12qy"]
)
def test_the_page_shows_them_as_it_does_now(elm, mary, browser_of, text):
    page = browser_of("asha").post(reverse("patients:find"), {"text": text}).content.decode()
    assert "Mary Webb" in page
    assert "4 May 1970" in page


def test_a_name_beside_narrows_it_down(elm, mary, asha):
    tom = somebody(elm, asha, given_name="Tom", family_name="Lake", postcode="EL1 2QY")
    assert set(ids(elm, "EL1 2QY")) == set(ids(elm, "07700 900123")) == {mary.pk, tom.pk}
    assert ids(elm, "lake EL1 2QY") == ids(elm, "lake 07700900123") == [tom.pk]


@pytest.mark.parametrize(
    ("whose", "found"), [("own", 1), ("shared", 1), ("not_known", 1), ("carer", 0), ("parent", 0)]
)
def test_a_carers_or_a_parents_number_leads_to_nobody(elm, asha, whose, found):
    somebody(elm, asha, whose=whose)
    assert len(ids(elm, "07700 900123")) == found


def test_a_number_that_ended_or_changed_leads_to_nobody(elm, mary, asha):
    point = ContactPoint.objects.get(patient=mary)
    new = {"value": "020 7946 0123"}
    point = change_contact_point(point=point, version=1, values=new, by=asha, now=build.NOW)
    assert (ids(elm, "07700 900123"), ids(elm, "+442079460123")) == ([], [mary.pk])
    end_contact_point(point=point, by=asha, now=build.NOW)
    assert ids(elm, "+442079460123") == []


def test_where_a_restricted_person_can_be_reached_leads_to_nobody(elm, mary):
    Patient.objects.filter(pk=mary.pk).update(restricted=True)
    for text in ("07700 900123", "EL1 2QY", "webb EL1 2QY", "mary webb 07700900123", "wabb EL1 2QY",
                 "EL1 2QY 4 May 1970", "07700900123 4 May 1970"):  # fmt: skip
        assert ids(elm, text) == []
    assert ids(elm, "webb 4 may 1970") == [mary.pk]


def test_another_practices_people_are_not_found(elm, oak, member):
    with in_view([oak]):
        somebody(oak, member("dev", oak), postcode="EL1 2QY")
    assert ids(elm, "07700 900123") == ids(elm, "EL1 2QY") == []


def test_an_email_address_is_no_number(elm, asha):
    somebody(elm, asha, kind="email", value="07700900123@example.org")
    assert ids(elm, "07700 900123") == []


def test_the_trail_keeps_that_it_was_a_number_and_not_which(elm, mary, browser_of):
    browser_of("asha").post(reverse("patients:find"), {"text": "07700 900123"})
    event = TrailEvent.objects.filter(practice=elm, verb="patients.searched").latest("pk")
    assert event.details == {"kind": "telephone", "count": 1}


@pytest.mark.parametrize(
    ("text", "index"), [("07700 900123", "contact_dialled"), ("EL1 2QY", "patient_postcode")]
)
def test_the_plan_uses_the_index_under_the_row_policy(elm, known_to_the_planner, text, index):
    sql, params = exact_sql(read(text), {"practices": [elm.pk], "user": 1, "most": 26})
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("skerry_web",)
        cursor.execute("EXPLAIN " + sql, params)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert index in plan
    assert not re.search(r"Seq Scan on patients_(patient|contactpoint)", plan)
    column = "dialled" if index == "contact_dialled" else "postcode"
    assert any("Index Cond" in line and column in line for line in plan.splitlines())
