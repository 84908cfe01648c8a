"""Who is asked first: what gives points, who gets the places, and that nothing else decides."""

import datetime as dt

import pytest

from outreach import ranking
from outreach.criteria import Criteria
from outreach.ranking import SHIPPED, Facts, Ranked, choose, fair, ranked
from outreach.ranking_queries import facts_of
from outreach.wave_pages import takes
from patients.models import Consent, ContactPoint
from reminders.kinds import Channel
from tests import build

MOBILE = {"kind": "mobile", "value": "07700 900123", "whose": "own", "may_send": True}
QUIET = Facts(patient=0, asked=True, measured_high=True, heard_of_lately=True)


def one(patient: int, points: int, fifth: int | None = None, *effort: str) -> Ranked:
    return Ranked(patient, points, (), effort, fifth)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"fifth": 1}, "most_deprived"),
        ({"fifth": 2}, "next_deprived"),
        ({"asked": False}, "never_asked"),
        ({"measured_high": False}, "activation"),
        ({"heard_of_lately": False}, "long_ago"),
        ({"need": True}, "need"),
        ({"interpreter": True}, "interpreter"),
        ({"only_call": True}, "only_call"),
        ({"not_reached": True}, "not_reached"),
    ],
)
def test_each_rule_gives_its_points_and_says_so(facts, rule):
    import dataclasses

    (found,) = ranked([dataclasses.replace(QUIET, **facts)], SHIPPED, lot=1)
    assert found.because == ((rule, SHIPPED[rule]),)
    assert found.points == SHIPPED[rule]


def test_who_fits_no_rule_has_no_points_and_a_rule_without_points_is_off():
    assert ranked([QUIET], SHIPPED, lot=1)[0].points == 0
    off = {**SHIPPED, "never_asked": 0}
    assert ranked([Facts(1, measured_high=True, heard_of_lately=True)], off, lot=1)[0].because == ()


@pytest.mark.care(30)
def test_an_impairment_is_a_disability_and_what_it_takes_to_reach_somebody_is_none():
    assert Criteria(needs=("format", "impairment")).protected == ("disability",)
    assert Criteria(needs=("format", "contact_method")).protected == ()


@pytest.mark.care(30)
def test_no_rule_asks_for_a_protected_characteristic():
    """The facts have no age, sex, ethnicity, language or condition, so no rule can ask for one."""
    assert set(Facts.__slots__) == {
        *("patient", "fifth", "asked", "not_reached", "measured_high", "heard_of_lately"),
        *("need", "interpreter", "only_call"),
    }
    assert {rule.effort for rule in ranking.RULES if rule.effort} == set(ranking.EFFORTS)


def test_the_same_points_are_drawn_by_lot_and_the_lot_stays():
    people = [Facts(patient) for patient in range(50)]
    order = [found.patient for found in ranked(people, SHIPPED, lot=7)]
    assert order == [found.patient for found in ranked(reversed(people), SHIPPED, lot=7)]
    assert order not in (sorted(order), [found.patient for found in ranked(people, SHIPPED, lot=8)])


def test_by_rank_the_first_are_taken():
    order = [one(patient, 9 - patient, 1) for patient in range(5)]
    assert [found.patient for found in choose(order, 3, by_fifth=False, effort_percent=0)] == [0, 1, 2]
    assert choose(order, 9, by_fifth=True, effort_percent=50) == order


@pytest.mark.care(30)
def test_each_fifth_has_its_share_and_the_order_decides_within_it():
    order = [one(n, 9, 1) for n in range(8)] + [one(10 + n, 1, 5) for n in range(4)]
    chosen = choose(order, 6, by_fifth=True, effort_percent=0)
    assert [found.patient for found in chosen] == [0, 1, 2, 3, 10, 11]


def test_shares_add_up_to_the_places():
    assert fair({1: 1, 2: 1, 3: 1}, 2) == {1: 1, 2: 1, 3: 0}
    assert fair({1: 10, None: 5}, 3) == {1: 2, None: 1}


@pytest.mark.care(30)
def test_places_are_kept_for_those_whom_it_takes_more_to_reach():
    order = [one(n, 9, 1) for n in range(8)] + [one(20, 2, 1, "call"), one(21, 1, 5, "interpreter")]
    chosen = choose(order, 5, by_fifth=False, effort_percent=40)
    assert [found.patient for found in chosen] == [0, 1, 2, 20, 21]


def test_effort_takes_places_of_the_same_fifth_first():
    order = [one(0, 9, 1), one(1, 8, 5), one(2, 7, 1), one(3, 6, 5), one(4, 5, 5, "call")]
    chosen = choose(order, 2, by_fifth=True, effort_percent=50)
    assert [found.patient for found in chosen] == [0, 4]


@pytest.mark.parametrize(
    ("language", "needed", "effort"),
    [("Polish", None, True), ("Polish", False, False), ("English", None, False), ("English", True, True)],
)
def test_another_language_that_nobody_asked_about_takes_an_interpreter_as_for_the_sender(
    elm, clock, language, needed, effort
):
    one = build.a_patient(elm, language=language, interpreter_needed=needed)
    (facts,) = facts_of(elm, [one.pk], clock.now().date())
    assert facts.interpreter is effort


@pytest.mark.parametrize(
    ("effort", "channel", "says"),
    [
        ((), Channel.CALL, "Ring them"),
        ((), Channel.TEXT, ""),
        (("interpreter", "call"), Channel.CALL, "Ring with an interpreter"),
    ],
)
def test_what_it_takes_is_no_less_than_what_the_sender_would_do(effort, channel, says):
    assert takes(effort, channel) == says


@pytest.mark.care(30)
@pytest.mark.parametrize(
    ("point", "consents", "only_call"),
    [
        ({}, [], False),
        ({"failures": 2}, [], True),  # the number failed again and again
        ({"safe_times": "after 6pm"}, [], True),
        ({}, [("text", False, None)], True),  # texts were declined
        ({}, [("text", True, -1)], True),  # and so does an agreement that has run out
        ({}, [("text", False, None), ("text", True, None)], False),  # the latest word counts
        ({}, [("email", False, None)], False),
    ],
)
def test_a_failed_number_and_a_declined_text_leave_only_a_call(elm, clock, point, consents, only_call):
    one, today = build.a_patient(elm), clock.now().date()
    mine = {"practice": elm, "patient": one}
    ContactPoint.objects.create(**mine, **MOBILE | point)
    said = mine | {
        "from_on": today - dt.timedelta(days=9),
        "noted_at": build.NOW,
        "noted_by": build.a_colleague(elm),
    }
    for kind, agreed, days in consents:
        until = today + dt.timedelta(days=days) if days else None
        Consent.objects.create(**said, kind=kind, agreed=agreed, until_on=until)
    (facts,) = facts_of(elm, [one.pk], today)
    assert facts.only_call is only_call
