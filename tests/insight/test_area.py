"""Several practices together: what is kept of each equals what is counted live, and shows nobody."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from insight import funnel_plot, how_far, network_page, period, rolling, tasks
from insight.fairness import compared, gradient
from insight.fairness_words import STAGES, Asked
from insight.funnel import COUNTED, funnels
from insight.funnel_plot import Place
from insight.models import AreaCount
from insight.models.ways import Aim
from insight.network import area
from patients.groups import FIFTHS
from practice.models import Heartbeat
from practice.tenancy import in_view
from tests import build
from tests.activation import crowd
from tests.conftest import look_at
from tests.insight import ways
from tests.insight.test_fairness import queries_of
from tests.prescribing.ways import referred

TODAY = build.NOW.date()
PAGE = "/mine/figures"


@pytest.fixture
def people(elm, asha):
    """Sixteen of them, half with coaching, two referred."""
    found = crowd.people_of(elm, 16)
    for at, person in enumerate(found[:8]):
        ways.came(person, asha, 1 + at % 3, days_ago=20 * at)
    for person in found[7:9]:
        referred(person, asha)
    return found


@pytest.fixture
def dev(oak):
    """A coach of Oak."""
    look_at(oak)
    return oak.memberships.get(user__email="dev@oak.example.org")


def moved_in(oak, dev) -> None:
    for person in crowd.people_of(oak, 14)[:7]:
        ways.came(person, dev, 1)


@pytest.mark.parametrize("aim", Aim.values)
def test_what_is_kept_equals_what_is_counted_live(elm, people, aim):
    rolling.count_area(elm, build.NOW)
    rolling.count_area(elm, build.NOW)  # anew, not added
    year = period.ending(dt.date(2026, 3, 1), 12, TODAY)
    live = how_far.counted(elm, aim, year, TODAY)
    kept = area([elm], aim)
    assert {name: dict(rows) for name, rows in kept.groups.items()} == {
        n: dict(rows) for n, rows in live.items()
    }
    assert kept.each == {elm.pk: how_far.everybody(live)} and kept.oldest == kept.newest == build.NOW
    assert how_far.everybody(live)[1] == {"coaching": 8, "prescribing": 2}[aim]
    funnel = funnels(elm, year)[aim]
    told = dict(zip(how_far.COLUMNS, kept.each[elm.pk], strict=True))
    assert told["people"] == funnel.people and {n: told[n] for n in COUNTED} == {
        n: funnel.counts[n] for n in COUNTED
    }


def test_a_round_counts_what_is_an_hour_old_the_oldest_first(elm, oak, clock):
    rolling.count_area(oak, clock.now() - dt.timedelta(minutes=59))
    assert rolling.those_that_wait(clock.now()) == [elm]
    rolling.count_area(elm, clock.now() - dt.timedelta(minutes=30))
    clock.move(hours=1)
    assert rolling.those_that_wait(clock.now()) == [oak, elm]
    assert rolling.a_round(clock.now(), 0) == 0
    tasks.count_areas()
    assert rolling.those_that_wait(clock.now()) == []
    assert Heartbeat.objects.get(name="area").at == clock.now()


def test_by_hand(elm, oak, capsys):
    call_command("count_area", "A81001")
    with in_view([elm, oak]):
        assert set(AreaCount.objects.values_list("practice", flat=True)) == {elm.pk}
    call_command("count_area")
    assert capsys.readouterr().out == "Counted 1 practice.\nCounted 2 practices.\n"
    with pytest.raises(CommandError, match="no practice X1"):
        call_command("count_area", "X1")


def test_several_practices_are_added_up(elm, oak, people, dev, browser_of):
    moved_in(oak, dev)
    call_command("count_area")
    answer = browser_of("lena").get(f"{PAGE}?stage=offered")
    assert answer.context["came"] == "15" and "2 practices, added up" in answer.text
    assert "Counted on 2 March 2026 at 9" in answer.text
    groups = [group for table in answer.context["tables"] for group in table.groups]
    assert all(group.came is None or group.came == 0 or group.came >= 5 for group in groups)
    assert any(group.came is None for group in groups)
    assert "Elm Surgery" in answer.text and "/A81002/figures/fairness" in answer.text
    assert "slope index of inequality" in answer.text


def test_one_practice_is_not_compared(elm, people, browser_of):
    call_command("count_area")
    answer = browser_of("asha").get(f"{PAGE}?stage=offered")
    assert "1 practice, added up" in answer.text and "need several practices" in answer.text
    assert 'href="/A81001/figures/way"' in answer.text  # who belongs to one practice is not stranded here
    assert answer.context["beside"] is None and answer.context["slope"] == ""
    assert "Oak Surgery" not in answer.text


def test_before_the_first_count(elm, oak, browser_of):
    assert "No practice has been counted yet" in browser_of("lena").get(PAGE).text
    call_command("count_area", "A81001")
    assert "Not counted yet, and so not in these figures: Oak Surgery." in browser_of("lena").get(PAGE).text


def test_names_or_numbers_of_a_person_never_show(elm, people, browser_of):
    call_command("count_area")
    assert "Person" not in browser_of("asha").get(PAGE).text


def test_the_same_number_of_queries_for_one_practice_and_two(elm, oak, browser_of):
    call_command("count_area")
    assert queries_of(browser_of("lena"), PAGE) == queries_of(browser_of("asha"), PAGE)


def test_the_slope_is_said_in_words():
    fifths = [(fifth, 1000, 100 + 20 * at) for at, fifth in enumerate(FIFTHS)]
    asked = Asked(Aim.COACHING, STAGES["accepted"])
    said = network_page.slope_words(gradient(compared(fifths, 5)), asked)
    assert "per 1,000 changes by +100" in said and "It rises by more than chance explains." in said
    even = network_page.slope_words(gradient(compared([(f, 100, 10) for f in FIFTHS], 5)), asked)
    assert even.endswith("This could be chance.")
    assert network_page.slope_words(gradient([]), asked) == network_page.NO_SLOPE


def test_a_funnel_plot_says_in_shape_and_words_where_practices_lie():
    places = [Place(1, "Ash", 100, 50), Place(2, "Beech", 200, 60), Place(3, "Elm", 50, 26)]
    plot = funnel_plot.plot("Accepted", places, 0.5)
    assert plot.description == "3 practices around 50%. Beech: below the outer limits."
    assert [filled for _path, filled in plot.shapes] == [False, True] and len(plot.paths) == 4
    assert [number for _x, _y, number in plot.numbers] == [1, 2, 3]
    assert plot.across[-1] == (380.0, "200") and plot.up[0] == (286.0, "0%")


@pytest.mark.parametrize(
    ("most", "steps"),
    [(1, [0, 1]), (10, [0, 2, 4, 6, 8, 10]), (40, [0, 10, 20, 30, 40]), (5, [0, 1, 2, 3, 4, 5])],
)
def test_steps_are_easy_to_read(most, steps):
    assert funnel_plot.steps(most) == steps


@pytest.mark.parametrize(("number", "up"), [(1, 1), (7, 8), (41, 50), (100, 100), (101, 200), (980, 1000)])
def test_the_scale_ends_at_a_round_number(number, up):
    assert funnel_plot.rounded_up(number) == up
