"""Charts on their pages: kept, changed, noted on, locked, put away; a quick look; who may, and what is hidden."""

import datetime as dt

import pytest

from insight.catalogue import MEASURES, asking
from insight.models import Chart, ChartLimits
from practice.models import TrailEvent
from tests import build
from tests.coaching.made import a_finished
from tests.insight import rows
from tests.insight.charted import RISEN, TODAY, answers

pytestmark = pytest.mark.django_db
BASE = "/A81001/charts"
NEW = {
    "measure": "sessions",
    "name": "",
    "by": "month",
    "kind": "xmr",
    "since_day": "1",
    "since_month": "9",
    "since_year": "2024",
}


@pytest.fixture
def cara(browser_of):
    return browser_of("cara")


@pytest.fixture
def kept(elm, monkeypatch) -> Chart:
    answers(monkeypatch, RISEN)
    chart = rows.a_chart(elm)
    chart.kind, chart.since = "xmr", dt.date(2024, 9, 1)
    chart.save()
    return chart


def verbs() -> list[str]:
    """What was done to charts after the first was kept."""
    found = TrailEvent.objects.filter(verb__startswith="chart.").order_by("pk")
    return [verb.removeprefix("chart.") for verb in found.values_list("verb", flat=True)][1:]


def test_a_chart_is_kept_and_called_like_its_measure(cara, elm):
    where = cara.post(f"{BASE}/add", NEW)["Location"]
    chart = Chart.objects.get()
    assert (chart.name, chart.since, chart.made_by.user.email) == (
        "Sessions held",
        dt.date(2024, 9, 1),
        "cara@elm.example.org",
    )
    assert "Sessions held" in cara.get(where).text and "Sessions held" in cara.get(BASE).text
    assert TrailEvent.objects.filter(verb="chart.kept").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "p"}, "choose one of Run chart"),
        ({"kind": "c", "measure": "missed"}, "choose one of Run chart"),
        ({"measure": "nothing"}, "Choose an answer to"),
        ({"since_year": "2030"}, "must not be in the future"),
        ({"by": "week", "since_year": "2021"}, "more than 156 weeks ago"),
    ],
)
def test_what_cannot_be_drawn_is_said(cara, typed, said):
    answer = cara.post(f"{BASE}/add", NEW | typed)
    assert answer.status_code == 422 and said in answer.text
    assert not Chart.objects.exists()


def test_who_was_slower_sees_what_the_other_chose(cara, kept):
    typed = NEW | {"version": "1", "name": "Mine", "kind": "run"}
    assert cara.post(f"{BASE}/{kept.pk}/change", typed).status_code == 302
    late = cara.post(f"{BASE}/{kept.pk}/change", typed | {"name": "Late", "kind": "xmr"})
    assert late.status_code == 422 and "Run chart (median)" in late.text and "Late" in late.text
    assert cara.post(f"{BASE}/{kept.pk}/change", typed | {"name": "Late", "version": "2"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.version, verbs()) == ("Late", 3, ["changed", "changed"])


def test_what_happened_stands_on_the_chart_until_it_is_taken_off(cara, kept):
    typed = {
        "happened_on_day": "3",
        "happened_on_month": "5",
        "happened_on_year": "2025",
        "words": "A second coach began",
    }
    shown = cara.get(cara.post(f"{BASE}/{kept.pk}/note", typed)["Location"])
    assert shown.context["drawn"].events == ["1: 3 May 2025, A second coach began"]
    after = cara.get(cara.post(f"{BASE}/notes/{kept.notes.get().pk}/end")["Location"])
    assert after.context["drawn"].events == [] and "taken off by" in after.text
    assert (
        "must lie on the chart"
        in cara.post(f"{BASE}/{kept.pk}/note", typed | {"happened_on_year": "2023"}).text
    )
    assert verbs() == ["noted", "note_ended"]


def test_limits_are_locked_to_a_quiet_time_and_set_anew_with_a_reason(cara, kept):
    locked = {"from_on": "2024-09-01", "baseline_to": "2025-04-30", "because": "Before the second coach"}
    where = cara.post(f"{BASE}/{kept.pk}/limits", locked)["Location"]
    said = " ".join(cara.get(where).context["drawn"].remarks)
    assert "from eight months up to April 2025; locked" in said and "Before the second coach" in said
    cara.post(f"{BASE}/{kept.pk}/limits", {"from_on": "2025-05-01", "because": "It lasts"})
    drawn = cara.get(where).context["drawn"]
    assert drawn.headline == "Nothing but the usual ups and downs since May 2025"
    assert len(drawn.pictures[0]["phases"]) == 1
    cara.post(f"{BASE}/limits/{kept.limits.last().pk}/end")
    assert cara.get(where).context["drawn"].headline.startswith("Higher than it was since May 2025")


def test_limits_of_the_same_day_give_way_and_one_point_is_no_baseline(cara, kept):
    typed = {"from_on": "2024-09-01", "because": "First"}
    for why in ("First", "Second"):
        cara.post(f"{BASE}/{kept.pk}/limits", typed | {"because": why})
    assert [one.because for one in ChartLimits.objects.filter(ended_at=None)] == ["Second"]
    wrong = cara.post(f"{BASE}/{kept.pk}/limits", typed | {"baseline_to": "2024-09-30"})
    assert wrong.status_code == 422 and "two points or more" in wrong.text
    assert cara.post(f"{BASE}/{kept.pk}/limits", typed | {"because": ""}).status_code == 422


def test_a_chart_does_not_begin_after_what_its_limits_are_locked_to(cara, kept):
    cara.post(
        f"{BASE}/{kept.pk}/limits", {"from_on": "2024-09-01", "baseline_to": "2025-04-30", "because": "Quiet"}
    )
    late = cara.post(
        f"{BASE}/{kept.pk}/change", NEW | {"version": "1", "since_month": "6", "since_year": "2025"}
    )
    assert late.status_code == 422 and "Limits are locked to a time before that" in late.text


def test_put_away_nothing_is_lost_or_changed_until_it_is_taken_up(cara, kept):
    assert "Put it away" in cara.get(f"{BASE}/{kept.pk}/away").text
    where = cara.post(f"{BASE}/{kept.pk}/away")["Location"]
    assert "Charts that were put away" in cara.get(BASE).text and "Put away on" in cara.get(where).text
    refused = cara.post(f"{BASE}/{kept.pk}/change", NEW | {"version": "2"})
    assert refused.status_code == 422 and "put away" in refused.text
    cara.post(f"{BASE}/{kept.pk}/again")
    assert "already" in cara.post(f"{BASE}/{kept.pk}/again", follow=True).text
    assert verbs() == ["ended", "taken_up"]


def test_a_quick_look_at_any_measure_keeps_nothing(cara, monkeypatch):
    answers(monkeypatch, RISEN)
    shown = cara.get("/A81001/figures/measure/sessions?by=month&kind=c&months=36")
    assert shown.context["drawn"].kind == "c chart (counts)" and shown.context["length"] == 36
    assert cara.get("/A81001/figures/measure/missed?kind=c").context["drawn"].kind.startswith("XmR")
    assert cara.get("/A81001/figures/measure/nothing").status_code == 404
    assert f"{BASE}/add?measure=sessions&amp;by=month&amp;kind=c" in shown.text
    assert cara.get(f"{BASE}/add?measure=sessions&kind=c").context["form"]["kind"].value() == "c"


def test_small_numbers_are_hidden_from_those_who_do_not_see_names(kept, browser_of, monkeypatch):
    answers(monkeypatch, (30, 3, 29, 31, 30))
    cara, asha = (browser_of(name).get(f"{BASE}/{kept.pk}") for name in ("cara", "asha"))
    assert [row[1] for row in asha.context["drawn"].rows].count("Not shown") == 0
    assert [row[1] for row in cara.context["drawn"].rows].count("Not shown") == 2
    assert "people behind" in asha.text and "people behind" not in cara.text


def test_on_paper_everything_is_open(cara, kept):
    paper = cara.get(f"{BASE}/{kept.pk}/print").text
    assert paper.count("<details") == paper.count("open>") == 2


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (RISEN, ("An improvement", "Higher than it was since May 2025")),
        (RISEN[::-1], ("A concern", "Lower than it was since")),
        ((*RISEN[:8], 99, *RISEN[:7]), ("Stood out before", "The usual ups and downs again")),
        (RISEN[:8] * 2, ("", "Nothing but the usual ups and downs")),
        (RISEN[:3], ("", "Too few points to say anything yet")),
    ],
)
def test_the_list_says_which_chart_has_a_signal(cara, kept, monkeypatch, numbers, said):
    answers(monkeypatch, numbers)
    shown = cara.get(BASE)
    ((_chart, _measure, glance),) = shown.context["charts"]
    assert (glance.signal, glance.says[: len(said[1])]) == said
    assert all(words in shown.text for words in said)


def test_the_list_counts_as_each_chart_does_and_with_its_own_limits(cara, elm, asha):
    """By the database, each from its own day on, by week and by month."""
    held = a_finished(build.a_patient(elm), asha)
    for day in (3, 10, 11, 12, 20):
        held.pk, held.held_on = None, dt.date(2026, 2, day)
        held.save(force_insert=True)
    for by, measure in (("week", "sessions"), ("month", "sessions"), ("month", "people-seen")):
        rows.a_chart(elm, by=by, measure=measure, since=dt.date(2025, 9 if by == "week" else 6, 4))
    for chart, _measure, glance in cara.get(BASE).context["charts"]:
        assert glance.says == cara.get(f"{BASE}/{chart.pk}").context["drawn"].headline
    wanted = [(MEASURES["sessions"], by, dt.date(2025, 9, 4)) for by in ("week", "month")]
    for (measure, by, since), found in asking.several(elm, wanted, until=TODAY).items():
        assert found == asking.series(elm, measure, by=by, since=since, until=TODAY)
        assert sum(point.n for point in found) == 5


def noted(chart: Chart, day: int) -> None:
    said = {"happened_on": dt.date(2025, 3, day), "words": "Something", "noted_at": chart.made_at}
    chart.notes.create(practice=chart.practice, noted_by=chart.made_by, **said)


def test_what_pages_ask_does_not_grow_with_what_stands_on_them(
    cara, elm, kept, django_assert_num_queries, django_assert_max_num_queries
):
    noted(kept, 1)
    cara.get(f"{BASE}/{kept.pk}")
    with django_assert_max_num_queries(30) as asked:
        cara.get(f"{BASE}/{kept.pk}")
        cara.get(BASE)
    for day in range(2, 12):
        noted(kept, day)
        rows.a_chart(elm)
    with django_assert_num_queries(len(asked)):
        cara.get(f"{BASE}/{kept.pk}")
        cara.get(BASE)


def test_a_chart_of_what_is_not_counted_any_more_says_so(cara, kept):
    Chart.objects.update(measure="gone")
    assert "is not counted any more" in cara.get(f"{BASE}/{kept.pk}").text
    assert "Not counted any more" in cara.get(BASE).text
