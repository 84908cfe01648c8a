"""The commissioner's file: rows of things that happened, nobody to be recognised, its purpose kept."""

import csv
import io

import pytest

from insight import activity, period
from insight.activity import COLUMNS, Shape
from patients.models import Patient
from practice.models import TrailEvent
from tests import build
from tests.coaching import made
from tests.insight import happened

PAGE = "/A81001/figures/activity"
TODAY = build.NOW.date()
YEAR = period.ending(TODAY.replace(day=1), 12, TODAY)
SAID = {"shape": "referrals", "purpose": "contract", "months": "12", "to": "2026-03"}


@pytest.fixture
def filled(elm, asha, member):
    happened.everything(elm, asha, member("lena"))
    return elm


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode().removeprefix("\ufeff"))))


def test_a_file_of_referrals(filled, browser_of):
    answer = browser_of("mo").post(PAGE, SAID)
    head, *lines = rows(answer.content)
    assert head == list(COLUMNS[Shape.REFERRALS]) and len(lines) == 4
    assert sorted(line[0] for line in lines) == ["1", "2", "3", "4"]
    assert {line[8] for line in lines} == {"3", "4"} and {line[5] for line in lines} == {"Usual"}
    event = TrailEvent.objects.get(verb="activity.taken")
    assert event.details == {
        "file": "referrals",
        "purpose": "contract",
        "rows": 4,
        "from": "2025-04",
        "to": "2026-03",
    }


def test_nobody_can_be_recognised(filled):
    for shape in Shape:
        text = str(activity.made(filled, shape, YEAR, TODAY).rows)
        for person in filled.patients.all():
            assert person.given_name not in text and str(person.birth_date) not in text
        assert {row[1] for row in activity.made(filled, shape, YEAR, TODAY).rows} == {"Not given"}
    came = [row[6] for row in activity.made(filled, Shape.APPOINTMENTS, YEAR, TODAY).rows]
    assert (came.count("Held"), came.count("Did not attend"), came.count("Cancelled")) == (4, 4, 4)


def test_groups_of_enough_people_and_protected_details(elm, asha):
    for number in range(6):
        person = build.a_patient(elm)
        Patient.objects.filter(pk=person.pk).update(deprivation=1 if number else 9, restricted=not number)
        made.a_finished(person, asha)
    found = activity.made(elm, Shape.APPOINTMENTS, YEAR, TODAY).rows
    assert sorted(tuple(row[1:3]) for row in found) == [
        *[("40 to 59", "1 most deprived")] * 5,
        ("Not given", "Not given"),
    ]
    assert {tuple(row[3:]) for row in found} == {("2026-03", "Phone", "30", "Held", "0", "No", "Coach")}
    assert activity.told_of(("40 to 59", "Not known"), {("40 to 59", "Not known"): 5})[1] == "Not known"


def test_a_file_has_a_purpose_and_something_in_it(elm, browser_of):
    browser = browser_of("mo")
    assert browser.get(PAGE).status_code == 200
    assert browser.post(PAGE, {**SAID, "purpose": ""}).status_code == 422
    empty = browser.post(PAGE, SAID)
    assert empty.status_code == 422 and "Nothing happened in these months" in empty.content.decode()
    assert not TrailEvent.objects.filter(verb="activity.taken").exists()
    assert browser_of("cara").get(PAGE).status_code == 403
