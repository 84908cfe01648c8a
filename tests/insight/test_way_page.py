"""The page of the funnel: it equals a recount, each number has its list, small numbers point at nobody."""

import datetime as dt
import html
import re

import pytest

from insight import fairness, funnel, funnel_groups, funnel_hiding, period
from patients.actions.blocks import set_block
from patients.models import Summary
from practice.models import TrailEvent
from tests import build
from tests.coaching import made, ways
from tests.insight.wandering import Wanderer
from tests.insight.ways_by_hand import Hand
from tests.reminders.made import people

TODAY = build.NOW.date()
YEAR = period.ending(dt.date(2026, 3, 1), 12, TODAY)
PAGE = "/A81001/figures/way"


@pytest.fixture
def six(elm, asha):
    """Six are offered it; four accept, two of them come; one withdraws by her own choice."""
    everybody = [build.a_patient(elm, given_name=f"Person {number}") for number in range(6)]
    enrolments = [
        ways.begun(one, asha, "enrolled" if at < 4 else "referred") for at, one in enumerate(everybody)
    ]
    for patient in everybody[:2]:
        made.a_finished(patient, asha)
    ways.taken(enrolments[3], "withdrew", asha, whose_choice="theirs")
    return everybody


def text_of(browser, query: str = "") -> str:
    answer = browser.get(PAGE + query)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def links(text: str) -> dict[str, str]:
    """Every list of the page, by what it is of."""
    found = re.findall(rf'href="{PAGE}/people(\?[^"]+)"', text)
    return {re.sub(r".*&of=", "", one): one for one in found}


@pytest.mark.care(28)
def test_counts_and_lists_equal_a_recount(elm, asha):
    everybody = people(elm, 12)
    Summary.objects.bulk_create(Summary(practice=elm, patient=patient) for patient in everybody)
    at_large = Wanderer(everybody, asha, seed=7)
    for _number in range(90):
        at_large.step()
    mine = [way for way in Hand(elm).ways() if way[1] == "coaching" and YEAR.since <= way[2] < YEAR.until]
    found = funnel.funnels(elm, YEAR)["coaching"]
    assert found.people == len(mine) > 3
    for at, name in enumerate((*funnel.STAGES, "measured"), start=3):
        assert found.counts[name] == sum(way[at] is not None for way in mine)
    assert found.counts["better"] == sum(way[11] for way in mine)
    rows = funnel.ways(elm, "coaching", YEAR)
    lists = {name: funnel.part(rows, name).count() for name in funnel.COUNTED}
    assert lists == {name: found.counts[name] for name in funnel.COUNTED}
    assert sum(funnel.part(rows, f"far-{stage}").count() for stage in funnel.STAGES) == found.people


def test_it_says_where_most_fall_out_and_why(browser_of, six):
    text = text_of(browser_of("asha"))
    assert "Most people stop here so far: 2 of 6 (33%) were offered it, and no further." in text
    assert "Withdrew, their choice" in text
    assert "Of 6 people nobody knows what came of it" in text


def test_each_number_leads_to_its_list(browser_of, six):
    browser = browser_of("asha")
    counts = {"people": 6, "accepted": 4, "no-accepted": 2, "attended": 2, "far-accepted": 2, "not-known": 6}
    counts |= {
        "far-accepted&stands=withdrew&how=theirs&route=": 1,
        "people&by=Age&group=40+to+59": 6,
    }
    counts |= {"people&by=Month&group=March+2026": 6, "people&by=Route&group=GP+or+nurse": 6}
    counts |= {"people&by=Language&group=Not+known": 6, "people&by=Needs&group=No+need+noted": 6}
    found = links(text_of(browser))
    for of, number in counts.items():
        answer = browser.get(f"{PAGE}/people{found[of]}")
        assert answer.text.count('href="/A81001/patients/') == number, of
    looked = TrailEvent.objects.filter(verb="figure.opened")
    assert looked.count() == len(counts) and looked.last().details["figure"] == "way"


def test_what_is_no_number_is_no_list(browser_of, six):
    for query in ("?of=none", "?of=far-none", "?of=people&by=Name&group=Mary"):
        assert browser_of("asha").get(f"{PAGE}/people{query}").status_code == 404


def test_a_shut_record_is_not_listed(browser_of, six, asha, member):
    set_block(patient=six[0], user=asha.user, kind="relation", by=member("mo"), now=build.NOW)
    assert "Person 0" not in browser_of("asha").get(f"{PAGE}/people?of=people").text


def test_who_sees_no_names_sees_no_small_numbers(browser_of, six):
    text = text_of(browser_of("mo"))
    assert links(text) == {} and "Not shown" in text
    assert "Withdrew, their choice" not in text or ">1<" not in text
    assert "Most people stop" not in text


def test_social_prescribing_and_an_empty_time(browser_of, six):
    browser = browser_of("asha")
    assert "Nobody’s way began" in text_of(browser, "?aim=prescribing")
    assert "Nobody’s way began" in text_of(browser, "?to=2025-01&months=3")


def test_for_whom_it_works_less_well_only_beyond_chance():
    def counts(people: int, came: int) -> tuple[int, ...]:
        given = {"on_list": people, "people": people, "attended": came}
        return tuple(given.get(name, 0) for name in funnel_groups.COLUMNS)

    rows = [
        ("1 most deprived", counts(60, 12)),
        ("5 least deprived", counts(140, 80)),
        ("Not known", counts(40, 5)),
    ]
    said = funnel_groups.less_well(
        {"Deprivation": rows, "Sex": [("Male", counts(9, 4)), ("Female", counts(9, 5))]}, (), 5
    )
    assert said == ["Deprivation fifth 1 most deprived: 12 of 60 came (20%); of everybody else 47%."]
    assert fairness.FEWER


@pytest.mark.parametrize(
    ("people", "counts", "shown"),
    [
        (40, (38, 20, 20, 3), [None, 20, 20, None]),
        (40, (40, 33, 30), [40, 33, None]),
        (3, (3, 2), [None, None]),
        (0, (0, 0), [0, 0]),
    ],
)
def test_what_points_at_few_is_hidden(people, counts, shown):
    assert funnel_hiding.stages(people, counts, 5) == shown
    assert funnel_hiding.stages(people, counts, 0) == list(counts)


def test_what_would_give_it_away_is_hidden():
    rows = [(30, 10), (20, 3), (40, 12)]
    assert funnel_hiding.grid(rows, 5) == [[30, None], [20, None], [40, 12]]
    assert funnel_hiding.parts(10, [6, 4], 5) == [None, None]
    assert funnel_hiding.parts(20, [6, 14], 5, one_is_hidden=True) == [None, 14]
    assert funnel_hiding.parts(None, [6, 14], 5) == [None, None]


def test_the_dashboard_says_what_to_look_at_first(browser_of, six, elm):
    text = html.unescape(browser_of("asha").get("/A81001/dashboard").text)
    assert (
        "Coaching: most people stop here so far: 2 of 6 (33%)" in text
        and f'href="{PAGE}?aim=coaching"' in text
    )
    assert "6 people: offered 6, accepted 4, reached 2, plan made 2, came 2." in text
    hidden = html.unescape(browser_of("mo").get("/A81001/dashboard").text)
    assert "most people stop here" not in hidden and "6 people: offered 6" in hidden


def test_the_dashboard_asks_for_whom_it_works_less_well_once_it_stands(browser_of, six):
    browser = browser_of("mo")
    whole, part = (browser.get("/A81001/figures/less", headers=sent) for sent in ({}, {"HX-Request": "true"}))
    assert "<h1" in whole.text and "<h1" not in part.text
    assert "for no group is there a difference that is more than chance explains" in part.text
