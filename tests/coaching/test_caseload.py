"""A caseload: mine with names, a team's as numbers, in an order that is asked for."""

import datetime as dt

import pytest

from coaching.actions import enrolling
from coaching.actions.programmes import set_capacity
from patients.models import RecordBlock
from practice.tenancy import in_view
from tests import build
from tests.coaching import made, ways
from tests.coaching.test_today import queries_of
from tests.conftest import look_at

MINE, LOAD = "/mine/caseload", "/A81001/load"


def test_an_empty_caseload_says_how_people_come_to_it(browser):
    text = browser.get(MINE).text
    assert "People come to your caseload when you enrol them" in text and "Find a patient" in text


def test_who_is_on_it_with_last_and_next_session(browser, mary, asha):
    begun = ways.begun(mary, asha)
    made.a_finished(mary, asha)
    made.a_booked(mary, asha, booked_for=build.NOW + dt.timedelta(days=3))
    text = browser.get(MINE).text
    assert "Mary Webb" in text and "1 of 6" in text
    assert "Last 2 March 2026" in text and "Next 5 March 2026 at 9am" in text
    assert f"/A81001/enrolments/{begun.pk}/weight" in text


def test_only_mine_and_only_who_is_under_way(browser, elm, asha, ben):
    ways.begun(build.a_patient(elm, family_name="Benson"), ben)
    lost = ways.begun(build.a_patient(elm, family_name="Lapstone"), asha)
    ways.taken(lost, "lapsed", asha)
    assert "Nobody here" in browser.get(MINE).text
    text = browser.get(f"{MINE}?stands=lapsed").text
    assert "Lapstone" in text and "Benson" not in text


@pytest.fixture
def three(elm, asha):
    """Adams heavy with a session to come, Brown light and seen today, Clark who has had none."""
    people = [build.a_patient(elm, family_name=name) for name in ("Adams", "Brown", "Clark")]
    rows = [ways.begun(person, asha) for person in people]
    enrolling.weigh(enrolment=rows[0], weight="heavy", by=asha, now=build.NOW)
    enrolling.weigh(enrolment=rows[1], weight="light", by=asha, now=build.NOW)
    made.a_finished(people[1], asha)
    made.a_finished(people[0], asha, now=build.NOW - dt.timedelta(days=9))
    made.a_booked(people[0], asha, booked_for=build.NOW + dt.timedelta(days=1))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("sort", "order"), [("name", "ABC"), ("last", "CAB"), ("next", "ABC"), ("weight", "ACB"), ("x", "ABC")]
)
def test_in_the_order_asked_for(browser, sort, order):
    text = browser.get(f"{MINE}?sort={sort}").text
    names = {"A": "Mary Adams", "B": "Mary Brown", "C": "Mary Clark"}
    places = [text.index(names[letter]) for letter in order]
    assert places == sorted(places)


@pytest.mark.usefixtures("three")
def test_by_weight_and_against_what_i_can_carry(browser, asha):
    assert "Mary Brown" not in browser.get(f"{MINE}?weight=heavy").text
    assert "3 people, 6 points" in browser.get(MINE).text
    set_capacity(member=asha, points=5, by=asha, now=build.NOW)
    text = browser.get(MINE).text
    assert "3 people, 6 of 5 points" in text and "More than I can carry" in text


def test_a_page_holds_twenty_five_and_the_choice_stays(browser, elm, asha):
    for number in range(26):
        ways.begun(build.a_patient(elm, family_name=f"Name{number:02}"), asha)
    first = browser.get(f"{MINE}?sort=since")
    assert first.text.count("/weight") == 75 and "sort=since&amp;page=2" in first.text
    assert browser.get(f"{MINE}?sort=since&page=2").text.count("/weight") == 3


@pytest.mark.care(1)
def test_every_practice_of_mine(browser_of, elm, oak, member):
    with in_view([elm, oak]):
        for practice in (elm, oak):
            lena = member("lena", practice)
            ways.begun(build.a_patient(practice, family_name=practice.name.split()[0]), lena)
    text = browser_of("lena").get(MINE).text
    assert "Mary Elm" in text and "Mary Oak" in text
    one = browser_of("lena").get(f"{MINE}?practice=A81002").text
    assert "Mary Elm" not in one and "Mary Oak" in one


def test_a_record_that_is_shut_to_me_is_not_on_it(browser, mary, asha):
    from patients.actions.blocks import set_block

    ways.begun(mary, asha)
    set_block(patient=mary, user=asha.user, kind=RecordBlock.Kind.RELATION, by=asha, now=build.NOW)
    assert "Mary Webb" not in browser.get(MINE).text


@pytest.mark.care(28)
def test_the_load_of_a_team_has_no_names(browser_of, mary, asha, ben):
    ways.begun(mary, asha)
    ways.begun(build.a_patient(asha.practice, family_name="Waits"), ben, "referred", coach=None)
    text = browser_of("mo").get(LOAD).text
    assert "Asha Rao" in text and "1 person, 2 points" in text and "1 person waits for a coach" in text
    assert "Webb" not in text and "Waits" not in text
    assert browser_of("cara").get(LOAD).status_code == 403


@pytest.fixture
def many(elm, asha):
    def fill(count: int) -> None:
        look_at(elm)
        for _number in range(count):
            person = build.a_patient(elm)
            ways.begun(person, asha)
            made.a_finished(person, asha)
            made.a_follow_up(person, asha)

    return fill


def test_the_same_number_of_queries_for_2_and_20(browser, many, asha):
    pages = (MINE, LOAD, f"/A81001/hand-over/{asha.pk}", "/A81001/programmes")
    many(2)
    few = [queries_of(browser, page) for page in pages]
    many(18)
    assert [queries_of(browser, page) for page in pages] == few
