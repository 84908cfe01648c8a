"""manage.py load_instrument and publish_calibration: as the owner's log-in, from a terminal."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from activation.definition import read
from activation.design import parameters_of
from tests.activation.files import shipped, small
from tests.house import ROOT


def run(*arguments: str, role: str = "owner") -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", *map(str, arguments)]
    env = {**os.environ, "SKERRY_ROLE": role}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def swept(owner_sql):
    """What a test loads for everybody is taken away again."""
    yield
    mine = "(SELECT id FROM activation_instrument WHERE key = 'our-three')"
    owner_sql(f"DELETE FROM activation_calibration WHERE basis = 'data' OR instrument_id IN {mine}")
    owner_sql("DELETE FROM activation_instrument WHERE key = 'our-three'")


@pytest.fixture
def file(tmp_path, swept):
    def write(raw) -> str:
        path = tmp_path / "file.json"
        path.write_text(json.dumps(raw))
        return str(path)

    return write


def loaded(owner_sql) -> list[tuple]:
    return owner_sql(
        "SELECT version, retired_at IS NULL, practice_id IS NULL FROM activation_instrument"
        " WHERE key = 'our-three' ORDER BY id"
    )


def test_a_file_for_everybody_is_loaded_and_replaced_by_a_new_version(file, owner_sql):
    assert "Three of our own, version 1: loaded" in run("load_instrument", file(small())).stdout
    again = run("load_instrument", file(small(version="2")), "--json")
    assert json.loads(again.stdout)["questionnaires"][0]["outcome"] == "replaced"
    assert loaded(owner_sql) == [("1", False, True), ("2", True, True)]


@pytest.mark.care(29)
def test_only_the_owner_loads_for_everybody(file):
    done = run("load_instrument", file(small()), role="web")
    assert (done.returncode, "SKERRY_ROLE=owner" in done.stderr) == (1, True)


def test_trying_changes_nothing(elm, file, capsys):
    call_command("load_instrument", file(small()), practice="A81001", dry_run=True)
    assert "version 1: would be loaded" in capsys.readouterr().out
    assert not elm.instruments.exists()


def test_for_one_practice_the_web_log_in_is_enough(elm, file):
    call_command("load_instrument", file(small()), practice="A81001")
    assert elm.instruments.get().version == "1"


def test_a_wrong_file_says_every_place_and_ends_with_1(elm, file, capsys):
    with pytest.raises(CommandError) as ended:
        call_command("load_instrument", file(small(licence="free", languages=["en"])), json=True)
    found = {problem["place"] for problem in json.loads(capsys.readouterr().out)["problems"]}
    assert (ended.value.returncode, found >= {"licence", "items[0].text.pl"}) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], {}),
        ([], {"shipped": True, "practice": "A81001"}),
        (["nowhere.json"], {}),
        (["x.json"], {"shipped": True}),
        (["x.json"], {"practice": "Z99999"}),
    ],
)
def test_what_cannot_be_meant_is_refused(db, arguments, options):
    with pytest.raises(CommandError):
        call_command("load_instrument", *arguments, **options)


def test_what_is_shipped_is_there_already(elm, capsys):
    call_command("load_instrument", shipped=True, json=True)
    report = json.loads(capsys.readouterr().out)
    assert {row["outcome"] for row in report["questionnaires"]} == {"unchanged"}


def calibration(people: int = 240) -> dict:
    """As calibrate_instrument prints it: here the design, one statement moved."""
    found = parameters_of(read(shipped("skerry-13")))
    for row, by in zip(found["items"], (0.9, -0.9), strict=False):
        row["location"] += by
        row["thresholds"] = [step + by for step in row["thresholds"]]
    return found | {"n_used": people, "loglik": -1000.0}


@pytest.mark.care(29)
def test_a_calibration_is_published_once_for_everybody(file, owner_sql):
    about = ["--instrument", "skerry-13", "--by", "mo@elm.example.org", "--words", "Two practices"]
    done = run("publish_calibration", file(calibration()), *about)
    assert "calibration 2, from 240 people" in done.stdout, done.stderr
    assert "part-effect has moved by +0.90" in done.stdout
    kept = owner_sql("SELECT number, basis, n_used, words FROM activation_calibration ORDER BY id")
    assert kept[-1] == (2, "data", 240, "Two practices")
    told = owner_sql(
        "SELECT DISTINCT practice_id FROM practice_trailevent WHERE verb = 'calibration.published'"
    )
    assert len(told) == 2


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (calibration(199), "rests on 199 people"),
        (calibration() | {"items": calibration()["items"][:12]}, "last-ready"),
        (calibration() | {"n_used": "many"}, "rests on many people"),
        ({"model": "rsm"}, "not a calibration"),
        ([1], "not a calibration"),
    ],
)
def test_a_calibration_that_does_not_fit_is_refused(elm, file, found, words):
    with pytest.raises(CommandError, match=words):
        call_command("publish_calibration", file(found), instrument="skerry-13", by="mo@elm.example.org")


@pytest.mark.care(29)
@pytest.mark.parametrize("email", ["asha@elm.example.org", "nobody@elm.example.org"])
def test_an_administrator_must_answer_for_it(elm, file, email):
    with pytest.raises(CommandError, match="not an administrator"):
        call_command("publish_calibration", file(calibration()), instrument="skerry-13", by=email)


def test_a_questionnaire_that_nobody_calibrates_is_refused(elm, file):
    for key, words in (("ons4", "not scored with a calibration"), ("our-three", "no questionnaire")):
        with pytest.raises(CommandError, match=words):
            call_command("publish_calibration", file(calibration()), instrument=key, by="mo@elm.example.org")
