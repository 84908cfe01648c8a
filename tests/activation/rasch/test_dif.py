"""DIF: a planted difference is found and sized, and nothing else is."""

import numpy as np
import pytest

from activation.rasch import BadAnswers, NotEstimable, andersen, calibrate, examine, mantel, without_flagged
from activation.rasch.report import halves, models_compared
from tests.activation.rasch import simulated
from tests.activation.rasch.simulated import NAMES


@pytest.fixture(scope="module")
def found():
    table, labels = simulated.with_dif(seed=31)
    return calibrate(table, NAMES, model="rsm", groups={"place": labels})


def test_the_planted_item_is_the_one_flagged(found):
    assert [one.item for one in found.dif if one.flagged] == ["q04"]
    assert found.items[3].flags == ("dif:place",)
    planted = found.dif[3]
    assert (planted.size, planted.df, planted.group) == ("large", 1, "place")
    assert planted.effect == pytest.approx(0.9, abs=0.3)
    assert planted.p_adjusted >= planted.p


def test_groups_that_do_not_differ():
    table = simulated.answers(800, seed=32)
    for model, df in (("rsm", 2), ("pcm", 6)):
        tested = calibrate(table, NAMES, model=model, groups={"third": np.arange(800) % 3}).dif
        assert {one.df for one in tested} == {df}
        assert not any(one.flagged for one in tested)


def test_with_nothing_to_flag_adjusted_chances_are_those_of_the_plain_test():
    table = simulated.answers(400, seed=33)
    tested = calibrate(table, NAMES, model="rsm", groups={"half": np.arange(400) % 2}).dif
    assert all(one.p_adjusted >= one.p - 1e-12 for one in tested)


@pytest.mark.parametrize(("size", "tested", "word"), [(20, False, "too small"), (80, True, "underpowered")])
def test_small_groups(size, tested, word):
    table = simulated.answers(400 + size, seed=34, mean=0, spread=0.8)
    found = calibrate(table, NAMES, model="rsm", groups={"language": ["en"] * 400 + ["other"] * size})
    assert bool(found.dif) is tested
    assert all(one.underpowered for one in found.dif)
    assert any(word in warning and "other" in warning for warning in found.warnings)


def test_people_without_a_label_are_left_out():
    table, labels = simulated.with_dif(seed=35)
    unknown = [*labels, *([None, "", " "] * 20)]
    more = np.concatenate([table, simulated.answers(60, seed=1)])
    plain = calibrate(table, NAMES, model="rsm", groups={"place": labels}).dif
    assert [
        one.lr for one in calibrate(more, NAMES, model="rsm", groups={"place": unknown}).dif
    ] == pytest.approx([one.lr for one in plain], abs=1e-6)


def test_a_grouping_needs_a_label_for_everybody():
    with pytest.raises(ValueError, match="one label"):
        calibrate(simulated.answers(100, seed=1), NAMES, groups={"x": ["a"]})


def test_splitting_a_strong_item_is_said_to_move_scores():
    table, labels = simulated.with_dif(seed=36, by=2.5)
    said = calibrate(table, NAMES, model="rsm", groups={"place": labels}).warnings
    assert any("scores of there change by +" in warning for warning in said)


def test_an_option_a_group_never_chose_leaves_the_size_open():
    table, labels = simulated.with_dif(seed=37, by=0)
    table[600:, 12] = np.minimum(table[600:, 12], 2)
    one = calibrate(table, NAMES, model="pcm", groups={"place": labels}).dif[12]
    assert (one.effect, one.size) == (None, None)
    assert one.lr > 0


def test_andersen_sees_the_difference_between_groups_and_none_between_halves():
    table, labels = simulated.with_dif(seed=31)
    assert andersen(table, NAMES, labels).p < 1e-4
    clean = simulated.answers(800, seed=38)
    assert andersen(clean, NAMES, halves(clean)).p > 0.001


def test_mantel_agrees_on_the_planted_item():
    table, labels = simulated.with_dif(seed=31)
    found = mantel(table, labels)
    assert found[3].p == min(one.p for one in found) < 1e-5
    assert found[3].excess < 0  # the item is harder for the second group
    with pytest.raises(BadAnswers, match="two groups"):
        mantel(table, ["one"] * len(table))


def test_models_compared():
    table = simulated.answers(900, seed=39)
    found = models_compared(table, NAMES)
    assert (found.df, found.p > 0.001, found.bic_pcm > found.bic_rsm) == (24, True, True)
    table[table[:, 0] == 0, 0] = 1
    assert models_compared(table, NAMES) is None


def test_without_flagged_people():
    table = simulated.answers(700, seed=40)
    table[:50] = np.random.default_rng(1).integers(0, 4, (50, 13))
    calibration = calibrate(table, NAMES, model="rsm")
    found = without_flagged(calibration, table)
    assert 40 <= found.left_out <= 90
    assert 0 < found.largest_move < 0.5
    assert max(item.outfit for item in found.without.items) < max(item.outfit for item in calibration.items)


def test_what_a_calibration_is_judged_by():
    table = simulated.answers(700, seed=41)
    found = examine(calibrate(table, NAMES), table)
    assert found.used.sum(axis=1).tolist() == [700] * 13
    assert 0.8 < found.reliability_inside < 0.95
    assert found.strata > 3
    assert found.dependent == ()


def test_a_group_in_which_an_item_tells_nothing_is_not_compared():
    table, labels = simulated.with_dif(seed=42)
    table[600:, 2] = 3
    with pytest.raises(NotEstimable):
        andersen(table, NAMES, labels, model="pcm")
