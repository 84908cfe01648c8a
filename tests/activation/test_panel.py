"""The panel of the record: what is seen at a glance, by whom, at what cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activation.models import Measurement
from activation.record_panel import read, record_panel
from practice.permissions import Role, permissions_of
from tests import build
from tests.activation import made

EARLIER = build.NOW - dt.timedelta(days=90)


@pytest.fixture
def panel(browser_of, mary):
    """`panel("asha")`: the words of the panel in their browser."""

    def words(name: str) -> str:
        address = f"/A81001/patients/{mary.pk}?panel=activation"
        answer = browser_of(name).get(address, headers={"HX-Request": "true"})
        return " ".join(answer.text.split())

    return words


def test_nothing_measured_says_what_to_do(panel):
    page = panel("asha")
    assert "Nothing measured yet" in page
    for label in ("Measure", "Score from another tool", "Not done"):
        assert label in page


def test_score_level_and_day_are_seen_at_a_glance(panel, mary, asha):
    result = made.done(mary, asha)
    page = panel("asha")
    assert f"{result.score:.0f}<span" in page
    for words in ("give or take", "2 March 2026", "at the desk", "Provisional", "What coaching may lean on"):
        assert words in page


def test_a_second_score_brings_change_and_a_drawing(panel, mary, asha):
    made.done(mary, asha, now=EARLIER)
    made.done(mary, asha, made.MORE)
    page = panel("asha")
    assert "would be needed to be sure" in page
    assert page.count("<circle") == 2


def test_doubtful_answers_ask_for_a_word_with_the_person(panel, mary, asha):
    made.done(mary, asha, [2] * 13)
    assert "Check with the person" in panel("asha")


def test_a_judgement_is_marked_and_gives_way_to_a_measured_level(panel, mary, asha):
    made.judged(mary, asha)
    assert "A colleague’s own judgement: level 2" in panel("asha")
    made.done(mary, asha)
    assert "The measured level counts over it" in panel("asha")


def test_what_is_open_stands_there_and_a_locked_link_is_said(panel, mary, asha):
    link = made.begun(mary, asha, mode="link")
    Measurement.objects.filter(pk=link.pk).update(locked_at=build.NOW, tries=5)
    page = panel("asha")
    assert "Link locked" in page
    assert "make a new link" in page


def test_who_may_not_read_measures_sees_the_day_alone(panel, mary, asha):
    result = made.done(mary, asha)
    page = panel("cara")
    assert "Last measured on 2 March 2026" in page
    for words in (f"{result.score:.0f}<", "Level", "give or take", "lean on", "Provisional"):
        assert words not in page


@pytest.mark.parametrize("name", ["mo"])
def test_others_have_no_panel(panel, mary, asha, name):
    made.done(mary, asha)
    assert "Last measured" not in panel(name)


def test_who_is_gone_is_not_asked(panel, mary, asha):
    from patients.actions.leaving import mark_died

    mark_died(patient=mary, died_on=build.NOW.date(), by=asha, now=build.NOW)
    assert ">Measure<" not in panel("asha")


def test_the_panel_costs_one_query_with_two_as_with_twenty(rf, mary, asha):
    request = rf.get("/")
    request.practice, request.permissions = mary.practice, permissions_of({Role.COACH})
    for number in range(20):
        made.done(mary, asha, now=EARLIER + dt.timedelta(days=number))
        if number in (1, 19):
            with CaptureQueriesContext(connection) as captured:
                read(request, mary)
            assert len(captured) == 1


def test_another_panel_that_asks_for_the_same_asks_nobody(rf, mary, asha, django_assert_num_queries):
    request = rf.get("/")
    request.practice, request.permissions = mary.practice, permissions_of({Role.COACH})
    first = record_panel(request, mary)
    with django_assert_num_queries(0):
        assert record_panel(request, mary) is first
    other = build.a_patient(mary.practice, given_name="Nora")
    assert record_panel(request, other)["patient"] == other
