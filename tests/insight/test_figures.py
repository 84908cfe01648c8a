"""Figures are counted live, equal a recount by hand, and never point at one person."""

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.actions import following
from coaching.actions.striking import strike
from coaching.models import FollowUp, Session
from insight import behind, counting, months
from patients.models import Summary
from practice import small
from practice.models import TrailEvent
from tests import build
from tests.coaching import made

TODAY = dt.date(2026, 3, 2)
DASHBOARD = "/A81001/dashboard"


@pytest.fixture
def people(elm):
    return [build.a_patient(elm, given_name=f"Person {number}") for number in range(8)]


@pytest.fixture
def busy(people, asha, member):
    """A year with random sessions, some struck, some follow-ups done."""
    chance = random.Random(7)  # noqa: S311 - the same year every time
    coaches = [asha, member("ben"), member("lena")]
    for _number in range(60):
        now = build.NOW - dt.timedelta(days=chance.randrange(400))
        coach = chance.choice(coaches)
        next_contact = made.NextContact(
            due_on=TODAY + dt.timedelta(days=chance.randrange(-20, 20)), channel="phone"
        )
        session = made.a_finished(chance.choice(people), coach, now=now, next_contact=next_contact)
        if chance.random() < 0.2:
            strike(session=session, because="Wrong person", by=coach, now=build.NOW)
        elif chance.random() < 0.3:
            following.done(follow_up=session.follow_ups.get(), by=coach, now=build.NOW)
    return people


def held() -> list[Session]:
    """Every session that stands, found without the product's own words for it."""
    rows = Session.objects.all()
    return [s for s in rows if s.finished_at is not None and s.entered_in_error_at is None]


def test_months_equal_a_recount(elm, busy):
    found = counting.by_month(elm, TODAY)
    for month, load in found.items():
        mine = [s for s in held() if (s.held_on.year, s.held_on.month) == (month.year, month.month)]
        assert (load.sessions, load.people) == (len(mine), len({s.patient_id for s in mine})), month
    assert sum(load.sessions for load in found.values()) > 20


def test_coaches_equal_a_recount(elm, busy):
    for month in months.year_up_to(TODAY):
        mine = [s for s in held() if (s.held_on.year, s.held_on.month) == (month.year, month.month)]
        for name, load in counting.by_coach(elm, month):
            theirs = [s for s in mine if s.coach.name == name]
            assert (load.sessions, load.people) == (len(theirs), len({s.patient_id for s in theirs}))


def test_follow_ups_equal_a_recount(elm, busy):
    """Each by its key, so that a difference says whose it is."""
    opened = {f.pk: f.due_on for f in FollowUp.objects.all() if f.done_at is None and f.cancelled_at is None}
    week = [TODAY + dt.timedelta(days=day) for day in range(7)]
    by_hand = {
        "overdue": {pk for pk, due_on in opened.items() if due_on < TODAY},
        "due": {pk for pk, due_on in opened.items() if due_on in week},
    }
    lists = {"overdue": behind.overdue(elm, TODAY, TODAY), "due": behind.due(elm, TODAY, TODAY)}
    assert {name: set(rows.values_list("pk", flat=True)) for name, rows in lists.items()} == by_hand
    assert counting.follow_ups(elm, TODAY) == {name: len(found) for name, found in by_hand.items()}


def test_each_persons_own_counts_equal_a_recount(elm, busy):
    for summary in Summary.objects.filter(patient__in=busy):
        days = [s.held_on for s in held() if s.patient_id == summary.patient_id]
        kept = summary.sessions, summary.first_session_on, summary.last_session_on
        assert kept == (len(days), min(days, default=None), max(days, default=None))


def test_lists_have_as_many_rows_as_their_figure_says(elm, busy):
    month = dt.date(2026, 2, 1)
    load = counting.by_month(elm, TODAY)[month]
    assert behind.sessions(elm, month, TODAY).count() == load.sessions
    rows = list(behind.people(elm, month, TODAY))
    assert (len(rows), sum(row.held for row in rows)) == (load.people, load.sessions)
    waiting = counting.follow_ups(elm, TODAY)
    assert behind.overdue(elm, month, TODAY).count() == waiting["overdue"]
    assert behind.due(elm, month, TODAY).count() == waiting["due"]


def figure_of(text: str, label: str) -> str:
    """The number under a label."""
    start = text.index(f'figure__label">{label}')
    value = text[text.index("figure__value", start) :]
    return value[value.index(">") + 1 : value.index("<")].strip()


def test_a_figure_is_never_older_than_the_last_commit(browser_of, people, asha):
    browser = browser_of("asha")
    assert figure_of(browser.get(DASHBOARD).text, "Sessions this month") == "0"
    session = made.a_finished(people[0], asha)
    assert figure_of(browser.get(DASHBOARD).text, "Sessions this month") == "1"
    strike(session=session, because="Wrong person", by=asha, now=build.NOW)
    assert figure_of(browser.get(DASHBOARD).text, "Sessions this month") == "0"


def test_small_numbers_are_hidden_from_those_who_see_no_names(browser_of, people, asha):
    for person in people[:4]:
        made.a_finished(person, asha)
    text = browser_of("mo").get(DASHBOARD).text
    assert figure_of(text, "Sessions this month") == "Not shown"
    assert figure_of(text, "People seen this month") == "Not shown"
    assert 'class="nhsuk-table__heading" aria-hidden="true">Sessions </span><span>4</span>' not in text
    assert "<rect" not in text
    assert figure_of(browser_of("asha").get(DASHBOARD).text, "Sessions this month") == "4"


def test_five_are_shown(browser_of, people, asha):
    for person in people[:5]:
        made.a_finished(person, asha)
    assert figure_of(browser_of("mo").get(DASHBOARD).text, "People seen this month") == "5"


def test_a_hidden_coach_cannot_be_found_by_taking_away(browser_of, people, asha, member):
    for person in people:
        made.a_finished(person, asha)
    made.a_finished(people[0], member("ben"))
    text = browser_of("mo").get(DASHBOARD).text
    coaches = text[text.index("By coach in") :]
    assert coaches.count("Not shown") == 4


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([0, 5, 9], [0, 5, 9]),
        ([4, 5, 9], [None, None, 9]),
        ([4, 0, 9], [None, 0, None]),
        ([4], [None]),
        ([1, 2, 30], [None, None, None]),
        ([1, 4, 30], [None, None, 30]),
        ([], []),
    ],
)
def test_what_is_hidden_of_a_sum_makes_up_enough(values, shown):
    assert small.shown_column(values, 5) == shown


def test_every_figure_says_how_it_is_counted(browser_of, elm):
    text = browser_of("mo").get(DASHBOARD).text
    assert text.count("How this is counted") == text.count('class="figure__label"') == 7


def test_an_empty_month_says_what_comes_here(browser_of, elm):
    assert "as soon as they are finished" in browser_of("mo").get(DASHBOARD).text


def test_the_chart_has_its_words_and_its_table(browser_of, busy):
    text = browser_of("asha").get(DASHBOARD).text
    assert 'role="img"' in text and "<title" in text and "<desc" in text
    assert text.count("<rect") >= 10
    assert "Sessions and people by month" in text
    assert "style=" not in text[text.index('<svg class="chart"') : text.index("By coach in")]


@pytest.mark.care(3)
@pytest.mark.parametrize("figure", list(behind.LISTS))
def test_names_behind_a_figure_are_for_those_who_may(browser_of, busy, figure):
    who = (("asha", 200), ("ben", 200), ("lena", 200), ("mo", 403), ("cara", 403), ("dev", 404))
    for name, status in who:
        assert browser_of(name).get(f"{DASHBOARD}/{figure}").status_code == status, name
    looked = TrailEvent.objects.filter(verb="figure.opened", details__figure=figure)
    assert looked.count() == 3


def test_the_dashboard_is_for_everybody_here(browser_of, elm):
    for name, status in (
        ("asha", 200),
        ("ben", 200),
        ("mo", 200),
        ("lena", 200),
        ("cara", 200),
        ("dev", 404),
    ):
        assert browser_of(name).get(DASHBOARD).status_code == status, name


def test_a_figure_nobody_knows_is_not_found(browser_of, elm):
    assert browser_of("asha").get(f"{DASHBOARD}/outcomes").status_code == 404


@pytest.mark.parametrize("month", ["", "2019-01", "2026-13", "1'--", "\x00", "2026-02-01"])
def test_a_wrong_month_is_this_month(browser_of, finished_today, month):
    answer = browser_of("asha").get(f"{DASHBOARD}/people", {"month": month, "page": "0"})
    assert answer.status_code == 200
    assert "March 2026" in answer.text and "Person 0" in answer.text


@pytest.fixture
def finished_today(people, asha):
    return made.a_finished(people[0], asha)


def test_another_month_is_asked_for_by_name(browser_of, finished_today):
    answer = browser_of("asha").get(f"{DASHBOARD}/sessions", {"month": "2026-02"})
    assert "February 2026" in answer.text and "Nobody here" in answer.text


def test_another_practice_is_not_counted(elm, oak, people, asha, member):
    from practice.tenancy import in_view

    with in_view([elm, oak]):
        made.a_finished(build.a_patient(oak), member("lena", oak))
        made.a_finished(people[0], asha)
        assert counting.by_month(elm, TODAY)[months.first_of(TODAY)].sessions == 1


def queries_of(browser, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_the_same_number_of_queries_for_2_rows_and_20(browser_of, people, asha):
    browser = browser_of("asha")
    pages = [DASHBOARD, *(f"{DASHBOARD}/{figure}" for figure in behind.LISTS)]
    made.a_follow_up(people[0], asha)
    few = [queries_of(browser, page) for page in pages]
    for person in people:
        made.a_finished(person, asha)
        made.a_follow_up(person, asha)
    assert [queries_of(browser, page) for page in pages] == few


def test_months_of_a_year():
    year = months.year_up_to(dt.date(2026, 1, 31))
    assert (year[0], year[-1], len(year)) == (dt.date(2025, 2, 1), dt.date(2026, 1, 1), 12)
    assert months.earlier(dt.date(2026, 12, 1), -1) == dt.date(2027, 1, 1)
