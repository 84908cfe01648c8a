"""What changed: equal to a recount by hand, careful with what numbers cannot say, and never pointing at few."""

import datetime as dt
import re
from statistics import fmean, stdev

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insight.changed import goals, people, rulers, section, sums
from insight.models import Way
from insight.period import ending
from patients.actions.blocks import set_block
from patients.models import Patient
from practice.models import TrailEvent
from tests import build
from tests.activation import made
from tests.insight import measured
from tests.insight.measured import TODAY, a_goal, kept, row, with_a_goal

PAGE = "/A81001/figures/change"
LIST = f"{PAGE}/people"
FIRST = [40.0, 45.0, 50.0, 55.0, 60.0, 62.0, 66.0, 70.0]
CHANGES = [15.0, 2.0, -14.0, 4.0, 0.0, 12.0, -3.0, 1.0]  # three of them beyond 1.96 errors of 4.95
YEAR = ending(dt.date(2026, 3, 1), 12, TODAY)


@pytest.fixture
def data(asha):
    """A scale from data."""
    return {"calibration": measured.scale(asha)}


@pytest.fixture
def crowd(elm, asha, data):
    """Eight with a pair, then one of two scales, one measured once, one long ago, one who was never."""
    found = [build.a_patient(elm, given_name=f"Person {number}") for number in range(12)]
    Patient.objects.filter(pk__in=[one.pk for one in found[:6]]).update(deprivation=1, gender="1")
    with_a_goal(found, asha, 400)
    old = {"calibration": measured.scale(asha, 3)}
    rows = []
    for person, start, change in zip(found, FIRST, CHANGES, strict=False):
        level = {"level": "4" if start > 64.1 else "2"}
        rows += [
            row(person, asha, 380, start, **data, **level),
            row(person, asha, 30, start + change, **data),
        ]
    rows += [row(found[8], asha, 300, 40.0, **old), row(found[8], asha, 20, 60.0, **data)]
    rows += [row(found[9], asha, 20, 60.0, **data)]
    rows += [row(found[10], asha, days, 60.0, **data) for days in (395, 390)]
    kept(rows)
    return found


@pytest.fixture
def besides(elm, asha, data, crowd):
    """Two more measured once, so that who has no pair is not few."""
    found = [build.a_patient(elm) for _number in range(2)]
    with_a_goal(found, asha, 400)
    kept([row(person, asha, 20, 60.0, **data) for person in found])
    return crowd


def test_where_few_have_no_pair_nobody_is_told_of(elm, crowd):
    """Of eleven people eight: the rest would be three."""
    found = looked(elm, under=5)
    assert values(found["places"]) == ["Not shown"] * 4 + [0] and not found["told"]


def looked(elm, *, under: int = 0, period=YEAR) -> dict:
    """The part of our own questionnaire."""
    everybody = people.everybody(elm, "coaching", period, TODAY)
    definition = people_definition()
    look = section.Look(period.since, under, 5, lambda of: of)
    return section.section(everybody, "skerry-13", definition, look)


def people_definition():
    from activation.definition import definition_of

    return definition_of(made.instrument())


def values(rows) -> list:
    return [row.value for row in rows]


def test_who_can_be_compared_and_who_not(elm, crowd):
    """The twelfth came to nothing and was never measured: contact alone is not the programme."""
    assert values(looked(elm)["places"]) == [8, 1, 1, 1, 0]


def test_the_average_and_its_interval_as_by_hand(elm, crowd):
    mean, away = fmean(CHANGES), 2.3646 * stdev(CHANGES) / 8**0.5
    said = f"+{mean:.1f} (−{abs(mean - away):.1f} to +{mean + away:.1f})"
    found = looked(elm)
    assert found["mean"] == said and "may be chance" in found["verdict"]
    assert [line[:2] for line in found["rows"]] == [
        ("Everybody", 8),
        ("Without those who began at the highest level", 6),
    ]
    assert found["rows"][1][2].startswith(f"+{fmean(CHANGES[:6]):.1f} ")


@pytest.mark.care(28)
def test_beyond_noise_by_each_persons_errors(elm, crowd):
    needed = 1.96 * (3.5**2 + 3.5**2) ** 0.5
    up, down = sum(change >= needed for change in CHANGES), sum(change <= -needed for change in CHANGES)
    assert [line.value for line, _share in looked(elm)["beyond"]] == [up, 8 - up - down, down] == [2, 5, 1]


def test_groups_add_up_and_small_ones_are_hidden_with_another(elm, besides):
    groups = {group["name"]: group["rows"] for group in looked(elm)["groups"]}
    assert [line[:2] for line in groups["Deprivation"]] == [("1 most deprived", 6), ("Not known", 2)]
    hidden = {group["name"]: group["rows"] for group in looked(elm, under=5)["groups"]}
    assert {line[1] for line in hidden["Deprivation"]} == {"Not shown"}


def test_a_time_that_is_over_stays_as_it_was(elm, asha, data, crowd):
    """Somebody measured again afterwards counts in the later time too, and not differently in the earlier one."""
    before = ending(dt.date(2025, 12, 1), 6, TODAY)
    kept([row(crowd[0], asha, 70, 45.0, **data)])
    assert looked(elm, period=before)["mean"].startswith("+5.0")
    assert values(looked(elm, period=before)["places"])[0] == 1
    assert values(looked(elm)["places"])[0] == 8


def test_without_a_scale_from_data_it_is_said_beside_every_number(browser_of, elm, asha, data, crowd):
    made_by_design = made.instrument().calibrations.first()
    type(crowd[0].measurements.first()).objects.update(calibration=made_by_design)
    part = looked(elm)
    assert part["provisional"] and part["beyond"] and Way.objects.filter(change="no_scale").count() == 10
    text = browser_of("asha").get(PAGE).text
    assert text.count("(provisional scale)") > 10 and "nobody counts as better" in text


def test_a_licensed_score_by_its_files_rule_and_apart(browser_of, elm, asha, crowd):
    tool = {"instrument": made.instrument("pam"), "mode": "entry", "score_se": None}
    kept([row(crowd[0], asha, days, score, **tool) for days, score in ((90, 50.0), (9, 58.0))])
    text = browser_of("asha").get(PAGE).text
    assert "7.2 points count as beyond noise" in text
    assert "+8.0, no interval from one person" in text and values(looked(elm)["places"])[0] == 8


def shown(text: str) -> str:
    """Without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[text.index("<h1") :]))


def test_a_manager_sees_no_small_number_and_no_list(browser_of, besides):
    text = browser_of("mo").get(PAGE).text
    assert LIST not in text and LIST in browser_of("asha").get(PAGE).text
    told = shown(text)
    assert "Up beyond noise People Not shown Share Not shown" in told
    assert "Without those who began at the highest level People compared Not shown" in told
    assert "Measured on one day only People Not shown" in told


def test_of_a_few_people_nothing_is_said(browser_of, elm, asha, data):
    person = build.a_patient(elm)
    with_a_goal([person], asha, 90)
    kept([row(person, asha, days, 50.0, **data) for days in (80, 10)])
    assert "Too few people" in browser_of("mo").get(PAGE).text
    assert "of 1 person" in browser_of("asha").get(PAGE).text


def test_nobody_yet(browser_of, elm):
    for aim in ("coaching", "prescribing", "%00"):
        assert "Nobody was in the programme" in browser_of("mo").get(PAGE, {"aim": aim}).text


def test_lists_behind_numbers(browser_of, asha, member, crowd):
    """Names for those who may, none of a record that is shut to them; each look stays on the trail."""
    for of, names in (("skerry-13.up", {0, 5}), ("skerry-13.once", {9}), ("people", set(range(11)))):
        text = browser_of("asha").get(LIST, {"of": of}).text
        assert {
            number for number in range(12) if f"Person {number}<" in text or f"Person {number} " in text
        } == names, of
    assert TrailEvent.objects.filter(verb="figure.opened", details__figure="change").count() == 3
    set_block(patient=crowd[0], user=member("ben").user, kind="relation", by=asha, now=build.NOW)
    assert "Person 0" not in browser_of("ben").get(LIST, {"of": "skerry-13.up"}).text


@pytest.mark.parametrize(
    "of", ["x", "skerry-13.x", "levels.9", "goals.", "ons4:happiness.x", "\x00", "pam.up"]
)
def test_a_number_that_is_not_on_the_page(browser_of, crowd, of):
    assert browser_of("asha").get(LIST, {"of": of}).status_code == 404


ONS4 = ("life-satisfaction", "worthwhile", "happiness", "anxiety")


def wellbeing(person, asha, days: int, *numbers) -> object:
    said = {"instrument": made.instrument("ons4"), "answers": dict(zip(ONS4, numbers, strict=True))}
    return row(person, asha, days, None, level="", score_se=None, **said)


def test_the_four_of_wellbeing_each_by_itself(browser_of, elm, asha):
    """What was left out does not count, and two sheets of one day are no change."""
    one, other, third = (build.a_patient(elm) for _number in range(3))
    with_a_goal([one, other, third], asha, 100)
    rows = [wellbeing(one, asha, 90, 3, 4, "no", 9), wellbeing(one, asha, 5, 6, 4, 5, 4)]
    rows += [wellbeing(other, asha, 90, 5, 5, 5, 5), wellbeing(other, asha, 5, 6, "no", 5, 6)]
    kept([*rows, wellbeing(third, asha, 5, 1, 1, 1, 1), wellbeing(third, asha, 5, 9, 9, 9, 9)])
    found = rulers.rulers(elm, people.everybody(elm, "coaching", YEAR, TODAY), YEAR)
    points = {ruler.item.id: [p.points for p in ruler.pairs.values()] for ruler in found}
    assert points == {"life-satisfaction": [3, 1], "worthwhile": [0], "happiness": [0], "anxiety": [-5, 1]}
    text = browser_of("asha").get(PAGE).text
    assert "Anxiety (lower is better)" in text and "These bands are not confirmed" in text


@pytest.mark.care(28)
def test_goals_as_the_way_says(browser_of, elm, asha):
    found = [build.a_patient(elm) for _number in range(5)]
    for person, said in zip(
        found, ({50: -1, 3: 1}, {50: 1, 3: 1}, {50: 0, 3: -2}, {3: 2}, {50: 0, 40: 2, 3: 0}), strict=True
    ):
        a_goal(person, asha, said)
    a_goal(found[3], asha, {50: -2, 3: 2}, cancelled_at=build.NOW, cancelled_by=asha, cancelled_because="x")
    kept([row(person, asha, 9, 50.0) for person in found])
    everybody = people.everybody(elm, "coaching", YEAR, TODAY)
    rated = goals.rated(elm, everybody, YEAR)
    assert goals.stands(rated) == {"up": 1, "same": 2, "down": 1}
    ways = dict(Way.objects.values_list("patient", "goal"))
    assert ways == {one.pk: "" for one in found} | {
        one.person: "up" if one.stands == "up" else "not_up" for one in rated
    }
    assert "4 goals were rated at least twice, by 4 people" in browser_of("asha").get(PAGE).text


def test_levels_judged_by_a_coach_are_told_apart(browser_of, elm, asha):
    one, other = build.a_patient(elm), build.a_patient(elm)
    made.done(one, asha)
    made.judged(other, asha, "3")
    with_a_goal([one, other], asha, 5)
    told = shown(browser_of("asha").get(PAGE).text)
    assert "Level 3, judged by a coach People 1" in told and "Level 3 People 1" in told


def test_as_many_queries_for_more_people(browser_of, elm, asha, data, crowd):
    browser, asked = browser_of("asha"), []
    for _turn in range(2):
        browser.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGE)
        asked.append(len(queries))
        more = [build.a_patient(elm) for _number in range(4)]
        with_a_goal(more, asha, 90)
        kept([row(person, asha, days, 50.0, **data) for person in more for days in (80, 9)])
    assert asked[0] == asked[1]


def test_the_file_hides_for_everybody(browser_of, besides):
    text = browser_of("asha").get("/A81001/figures/file", {"page": "change"}).content.decode()
    assert "Up beyond noise,Not shown" in text and "Everybody,Everybody,8,2.1," in text


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((3, 9, 20), [False, False, True]),
        ((3, 4, 20), [False, False, True]),
        ((1, 1, 6, 20), [False, False, False, True]),
        ((7, 9), [True, True]),
        ((0, 3, 8), [True, False, False]),
        ((2, 1), [False, False]),
    ],
)
def test_what_is_left_out_is_never_few_together(counts, told):
    assert sums.told_apart(counts, 5) == told


def test_regression_to_the_mean_is_seen(elm):
    found = sums.summed([(40.0, 6.0, ""), (50.0, 3.0, ""), (60.0, 0.0, "")])
    assert found.slope == pytest.approx(-0.3) and found.told == 0
    assert sums.summed([(40.0, 6.0, "")]).slope is None and sums.summed([]).mean.value is None
