"""What is said of a change: never more than the numbers do."""

import datetime as dt

import pytest

from activation.change import NOT_KNOWN, Reading, Rule, compare
from activation.prompts import PROMPTS, prompt_for
from activation.trend import BOTTOM, HEIGHT, TOP, WIDTH, draw

LEVELS = [("1", "Level 1"), ("2", "Level 2"), ("3", "Level 3"), ("4", "Level 4")]
RULE = Rule(important=7, levels=LEVELS)


def reading(score, error=4.0, level="2", scale="a", day=1, **more):
    return Reading(score, error, dt.date(2026, 1, day), (scale,), level, **more)


def words(first, second, rule=RULE):
    return compare(first, second, rule).words


def test_within_chance_says_what_would_be_needed():
    assert words(reading(62), reading(70)).startswith(
        "We cannot say that this has changed. 62 to 70: up 8."
        " A change this size can happen by chance: about 12 would be needed to be sure."
    )


def test_more_than_chance_is_said_and_nothing_more():
    compared = compare(reading(54), reading(70), RULE)
    assert compared.is_reliable
    assert compared.words.startswith("This is more than chance. 54 to 70: up 16. About 12 points are enough.")
    assert compared.index == pytest.approx(16 / 32**0.5)
    assert (compared.low, compared.high) == pytest.approx((16 - 11.087, 16 + 11.087), abs=0.001)


def test_down_mirrors_up():
    assert "This is more than chance. 70 to 54: down 16." in words(reading(70), reading(54))


@pytest.mark.parametrize("second", [62, 62.3, 66, 68, 70, 73])
def test_noise_is_never_called_better(second):
    for first, later in ((62, second), (second, 62)):
        said = words(reading(first), reading(later)).lower()
        assert not any(word in said for word in ("improve", "better", "worse", "progress"))


def test_a_small_change_is_no_clear_change():
    assert words(reading(62), reading(64)).startswith(NOT_KNOWN + " 62 to 64: up 2. No clear change")


def test_no_change_reads_well():
    assert words(reading(62), reading(62.2)).startswith(NOT_KNOWN + " 62 both times. No clear change")


def test_the_sum_on_the_screen_is_right():
    assert words(reading(62.4), reading(70.6)).startswith(NOT_KNOWN + " 62 to 71: up 9")


def test_a_level_crossed_by_chance_says_how_often_that_happens():
    said = words(reading(52), reading(57, level="3"))
    assert said.endswith(
        "From level 2 to level 3. About three people in ten cross a level without any true change."
    )


def test_a_level_crossed_for_good_stands_alone():
    assert words(reading(45), reading(70, level="3")).endswith("From level 2 to level 3.")


def test_the_top_level_aims_at_holding():
    assert "Level 4 at the start: holding is the aim." in words(
        reading(80, level="4"), reading(78, level="4")
    )


def test_levels_of_two_sets_are_not_compared():
    said = words(reading(70, level="4", cutset="A"), reading(70, level="3", cutset="B"))
    assert "cut at other points" in said
    assert "From level" not in said


def test_two_scales_are_not_compared():
    compared = compare(reading(62), reading(70, scale="b"), RULE)
    assert compared.points is None
    assert "cannot be compared until the earlier answers are scored again" in compared.words


def test_without_errors_the_files_own_figure_is_used():
    rule = Rule(important=5.4, provisional=False, detectable=7.2, levels=LEVELS)
    assert compare(reading(50, None), reading(58, None), rule).is_reliable
    assert not compare(reading(50, None), reading(57, None), rule).is_reliable


def test_without_any_figure_nobody_can_tell():
    compared = compare(reading(50, None), reading(58, None), RULE)
    assert compared.kind == ""
    assert "nobody can tell this from chance" in compared.words


def test_doubtful_answers_are_said_first():
    assert words(reading(50), reading(70, doubtful=True)).startswith(
        "One of the two sheets of answers is doubtful."
    )


def test_a_provisional_figure_is_marked():
    assert "(provisional figure)" in words(reading(62), reading(70))
    published = Rule(important=5.4, provisional=False, levels=LEVELS)
    assert "(provisional figure)" not in words(reading(62), reading(70), published)


# --- the drawing ------------------------------------------------------------------------------

BANDS = [("Level 1", 44.4), ("Level 2", 53.5), ("Level 3", 64.1), ("Level 4", 100)]


def test_higher_scores_stand_higher_and_errors_reach_both_ways():
    trend = draw("Test", [reading(40), reading(60, day=20)], BANDS)
    low, high = trend.marks
    assert high.y < low.y
    assert high.x > low.x
    assert high.top < high.y < high.bottom


def test_errors_stay_inside_the_drawing():
    (only,) = draw("Test", [reading(98, error=13)], BANDS).marks
    assert only.top == TOP
    assert 0 < only.x < WIDTH


def test_levels_fill_the_scale_without_a_gap():
    stripes = draw("Test", [reading(50)], BANDS).stripes
    assert [stripe.name for stripe in stripes] == [name for name, _upper in BANDS]
    assert sum(stripe.height for stripe in stripes) == pytest.approx(HEIGHT - TOP - BOTTOM, abs=0.3)


def test_scores_of_two_scales_are_not_joined():
    readings = [reading(40), reading(50, day=10), reading(60, day=20, scale="b")]
    assert len(draw("Test", readings, BANDS).lines) == 1


def test_the_drawing_says_in_words_what_it_shows():
    said = draw("Test", [reading(40), reading(60, day=20)], BANDS).description
    assert "40 on 1 January 2026; 60 on 20 January 2026" in said
    assert "Level 2 up to 53.5" in said


def test_prompts_belong_to_four_levels():
    assert set(PROMPTS) == {"1", "2", "3", "4"}
    assert prompt_for("2", 3) is None
    assert prompt_for("", 4) is None
