"""A calibration as JSON, and linked to the one before."""

import json
from dataclasses import replace

import pytest

from activation.rasch import BadCalibration, Calibration, calibrate, link, score_person
from tests.activation.rasch import simulated
from tests.activation.rasch.simulated import NAMES

FORM = {"model", "n_used", "loglik", "items", "alpha", "person_reliability", "dif", "warnings"}
ITEM = {"item", "location", "se", "thresholds", "threshold_se", "infit", "outfit", "flags"}
DESIGN = {
    "model": "rsm",
    "items": [{"item": "a", "thresholds": [-1, 1]}, {"item": "b", "thresholds": [0, 2]}],
}


@pytest.fixture(scope="module")
def calibration():
    table, labels = simulated.with_dif(seed=1)
    return calibrate(table, NAMES, groups={"place": labels})


def test_it_goes_to_json_and_back(calibration):
    text = calibration.to_json()
    assert Calibration.from_json(text) == calibration
    assert Calibration.from_json(text.encode()).to_json() == text


def test_its_form(calibration):
    found = json.loads(calibration.to_json())
    assert set(found) == FORM
    assert all(set(item) == ITEM for item in found["items"])
    assert {"item", "group", "lr", "df", "p", "effect"} <= set(found["dif"][0])
    assert [item["item"] for item in found["items"]] == list(NAMES)


def test_a_calibration_by_design_needs_only_thresholds():
    found = Calibration.from_json(json.dumps(DESIGN))
    assert [item.location for item in found.items] == [0, 1]
    assert score_person(found, [2, 2], min_answered=2).score == pytest.approx(100)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "7",
        json.dumps(DESIGN | {"model": "2pl"}),
        json.dumps(DESIGN | {"items": []}),
        json.dumps(DESIGN | {"items": [{"item": "a", "thresholds": []}]}),
        json.dumps(DESIGN | {"items": [{"item": "a", "thresholds": [None]}]}),
        json.dumps(DESIGN | {"items": DESIGN["items"] * 2}),
        json.dumps(DESIGN | {"dif": [{"surprise": 1}]}),
    ],
)
def test_what_is_no_calibration_is_refused_in_words(text):
    with pytest.raises(BadCalibration, match="This is not a calibration"):
        Calibration.from_json(text)


def test_the_least_answered_keeps_its_proportion(calibration):
    assert calibration.min_answered == 10
    assert replace(calibration, items=calibration.items[:6]).min_answered == 5


def test_a_full_cupboard_of_score_tables_is_emptied(calibration, monkeypatch):
    monkeypatch.setattr("activation.rasch.calibration.MOST_TABLES", 2)
    first = score_person(calibration, {"q01": 1})
    for name in NAMES:
        score_person(calibration, {name: 1})
    assert len(calibration._tables) <= 2
    assert score_person(calibration, {"q01": 1}) == first


def moved(calibration, shift, **single):
    items = [
        replace(
            item, location=item.location + by, thresholds=tuple(t + by for t in item.thresholds), flags=()
        )
        for item in calibration.items
        for by in [shift + single.get(item.item, 0)]
    ]
    return replace(calibration, items=tuple(items), _tables={})


def test_linking_brings_a_shifted_calibration_back(calibration):
    old, new = moved(calibration, 0), moved(calibration, 1.7)
    found = link(new, old)
    assert (found.shift, found.displaced) == (pytest.approx(-1.7), {})
    assert found.linked.items[4].thresholds == pytest.approx(old.items[4].thresholds)
    answers = [2, 1] * 6 + [1]
    assert score_person(found.linked, answers).measure == pytest.approx(score_person(old, answers).measure)


def test_linking_shows_an_item_that_moved_and_leaves_flagged_ones_out(calibration):
    old, new = moved(calibration, 0), moved(calibration, 0.3, q05=1.0)
    odd = replace(
        new, items=tuple(replace(i, flags=("dif:place",) if i.item == "q05" else ()) for i in new.items)
    )
    assert link(new, old).displaced == {"q05": pytest.approx(12 / 13)}
    found = link(odd, old)
    assert "q05" not in found.used
    assert (found.shift, found.displaced) == (pytest.approx(-0.3), {"q05": pytest.approx(1.0)})


def test_calibrations_without_a_common_item_cannot_be_linked(calibration):
    other = replace(calibration, items=(replace(calibration.items[0], item="new"),))
    with pytest.raises(ValueError, match="no item"):
        link(other, calibration)
