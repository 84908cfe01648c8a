"""Who was measured and who was not: equal to a recount by hand, and never pointing at one person."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activation.actions.correcting import strike
from activation.models import Measurement
from insight import coverage_page
from insight.coverage import coverage
from outreach.grouping import NOT_KNOWN, OTHERS, gathered
from patients.actions.leaving import say_left
from patients.models import Patient, Summary
from practice import small
from tests import build
from tests.activation import crowd
from tests.activation import made as measured
from tests.coaching import made as sessions

TODAY = build.NOW.date()
PAGE = "/A81001/figures/coverage"
LANGUAGES = ("", "English", "english", "Polish", "Urdu", "Klingon")


def happens_to(person: Patient, asha, chance: random.Random) -> None:
    """What may have come of asking."""
    what = chance.randrange(6)
    if what < 2:
        measured.done(person, asha)
    elif what == 2:
        measured.not_asked(person, asha)
    elif what == 3:
        measured.judged(person, asha)
    elif what == 4:
        strike(measurement=measured.done(person, asha), because="Wrong person", by=asha, now=build.NOW)


@pytest.fixture
def people(elm, asha):
    """Forty people with sessions and answers; besides, those who do not count."""
    chance = random.Random(3)  # noqa: S311 - the same each time
    found = crowd.people_of(elm, 40)
    for person in found:
        Patient.objects.filter(pk=person.pk).update(language=chance.choice(LANGUAGES))
        sessions.a_finished(person, asha)
        happens_to(person, asha, chance)
    do_not_count(elm, asha)
    return Patient.objects.filter(pk__in=[person.pk for person in found])


def do_not_count(elm, asha) -> None:
    child = build.a_patient(elm, birth_date=dt.date(2008, 3, 3))
    gone = build.a_patient(elm)
    for person in (child, gone):
        sessions.a_finished(person, asha)
    say_left(patient=gone, left_on=TODAY, left_for="", kind="left", by=asha, now=build.NOW)
    measured.done(build.a_patient(elm), asha)


def state_of(person: Patient) -> str:
    """Found without the product's own words for it."""
    rows = [m for m in Measurement.objects.filter(patient=person) if m.entered_in_error_at is None]
    if any(m.completed_at and m.level for m in rows):
        return "measured"
    return rows[-1].not_done_because if rows else "never"


def test_states_equal_a_recount(elm, people):
    found = coverage(elm, TODAY, least=5)
    assert found.people == 40
    assert found.states == Counter(state_of(person) for person in people)
    assert len(found.states) == 3


def test_ways_equal_a_recount(elm, people):
    rows = Measurement.objects.filter(
        patient__in=people, entered_in_error_at=None, completed_at__isnull=False
    )
    found = coverage(elm, TODAY, least=5)
    assert found.how == Counter(row.mode for row in rows)
    assert found.how.total() == found.measured


def test_groups_equal_a_recount(elm, people):
    found = coverage(elm, TODAY, least=1)
    kept = {summary.patient_id for summary in Summary.objects.filter(measured_on__isnull=False)}
    by_sex = Counter({"1": "Male", "2": "Female"}[person.gender] for person in people)
    assert {part.label: part.people for part in found.groups["Sex"]} == by_sex
    fifths = Counter((person.deprivation + 1) // 2 for person in people if person.pk in kept)
    assert {int(part.label[0]): part.measured for part in found.groups["Deprivation"]} == fifths
    for name, parts in found.groups.items():
        assert sum(part.people for part in parts) == 40, name
        assert sum(part.measured for part in parts) == found.measured, name


def test_ethnic_groups_are_five_and_not_known_has_its_own(elm, people):
    found = {part.label: part.people for part in coverage(elm, TODAY, least=1).groups["Ethnic group"]}
    assert [*found][-1] == NOT_KNOWN and set(found) <= {
        "White",
        "Mixed",
        "Asian",
        "Black",
        "Other",
        NOT_KNOWN,
    }
    assert found[NOT_KNOWN] == sum(person.ethnic_category in ("Z", "99") for person in people)
    assert found["Asian"] == sum(person.ethnic_category in "HJKLR" for person in people)


def test_languages_by_their_names_and_few_speakers_together(elm, people):
    found = {part.label: part.people for part in coverage(elm, TODAY, least=1).groups["Language"]}
    assert list(found) == ["English", "Klingon", "Polish", "Urdu", NOT_KNOWN]
    assert found["English"] == sum(person.language.lower() == "english" for person in people)
    few = gathered({"Urdu": (3, 1), "Polish": (4, 2)}, 5)
    assert few == {OTHERS: (7, 3)}


def test_where_restricted_people_live_is_not_known(elm, people):
    omar = people[0]
    Patient.objects.filter(pk=omar.pk).update(restricted=True)
    found = {part.label: part.people for part in coverage(elm, TODAY, least=5).groups["Deprivation"]}
    assert found[NOT_KNOWN] == 1


def test_what_has_been_sent_and_waits_is_asked(elm, asha):
    person = build.a_patient(elm)
    sessions.a_finished(person, asha)
    measured.begun(person, asha)
    assert coverage(elm, TODAY, least=5).states == {"waiting": 1}


def test_four_numbers_are_no_level(elm, asha):
    person = build.a_patient(elm)
    sessions.a_finished(person, asha)
    measured.begun(person, asha, key="ons4")
    assert coverage(elm, TODAY, least=5).states == {"never": 1}


def test_the_page_says_what_is_counted_and_when(browser_of, people):
    text = browser_of("asha").get(PAGE).text
    assert "Counted on 2 March 2026 at 9am" in text or "Counted on 2 March 2026 at 9:00am" in text
    assert text.count("How this is counted") == 2 and "18 or over with at least one signed session" in text
    assert text.count("the numbers in a table") == 6
    assert "Never asked" in text and "Not today" in text and "own judgement" in text
    assert "Person" not in text


def test_small_numbers_are_hidden_from_those_who_see_no_names(browser_of, people):
    answer = browser_of("mo").get(PAGE)
    for group in answer.context["groups"]:
        for _label, count, part, _share in group["rows"]:
            assert count in {"Not shown", 0} or count >= 5
            assert part == "Not shown" or (
                (part == 0 or part >= 5) and (count - part == 0 or count - part >= 5)
            )
    assert "Not shown" in answer.text and "Not shown" not in browser_of("asha").get(PAGE).text


@pytest.mark.parametrize(
    ("pairs", "shown"),
    [
        ([(30, 10), (20, 8)], [(30, 10), (20, 8)]),
        ([(30, 4), (20, 8), (40, 20)], [(30, None), (20, None), (40, 20)]),
        ([(30, 27), (20, 8), (40, 20)], [(30, None), (20, None), (40, 20)]),
        ([(3, 0), (20, 8), (40, 20)], [(None, None), (None, None), (40, 20)]),
        ([(30, 0), (20, 20)], [(30, 0), (20, 20)]),
        ([(30, 28)], [(30, None)]),
        ([], []),
    ],
)
def test_a_part_is_hidden_with_what_would_give_it_away(pairs, shown):
    assert small.shown_parts(pairs, 5) == shown


def test_reasons_do_not_give_the_measured_away(elm):
    found = coverage_page.Coverage(Counter(measured=30, declined=3), Counter(desk=30), {})
    people, measured_ones, reasons = coverage_page.overall(found, 5)
    assert (people, measured_ones, reasons) == (33, None, [("Did not want to", "Not shown")])
    assert coverage_page.ways(found, None, 5) == [("At the desk, with staff", "Not shown")]


def test_nobody_yet_says_what_comes_here(browser_of, elm):
    assert "as soon as their first session is signed" in browser_of("mo").get(PAGE).text


def test_the_same_number_of_queries_for_many(browser_of, elm, asha):
    browser = browser_of("asha")
    few = queries_of(browser)
    for person in crowd.people_of(elm, 12):
        sessions.a_finished(person, asha)
        measured.done(person, asha)
    assert queries_of(browser) == few


def queries_of(browser) -> int:
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(PAGE).status_code == 200
    return len(asked)


def test_it_is_for_everybody_here(browser_of, elm):
    for name, status in (
        ("asha", 200),
        ("ben", 200),
        ("mo", 200),
        ("lena", 200),
        ("cara", 200),
        ("dev", 404),
    ):
        assert browser_of(name).get(PAGE).status_code == status, name


def test_the_dashboard_leads_here(browser_of, elm):
    assert PAGE in browser_of("mo").get("/A81001/dashboard").text
