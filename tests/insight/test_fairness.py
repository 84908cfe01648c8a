"""Whether each group has its share: equal to a recount by hand, and never pointing at one person."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from insight import fairness, fairness_page, how_far, period
from insight.intervals import difference, ratio
from insight.models import Way
from patients.models import Patient
from tests import build
from tests.activation import crowd
from tests.insight import ways
from tests.prescribing.ways import referred

TODAY = build.NOW.date()
YEAR = period.ending(dt.date(2026, 3, 1), 12, TODAY)
PAGE = "/A81001/figures/fairness"
FIFTHS = ("1 most deprived", "2", "3", "4", "5 least deprived")


@pytest.fixture
def people(elm, asha):
    """Forty people, most of whom came to something; besides, those who do not count."""
    chance = random.Random(8)  # noqa: S311 - the same each time
    found = crowd.people_of(elm, 40)
    for person in found[:30]:
        route = chance.choice(("gp", "self"))
        ways.came(person, asha, chance.randrange(1, 5), days_ago=chance.randrange(1, 300), route=route)
    gone = [found[0].pk, found[39].pk]
    Patient.objects.filter(pk__in=gone).update(left_on=TODAY, left_for="Elsewhere")
    Patient.objects.filter(pk=found[1].pk).update(restricted=True)
    build.a_patient(elm, birth_date=dt.date(2010, 3, 3))
    ways.came(found[35], asha, 4, days_ago=500)
    referred(found[36], asha)
    # The last one left without having come; the first did come, and counts.
    kept = [person.pk for person in found[:39]]
    return list(elm.patients.filter(Q(pk__in=kept) | Q(given_name__in=("Pat", "Omar"))))


def by_fifth(people, came: set[int]) -> Counter:
    """Found without the product's own words for it."""
    known = {p.pk: p.deprivation for p in people if p.deprivation and not p.restricted}
    return Counter(str((known[pk] + 1) // 2) if pk in known else "" for pk in came)


def test_counts_equal_a_recount(elm, people):
    found = how_far.counted(elm, "coaching", YEAR, TODAY)
    everybody = dict(zip(how_far.COLUMNS, how_far.everybody(found), strict=True))
    rows = [way for way in Way.objects.filter(aim="coaching") if way.first_on >= YEAR.since]
    assert (everybody["on_list"], everybody["people"]) == (len(people), 30) == (41, len(rows))
    accepted = {way.patient_id for way in rows if way.accepted_on}
    assert everybody["accepted"] == len(accepted)
    assert dict(how_far.column(found["fifth"], "accepted")) == by_fifth(people, accepted)
    assert dict(how_far.column(found["fifth"], "on_list")) == by_fifth(people, {p.pk for p in people})
    assert sum(dict(how_far.column(found["route"], "people")).values()) == 30


def test_every_grouping_adds_up(elm, people):
    found = how_far.counted(elm, "coaching", YEAR, TODAY)
    everybody = how_far.everybody(found)
    for name, rows in how_far.named(found, least=1).items():
        assert (
            tuple(sum(column) for column in zip(*(counts for _l, counts in rows), strict=True)) == everybody
        ), name
    assert [label for label, _counts in how_far.named(found, least=1)["Deprivation"]] == [
        *FIFTHS,
        "Not known",
    ]
    months = how_far.by_month(found)
    assert sum(counts[1] for _month, counts in months) == 30 and months[-1][0].endswith("2026")
    assert [label for label, _counts in how_far.by_route(found, {"gp": "GP"})] == ["GP", "Not known"]


def test_each_group_is_compared_with_everybody_else():
    first, second, third = fairness.compared([("A", 100, 40), ("B", 200, 20), ("C", 100, 18)], 0)
    assert first.difference == difference(40, 100, 38, 300) and first.ratio == ratio(40, 100, 38, 300)
    assert (first.says, second.says, third.says) == (fairness.MORE, fairness.FEWER, fairness.CHANCE)
    assert (first.shares, first.rate.value) == ((25, 51), 0.4)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([("A", 10, 0), ("B", 10, 0)], [fairness.NOBODY] * 2),
        ([("A", 10, 4)], [fairness.ALONE]),
        ([], []),
    ],
)
def test_where_there_is_nothing_to_compare(parts, says):
    assert [group.says for group in fairness.compared(parts, 0)] == says


def test_small_numbers_are_hidden_with_what_would_give_them_away():
    parts = [("A", 300, 40), ("B", 200, 3), ("C", 100, 18)]
    first, second, third = fairness.compared(parts, 5)
    assert (first.came, second.came, third.came) == (40, None, None)
    assert second.says == fairness.HIDDEN and third.ratio.value is None and third.shares == (17, None)
    assert {group.came for group in fairness.compared([("A", 50, 2), ("B", 50, 0)], 5)} == {None}


def test_a_slope_only_where_every_fifth_may_be_shown():
    fifths = [(fifth, 100, 10 + 5 * at) for at, fifth in enumerate(FIFTHS)]
    found = fairness.gradient(fairness.compared(fifths, 5))
    assert found.slope.value == pytest.approx(0.25) and found.rises and found.more_than_chance
    hidden = fairness.gradient(fairness.compared([*fifths[:4], (FIFTHS[4], 100, 2)], 5))
    assert not hidden.known and not fairness.gradient([]).known


@pytest.mark.parametrize(
    ("value", "said"),
    [(1234.5, "+1,234"), (12.34, "+12.3"), (-0.456, "\N{MINUS SIGN}0.46"), (0.001, "0"), (None, "no limit")],
)
def test_numbers_are_short(value, said):
    assert fairness_page.told(value, signed=True) == said


def test_the_page_says_what_is_counted_and_when(browser_of, people):
    text = browser_of("asha").get(f"{PAGE}?stage=attended").text
    assert "Coaching: came, April 2025 to March 2026" in text
    assert "Counted on 2 March 2026 at 9" in text and "Not shown" not in text
    assert text.count("the numbers in a table") == 6 and "No need noted" in text
    assert "Everybody aged 18 or over on the list today" in text and "Per 1,000" in text
    assert "Person" not in text


def test_the_page_hides_small_numbers_from_those_who_see_no_names(browser_of, people):
    answer = browser_of("mo").get(f"{PAGE}?stage=attended")
    for table in answer.context["tables"]:
        for group in table.groups:
            assert group.came is None or group.came == 0 or group.came >= 5
            assert group.base is None or group.base >= 5
        assert [group.came for group in table.groups].count(None) != 1
    assert "Not shown" in answer.text and "Numbers from 1 to 4 are not shown" in answer.text


def test_what_cannot_be_read_is_the_usual(browser_of, elm):
    answer = browser_of("mo").get(f"{PAGE}?aim=x&stage=y&months=z&to=w")
    assert "Coaching: accepted" in answer.text and "nobody yet" in answer.text
    assert browser_of("mo").get(f"{PAGE}?aim=prescribing&stage=better").context["base"] == "0"


def test_the_same_number_of_queries_for_many(browser_of, elm, asha):
    browser = browser_of("asha")
    few = queries_of(browser, PAGE)
    for person in crowd.people_of(elm, 12):
        ways.came(person, asha, 2)
    assert queries_of(browser, PAGE) == few


def queries_of(browser, page: str) -> int:
    browser.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    return len(asked)
