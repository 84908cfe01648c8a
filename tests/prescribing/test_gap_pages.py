"""What is missing: noted from a search, counted with small numbers hidden, taken away as a file, ended."""

import csv
import io

import pytest

from practice.models import TrailEvent
from prescribing.gap_queries import table
from prescribing.models import Gap
from tests.prescribing import services
from tests.prescribing.test_gaps import found


@pytest.fixture
def lenas(browser_of):
    return browser_of("lena")


def typed(**more) -> dict:
    return {
        "need": services.needs()[0].code,
        "reason": "far",
        "place": "m33",
        "words": "No bus after six",
    } | more


def test_noted_from_a_search_in_one_form(lenas, mary):
    address = f"/A81001/patients/{mary.pk}/gap"
    begun = lenas.post(address, {"begin": "1", "need": services.needs()[1].code, "place": "M33"}).text
    assert f'<option value="{services.needs()[1].code}" selected>' in begun and 'value="M33"' in begun
    assert not Gap.objects.exists()
    lenas.post(address, typed())
    gap = Gap.objects.get()
    assert (gap.place, gap.reason, gap.patient, gap.words) == ("M33", "far", mary, "No bus after six")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"place": "M33 6GQ"}, "first part of a postcode only"),
        ({"reason": ""}, "Choose why nothing fits"),
        ({"need": ""}, "Choose what is needed"),
    ],
)
def test_never_more_than_a_district(lenas, mary, wrong, says):
    answer = lenas.post(f"/A81001/patients/{mary.pk}/gap", typed(**wrong))
    assert answer.status_code == 422 and says in answer.text and not Gap.objects.exists()


def test_of_a_restricted_person_no_place_is_asked(lenas, elm):
    omar = elm.patients.get(nhs_number="9990000026")
    address = f"/A81001/patients/{omar.pk}/gap"
    assert 'name="place"' not in lenas.get(address).text
    lenas.post(address, typed())
    gap = Gap.objects.get()
    assert (gap.place, gap.patient, gap.words) == ("Not said", None, "")


def test_small_numbers_are_hidden_and_never_one_alone():
    assert table(["a"] * 7 + ["b"] * 6 + ["c"] * 2, 5) == [("a", 7), ("b", None), ("c", None)]
    assert table(["a"] * 7 + ["b"] * 5, 5) == [("a", 7), ("b", 5)]


def test_a_manager_reads_counts_and_no_words(browser_of, lena, mary, elm):
    for _time in range(6):
        found(lena, mary)
    found(lena, mary, need=1)
    page = browser_of("mo").get("/A81001/gaps").text
    assert "By need" in page and "Not shown" in page and "M33" in page
    assert "Nothing in the evening" not in page and "Webb" not in page
    assert "Nothing in the evening" in browser_of("lena").get("/A81001/gaps").text


def test_the_same_counts_leave_as_a_file_and_the_trail_keeps_that(browser_of, lena):
    for _time in range(6):
        found(lena, place="=cmd")
    answer = browser_of("mo").get("/A81001/gaps/file")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ["Place", "'=cmd", "6"] in rows and 'attachment; filename="missing-A81001' in answer[
        "Content-Disposition"
    ]
    assert TrailEvent.objects.get(verb="gaps.taken").details == {"rows": 3}


def test_there_is_something_now(lenas, lena):
    gap = found(lena)
    address = f"/A81001/gaps/{gap.pk}/end"
    assert lenas.post(address, {"because": ""}).status_code == 422
    service = services.a_service(gap.practice, "Night bus", needs=[gap.need])
    lenas.post(address, {"because": "The hall opens in May", "met_by": service.pk})
    gap.refresh_from_db()
    assert (gap.ended_because, gap.met_by) == ("The hall opens in May", service)
    assert "Night bus" in lenas.get("/A81001/gaps").text
    assert "Nothing is noted as missing" in lenas.get("/A81001/gaps").text
    assert lenas.post(address, {"because": "Again"}).status_code == 422


def test_one_practices_gaps_are_its_own(browser_of, lena, oak):
    gap = found(lena)
    assert browser_of("lena").get(f"/A81002/gaps/{gap.pk}/end").status_code == 404
