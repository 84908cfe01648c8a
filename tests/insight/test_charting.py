"""A chart as it is drawn and told: what it says, what it hides, how it looks without colour."""

import dataclasses
import datetime as dt
import itertools
import json

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from insight.charting import picture, points
from insight.charting.ticks import ticks
from insight.models import Chart, Cycle
from tests.insight.charted import RISEN, a_drawing

ROUND = st.floats(-1000, 1000, allow_nan=False).map(lambda one: round(one, 2))


def test_what_it_says_stands_on_top_and_for_those_who_do_not_see_it(monkeypatch):
    found = a_drawing(monkeypatch, RISEN)
    assert found.headline == "Higher than it was since May 2025: ten months on one side"
    assert found.meaning == "Higher is better here. An improvement."
    assert (
        "May 2025 to February 2026: ten months in a row above the mean. An improvement." in found.stands_out
    )
    assert found.headline in found.about and "at last 45 sessions" in found.about
    assert found.period == "September 2024 to February 2026"


@pytest.mark.parametrize(
    ("numbers", "headline"),
    [
        ((30, 31, 29, 30, 32, 29, 31, 30, 31, 29, 32, 30), "Nothing but the usual ups and downs"),
        ((30, 31, 29), "Too few points to say anything yet"),
        ((), "Nothing to show yet"),
        ((9, 3, 8, 4, 5, 6, 7, 8, 9, 10, 11), "Rising since December 2024: eight months one after the other"),
        ((5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 20), "Out of the ordinary in August 2025: above the upper limit"),
        (
            (5, 6, 5, 6, 5, 6, 5, 6, 20, 6, 5, 6),
            "The usual ups and downs again; what was different lasted until May 2025",
        ),
    ],
)
def test_one_sentence_says_it(monkeypatch, numbers, headline):
    assert a_drawing(monkeypatch, numbers).headline == headline


def test_lower_is_better_where_the_catalogue_says_so(monkeypatch):
    found = a_drawing(monkeypatch, [(9, 20)] * 8 + [(2, 20)] * 8, measure="missed", kind="p")
    assert found.headline.startswith("Lower than it was since May 2025")
    assert found.meaning == "Lower is better here. An improvement."
    assert found.rows[0][1:3] == ["10%", "2 of 20"]
    assert any("Limits differ from month to month" in one for one in found.remarks)


def test_the_running_period_is_left_out_and_said(monkeypatch):
    found = a_drawing(monkeypatch, [*RISEN, 3])
    assert found.rows[0][0] == "February 2026"
    assert "March 2026 is left out: it is not over yet." in found.remarks
    assert points.begun("month", dt.date(2026, 3, 1)) is None


def test_small_numbers_are_gaps_and_lines_come_from_what_is_shown(monkeypatch):
    found = a_drawing(monkeypatch, [20, 22, 3, 20, 22, 4, 20, 22, 20, 22, 20, 22], under=5)
    assert [row[1] for row in found.rows].count("Not shown") == 4
    assert found.rows[0][2] == "20.8 sessions" and "3" not in {row[1] for row in found.rows}
    assert any(one.startswith("Not shown: four months") for one in found.remarks)
    assert found.pictures[0]["joined"].count("M") == 3 and len(found.pictures[0]["dots"]) == 8


@pytest.mark.parametrize(
    ("measure", "point", "hidden"),
    [
        ("sessions", (6, 6, 6), 0),
        ("sessions", (2, 2, 2), 2),
        ("sessions", (6, 6, 2), 1),
        ("sessions", (0, 0, 0), 0),
        ("missed", (5, 10, 5), 0),
        ("missed", (8, 10, 8), 2),
        ("missed", (2, 10, 2), 2),
        ("missed", (3, 3, 3), 2),
        ("people-seen", (9, 9, 4), 1),
    ],
)
def test_what_is_small_is_not_cut_off(monkeypatch, measure, point, hidden):
    """Few people, few things, few that are left: hidden with the month before it, where these would add up."""
    found = a_drawing(monkeypatch, [(20, 40, 20), point, (19, 39, 19)], under=5, measure=measure)
    assert [row[1] == "Not shown" for row in found.rows] == [False, hidden > 0, hidden > 1]


def test_a_quick_look_begins_where_something_counts_and_a_kept_chart_says_what_it_begins_with(monkeypatch):
    found = a_drawing(monkeypatch, [0, (0, 0), (0, 0), *RISEN[:-3]])
    assert (found.since, found.rows[-1][1]) == ("2024-09-01", "0 sessions")
    assert found.not_said[0].startswith("It begins with three months in which nothing was counted.")
    looked = a_drawing(monkeypatch, [(0, 0), (0, 0), (0, 0), *RISEN[:-3]])
    assert (looked.since, looked.rows[-1][1]) == ("2024-12-01", "30 sessions")


def test_a_gap_is_not_zero(monkeypatch):
    found = a_drawing(monkeypatch, [(1, 10), (0, 0), (0, 10)], measure="missed")
    assert [row[1] for row in found.rows] == ["0%", "No data", "10%"]
    assert any(one.startswith("Without a point: one month") for one in found.remarks)


def test_marks_are_told_apart_by_shape_and_words(monkeypatch):
    found = a_drawing(monkeypatch, [*RISEN[:-1], 70])
    (wide, narrow) = found.pictures
    assert {dot["shape"] for dot in wide["dots"]} == {"ring", "diamond", "square"}
    assert [dot["word"] for dot in wide["dots"] if dot["word"]] == ["down", "up"]
    assert [look["shape"] for look in found.looks] == ["diamond", "square", "ring"]
    assert narrow["width"] == 320 and narrow["letters"] >= 13
    assert found.rows[0][4] == "Up: outside the limits. An improvement"


def test_cycles_are_bands_with_a_number(monkeypatch):
    over = Cycle(number=1, starts_on=dt.date(2025, 6, 1), ends_on=dt.date(2025, 8, 1))
    running = Cycle(number=2, starts_on=dt.date(2025, 12, 1))
    found = a_drawing(monkeypatch, RISEN, cycles=[over, running])
    first, second = found.pictures[0]["events"]
    assert first["band"] and first["x"] + first["width"] < second["x"]
    assert second["x"] + second["width"] == pytest.approx(found.pictures[0]["end"])
    assert found.events[1] == "C2: test of change 2, 1 December 2025, not studied yet"


def test_no_line_is_drawn_where_no_value_can_be(monkeypatch):
    found = a_drawing(monkeypatch, [1, 9, 1, 9, 1, 9, 1])
    assert len([line for line in found.pictures[0]["lines"] if line["kind"] == "limit"]) == 1
    assert any("below zero" in one for one in found.remarks)
    assert found.pictures[0]["ticks"][0] == {"y": 326, "words": "0"}


def test_the_page_holds_everything_and_json_keeps_it(monkeypatch):
    found = a_drawing(monkeypatch, RISEN)
    page = render_to_string("insight/spc.html", {"drawn": json.loads(json.dumps(dataclasses.asdict(found)))})
    assert page == render_to_string("insight/spc.html", {"drawn": found})
    assert page.count('role="img"') == 2 and page.count("<desc") == 2
    assert "style=" not in page and "May 2025" in page and "None" not in page


def test_of_nothing_a_page_says_what_to_wait_for(monkeypatch):
    page = render_to_string("insight/spc.html", {"drawn": a_drawing(monkeypatch, [])})
    assert "There is no point to draw yet" in page and "<svg" not in page


def test_where_all_is_small_that_is_said(monkeypatch):
    found = a_drawing(monkeypatch, [1, 2, 3], under=5)
    assert found.headline == "All numbers are too small to be shown" and "point at somebody" in found.nothing
    assert found.pictures == [] and {row[1] for row in found.rows} == {"Not shown"}


def test_by_week_a_period_is_named_after_its_monday(monkeypatch):
    found = a_drawing(monkeypatch, [5, 6, 5, 6, 5, 6, 5, 6], by="week", since=dt.date(2026, 1, 5), kind="run")
    assert found.rows[-1][0] == "Week of 5 January 2026" and found.rows[-1][2] == "5.5 sessions"
    assert found.remarks[-1] == "A run chart is read from ten points on; here it has eight points."
    assert [column["label"] for column in found.columns] == ["Week", "Sessions held", "Median", "Stands out"]


@given(st.lists(ROUND, min_size=1, max_size=20))
def test_ticks_are_few_even_and_round_all_that_is_drawn(values):
    found = ticks(values, floor=None, ceiling=None)
    assert found[0] <= min(values) and max(values) <= found[-1] and 2 <= len(found) <= 9
    steps = {round(later - before, 6) for before, later in itertools.pairwise(found)}
    assert max(steps) - min(steps) < 1e-5


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 100], [0, 20, 40, 60, 80, 100]),
        ([3, 11], [0, 2, 4, 6, 8, 10, 12]),
        ([100, 100], [50, 60, 70, 80, 90, 100]),
    ],
)
def test_ticks_of_shares_end_at_a_hundred(values, expected):
    assert ticks(values, floor=0, ceiling=100) == expected


def test_every_kind_of_chart_has_words_for_its_lines(monkeypatch):
    for kind in Chart.Kind.values:
        assert a_drawing(monkeypatch, RISEN, kind=kind, measure="missed" if kind == "p" else "sessions").lines


def test_labels_of_what_happened_lie_beside_one_another_and_inside():
    found = picture.apart([{"label_x": at, "label_width": 28} for at in (290.0, 300.0, 310.0)], 320)
    assert [one["label_x"] for one in found] == [231.0, 261.0, 291.0]
    assert found[0]["middle"] == 245.0
