"""Agreement with the reference results of R (psychotools, eRm, TAM), where the shared data is beside this project."""

import functools

import numpy as np
import pytest

from activation.rasch import andersen, calibrate, change, examine, mantel, score_many, score_person
from tests.activation.rasch import simulated

pytestmark = pytest.mark.skipif(
    not simulated.REFERENCES.exists(), reason="the shared data is not beside this project"
)
NAMES = ("synth13x4", "verbagg24x3")
both = pytest.mark.parametrize("name", NAMES)
models = pytest.mark.parametrize("model", ["rsm", "pcm"])


@functools.cache
def calibrated(name, model):
    items, table = simulated.reference_answers(name)
    return calibrate(table, items, model=model)


@functools.cache
def scored(name, model):
    return score_many(calibrated(name, model), simulated.reference_answers(name)[1])


def of_model(name, file, model):
    return [row for row in simulated.rows_of(name, file) if row["model"] == model.upper()]


def off(ours, theirs):
    return np.nanmax(np.abs(np.asarray(ours) - np.asarray(theirs)))


@both
@models
def test_thresholds_and_loglikelihood(name, model):
    rows = of_model(name, "thresholds.csv", model)
    items = calibrated(name, model).items
    ours = [value for item in items for value in item.thresholds]
    errors = [value for item in items for value in item.threshold_se]
    assert off(ours, simulated.numbers_of(rows, "threshold")) < 1e-5
    assert off(np.array(errors) / simulated.numbers_of(rows, "threshold_se"), 1) < 1e-4
    known = simulated.facts_of(name, "summary.json")[model.upper()]
    assert calibrated(name, model).loglik == pytest.approx(known["cml_loglik"], abs=1e-6)


@both
@models
def test_locations_and_their_errors(name, model):
    rows, items = of_model(name, "items.csv", model), calibrated(name, model).items
    assert off([item.location for item in items], simulated.numbers_of(rows, "location")) < 1e-5
    ratio = np.array([item.se for item in items]) / simulated.numbers_of(rows, "location_se")
    assert off(ratio, 1) < 1e-4
    assert sum(item.location for item in items) == pytest.approx(0, abs=1e-9)


@both
@models
@pytest.mark.parametrize(
    ("kind", "suffix"), [("items", ""), ("items_without_extremes", "_nonextreme")], ids=["all", "inside"]
)
def test_item_fit(name, model, kind, suffix):
    rows, fit = of_model(name, "items.csv", model), getattr(scored(name, model).fit, kind)
    for what in ("infit", "outfit"):
        assert off(getattr(fit, what), simulated.numbers_of(rows, f"{what}_wle{suffix}")) < 1e-5
    if not suffix:
        assert off(fit.infit_t, simulated.numbers_of(rows, "infit_z_wle")) < 1e-4
        assert off(fit.outfit_t, simulated.numbers_of(rows, "outfit_z_wle")) < 1e-4


@both
@models
def test_persons(name, model):
    rows, ours = simulated.rows_of(name, "persons.csv"), scored(name, model)
    pairs = {
        "wle": ours.measure,
        "wle_se": ours.se,
        **{what: getattr(ours.fit.persons, what) for what in ("infit", "outfit")},
        **{f"{what}_z": getattr(ours.fit.persons, f"{what}_t") for what in ("infit", "outfit")},
    }
    for column, values in pairs.items():
        theirs = simulated.numbers_of(rows, f"{column}_{model}")
        assert (np.isnan(values) == np.isnan(theirs)).all(), column
        assert off(values, theirs) < 1e-5, column


@both
@models
def test_score_tables(name, model):
    rows, calibration = of_model(name, "score_table.csv", model), calibrated(name, model)
    table = calibration.table(np.ones(len(calibration.items), dtype=bool))
    assert off(table.measure, simulated.numbers_of(rows, "wle")) < 1e-5
    assert off(table.se, simulated.numbers_of(rows, "se")) < 1e-5
    assert off(calibration.points(table.measure), simulated.numbers_of(rows, "score_0_100")) < 1e-5


@both
@models
def test_reliability_and_alpha(name, model):
    known = simulated.facts_of(name, "summary.json")
    found = examine(calibrated(name, model), simulated.reference_answers(name)[1])
    one = known[model.upper()]
    assert found.reliability_all == pytest.approx(one["wle_separation_reliability_TAM"], abs=1e-6)
    assert found.reliability_inside == pytest.approx(
        one["separation_reliability_mle_nonextreme_eRm"], abs=1e-4
    )
    assert calibrated(name, model).alpha == pytest.approx(known["alpha_complete_cases"], abs=1e-9)
    dropped = simulated.facts_of(name, "cml_reference.json")["alpha"]["drop_completecase"]
    assert off(list(found.alpha_if_dropped.values()), dropped) < 1e-9


@pytest.mark.parametrize(
    ("name", "group"), [("synth13x4", "language"), ("synth13x4", "sex"), ("verbagg24x3", "gender")]
)
def test_split_items(name, group):
    items, table = simulated.reference_answers(name)
    known = simulated.facts_of(name, f"dif_{group}.json")["split_lr_ref"]
    found = calibrate(table, items, model="pcm", groups={group: labels_of(name, group)}).dif
    assert off([one.lr for one in found], known["LR"]) < 1e-4
    assert {one.df for one in found} == {known["df"]}
    assert off([one.p for one in found], known["p"]) < 1e-5
    ours = np.array([np.nan if one.effect is None else one.effect for one in found])
    assert off(ours, known["loc_diff_last_minus_first"]) < 1e-5


@pytest.mark.parametrize(
    ("name", "group"), [("synth13x4", "language"), ("synth13x4", "sex"), ("verbagg24x3", "gender")]
)
def test_mantel(name, group):
    known = simulated.facts_of(name, f"dif_{group}.json")["mantel"]
    found = mantel(simulated.reference_answers(name)[1], labels_of(name, group))
    assert off([one.chi_square for one in found], known["chi2"]) < 1e-6
    assert off([one.excess for one in found], known["diff"]) < 1e-6
    assert off([one.p for one in found], known["p"]) < 1e-6


@pytest.mark.parametrize("group", ["language", "sex"])
def test_andersen(group):
    items, table = simulated.reference_answers("synth13x4")
    known = simulated.facts_of("synth13x4", f"dif_{group}.json")["andersen"]
    found = andersen(table, items, labels_of("synth13x4", group), model="pcm")
    assert (found.lr, found.df) == (pytest.approx(known["LR"], abs=1e-4), known["df"])


def labels_of(name, group):
    return [row[group] for row in simulated.rows_of(name, "responses.csv")]


def test_scores_and_flags_of_the_first_wave():
    rows, ours = simulated.rows_of("synth13x4", "expected_scores_flags_wave1.csv"), scored("synth13x4", "rsm")
    assert off(ours.score, simulated.numbers_of(rows, "score")) < 1e-5
    assert off(ours.score_se, simulated.numbers_of(rows, "se_points")) < 1e-5
    for flag in ("too_few", "straight_line", "long_string", "misfit", "misfit_strong"):
        column = {"long_string": "flag_longstring10"}.get(flag, f"flag_{flag}")
        assert (ours.flagged[flag] == (simulated.numbers_of(rows, column) == 1)).all(), flag


def test_one_person_is_scored_as_everybody_is():
    _, table = simulated.reference_answers("synth13x4")
    many = scored("synth13x4", "pcm")
    for row in (0, 1, 6, 9, 354):
        one = score_person(many.calibration, [None if answer < 0 else int(answer) for answer in table[row]])
        other = many.person(row)
        assert (one.answered, one.raw, one.flags) == (other.answered, other.raw, other.flags)
        for what in ("measure", "se", "score", "score_se", "infit", "outfit"):
            assert getattr(one, what) == pytest.approx(getattr(other, what), abs=1e-7)


KINDS = {"reliably improved": "improved", "reliably worsened": "worsened"}


def test_change_between_the_waves():
    calibration = calibrated("synth13x4", "rsm")
    second = simulated.table_of("synth13x4", "responses_wave2.csv")
    waves = scored("synth13x4", "rsm"), score_many(calibration, second)
    for row, known in enumerate(simulated.rows_of("synth13x4", "expected_change.csv")):
        if known["valid"] == "1":
            found = change(*(wave.person(row) for wave in waves))
            assert found.rci == pytest.approx(float(known["rci"]), abs=1e-5)
            assert found.points == pytest.approx(float(known["change_points"]), abs=1e-5)
            assert KINDS.get(found.kind, "no_reliable_change") == known["reliable"]
