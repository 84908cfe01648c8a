"""Nobody leaves a team and takes people's care along: what lies with them is said where access ends."""

import datetime as dt

import pytest

from practice.actions import end
from practice.open_work import open_work_of
from tests import build
from tests.coaching import made, ways
from tests.coaching.test_today import queries_of

TEAM = "/A81001/team"


@pytest.fixture
def work(elm, asha) -> None:
    """One person, one session to come and one follow-up of Asha's."""
    patient = build.a_patient(elm)
    ways.begun(patient, asha)
    made.a_booked(patient, asha, booked_for=build.NOW + dt.timedelta(days=1))
    made.a_follow_up(patient, asha)


@pytest.mark.usefixtures("work")
def test_before_access_ends_and_after_it(browser_of, asha, member):
    mo, says = browser_of("mo"), "Asha Rao: 1 person, 1 session to come, 1 follow-up"
    assert says in mo.get(f"{TEAM}/{asha.pk}/end").text
    assert says not in mo.get(TEAM).text
    end(member=asha, by=member("mo"), now=build.NOW)
    page = mo.get(TEAM).text
    assert says in page and f"/A81001/hand-over/{asha.pk}" in page and "Webb" not in page


def test_who_has_left_is_told_so_and_signed_out_at_the_next_press(browser_of, asha, member):
    """Their open page fails at once; signed in again they hear why, and are not sent round in a circle."""
    hers = browser_of("asha")
    assert hers.get("/mine/today").status_code == 200
    end(member=asha, by=member("mo"), now=build.NOW)
    refused = hers.get("/")
    assert refused.status_code == 403 and "Your access has ended" in refused.text
    assert "Your role does not include it" not in refused.text
    assert hers.get("/mine/today").status_code == 302  # to sign in


def test_where_nothing_is_open_nothing_is_said(browser_of, asha):
    assert "Work to hand over" not in browser_of("mo").get(f"{TEAM}/{asha.pk}/end").text
    assert open_work_of([]) == []


def test_the_team_page_costs_the_same_however_many_have_left(browser_of, member, elm):
    mo = browser_of("mo")
    few = queries_of(mo, TEAM)
    for name in ("asha", "ben", "cara"):
        end(member=member(name), by=member("mo"), now=build.NOW)
    assert queries_of(mo, TEAM) == few


@pytest.mark.care(3)
def test_a_link_worker_sees_the_conditions_of_whom_they_are_enrolled_with(
    browser_of, mary_with_a_condition, member
):
    record = f"/A81001/patients/{mary_with_a_condition.pk}"
    assert "Type 2 diabetes" not in browser_of("lena").get(record).text
    ways.begun(mary_with_a_condition, member("lena"))
    assert "Type 2 diabetes" in browser_of("lena").get(record).text


@pytest.fixture
def mary_with_a_condition(elm, asha):
    from patients.actions.noting import note
    from patients.models import Condition

    patient = build.a_patient(elm)
    values = {"code": "44054006", "term": "Type 2 diabetes"}
    note(patient=patient, model=Condition, values=values, by=asha, now=build.NOW)
    return patient
