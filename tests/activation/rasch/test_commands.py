"""manage.py calibrate_instrument and score_responses: files in, words or JSON out, no database."""

import csv
import io
import json
import subprocess
import sys

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from activation.rasch import score_many
from launch.bootstrap import ROOT
from tests.activation.rasch import simulated
from tests.activation.rasch.simulated import NAMES
from tests.launch.conftest import bare_environment

LABELS = ["english", "other"]


def written(path, table, *, names=NAMES):
    """The answers as a file with a person's number and a language in front."""
    with path.open("w", newline="") as lines:
        out = csv.writer(lines)
        out.writerow(["person", "language", *names])
        for number, row in enumerate(table):
            out.writerow([number, LABELS[number % 2], *("" if answer < 0 else answer for answer in row)])
    return path


@pytest.fixture
def file(tmp_path):
    return written(tmp_path / "answers.csv", simulated.answers(300, seed=51, missing=0.05))


def run(*arguments, code=0):
    """What a command prints; `code`: the exit code expected of it."""
    out = io.StringIO()
    if not code:
        call_command(*map(str, arguments), stdout=out)
        return out.getvalue()
    with pytest.raises(CommandError) as stopped:
        call_command(*map(str, arguments), stdout=out)
    assert stopped.value.returncode == code
    return out.getvalue() or str(stopped.value)


def calibrated(file, *more, code=0):
    return run("calibrate_instrument", file, "--person", "person", "--group", "language", *more, code=code)


def test_a_calibration_as_json(file):
    found = json.loads(calibrated(file, "--model", "pcm", "--json"))
    assert (found["model"], [item["item"] for item in found["items"]]) == ("pcm", list(NAMES))
    assert all(len(item["thresholds"]) == len(item["threshold_se"]) == 3 for item in found["items"])
    assert {(one["group"], one["df"]) for one in found["dif"]} == {("language", 3)}
    assert 0.8 < found["alpha"] < 0.95


@pytest.mark.parametrize(
    "given", [("person", "language"), ("person,language",), ("person", "--person", "language")]
)
def test_several_columns_may_be_left_aside(file, given):
    found = json.loads(run("calibrate_instrument", file, "--person", *given, "--json"))
    assert [item["item"] for item in found["items"]] == list(NAMES)


def test_the_rule_chooses_where_no_model_is_named(file):
    assert json.loads(calibrated(file, "--json"))["model"] == "rsm"
    assert "Model rsm" in calibrated(file)


def test_scores_come_in_the_order_of_the_file(file, tmp_path):
    kept = tmp_path / "calibration.json"
    kept.write_text(calibrated(file, "--json"))
    persons = json.loads(run("score_responses", file, "--calibration", kept, "--json"))["persons"]
    assert [one["row"] for one in persons] == list(range(1, 301))
    assert {"row", "answered", "raw", "measure", "se", "score", "infit", "outfit", "flags"} <= set(persons[0])
    table = simulated.answers(300, seed=51, missing=0.05)
    assert [one["answered"] for one in persons] == (table >= 0).sum(axis=1).tolist()
    assert [one["raw"] for one in persons] == np.where(table < 0, 0, table).sum(axis=1).tolist()


def test_a_file_and_the_engine_say_the_same(file, tmp_path):
    from activation.rasch import Calibration

    kept = tmp_path / "calibration.json"
    kept.write_text(calibrated(file, "--json"))
    persons = json.loads(run("score_responses", file, "--calibration", kept, "--json"))["persons"]
    direct = score_many(
        Calibration.from_json(kept.read_text()), simulated.answers(300, seed=51, missing=0.05)
    )
    assert [one["score"] for one in persons] == pytest.approx(direct.score.tolist(), abs=1e-9)


def test_who_answered_nothing_has_a_row_without_a_score(file, tmp_path):
    kept = tmp_path / "calibration.json"
    kept.write_text(calibrated(file, "--json"))
    some = written(tmp_path / "some.csv", np.array([[-1] * 13, [1, 2] * 6 + [1]]))
    nobody, somebody = json.loads(run("score_responses", some, "--calibration", kept, "--json"))["persons"]
    assert (nobody["answered"], nobody["measure"], nobody["score"], nobody["flags"]) == (
        0,
        None,
        None,
        ["too_few"],
    )
    assert somebody["score"] > 0
    assert "2: 13, 19;" in run("score_responses", some, "--calibration", kept)


def test_a_file_may_hold_only_some_items(file, tmp_path):
    kept = tmp_path / "calibration.json"
    kept.write_text(calibrated(file, "--json"))
    given = ["score_responses", file, "--calibration", kept, "--json"]
    persons = json.loads(run(*given, "--items", ",".join(NAMES[2:8])))["persons"]
    assert max(one["answered"] for one in persons) == 6
    few = written(tmp_path / "few.csv", np.ones((2, 3), dtype=int), names=NAMES[:3])
    assert "There is no column q04" in run("score_responses", few, "--calibration", kept, code=1)


def test_too_few_people_have_an_exit_code_of_their_own(tmp_path):
    file = written(tmp_path / "few.csv", simulated.answers(49, seed=1))
    found = json.loads(calibrated(file, "--json", code=2))
    assert found["n_used"] <= 49
    assert "50 are the least" in found["error"]


def test_nobody_at_all(tmp_path):
    assert json.loads(calibrated(written(tmp_path / "none.csv", []), "--json", code=2))["n_used"] == 0


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--model", "2pl"), "No model is called 2pl"),
        (("--options", "3"), "is above the largest option, 2"),
        (("--options", "1"), "two options or more"),
        (("--items", "q01,q99"), "There is no column q99"),
        (("--group", "town"), "There is no column town"),
    ],
)
def test_wrong_options_are_said_in_words(file, more, says):
    assert says in json.loads(calibrated(file, *more, "--json", code=1))["error"]
    assert says in calibrated(file, *more, code=1)


def test_columns_nobody_named_are_taken_for_items(file):
    assert "Line 2, column language: “english”" in run("calibrate_instrument", file, code=1)


def test_files_that_cannot_be_read(tmp_path, file):
    assert "No such file" in calibrated(tmp_path / "none.csv", code=1)
    assert "directory" in calibrated(tmp_path, code=1)
    assert "This is not a calibration" in run("score_responses", file, "--calibration", file, code=1)


def bare_run(data, *arguments):
    """A process of its own, with nothing in its surroundings but a folder that does not exist."""
    command = [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]
    return subprocess.run(command, env=bare_environment(DATA=str(data)), capture_output=True, check=False)


def test_neither_servers_nor_settings_are_needed(file, tmp_path):
    given = ("calibrate_instrument", file, "--person", "person,language", "--json")
    done = bare_run(tmp_path / "data", *given)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["model"] == "rsm"
    assert not (tmp_path / "data").exists()
