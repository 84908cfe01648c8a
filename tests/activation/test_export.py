"""Answers leave as a file without names, become a calibration, and new answers are scored with it."""

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from activation.actions.correcting import check, strike
from activation.models import Measurement
from activation.sample import without_small
from practice.models import Membership, Practice, TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.activation import crowd, made
from tests.conftest import look_at
from tests.house import ROOT

PURPOSE = "First calibration, two practices"
GROUPS = ["sex", "age_band", "ethnic_group", "deprivation", "language", "mode"]
SAME = (2,) * 13


def exported(**more: str) -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("export_responses", instrument="skerry-13", purpose=PURPOSE, stdout=out, **more)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.fixture
def six(elm, asha):
    """Women of one age, with answers of 2 March."""
    people = [build.a_patient(elm, given_name=f"P{n}") for n in range(6)]
    crowd.lives_in(people, 1)
    for person in people:
        made.done(person, asha)
    return people


def test_one_row_a_person_with_statements_and_groups(six):
    rows = exported(practice="A81001")
    assert [*rows[0]][13:] == GROUPS and len(rows) == 6
    assert [rows[0][name] for name in [*rows[0]][:13]] == [str(value) for value in made.USUAL]
    assert [rows[0][name] for name in GROUPS] == [
        "Female",
        "40 to 59",
        "",
        "1 most deprived",
        "English",
        "desk",
    ]


def test_the_first_answers_of_each_person_count(six, asha, clock):
    made.done(six[0], asha, made.MORE, now=clock.move(days=100))
    assert len(exported()) == 6
    assert all(list(row.values())[3] == "2" for row in exported())


def test_doubtful_and_struck_answers_stay_here_until_somebody_checked_them(six, asha, elm):
    doubtful = made.done(build.a_patient(elm), asha, SAME)
    struck = made.done(build.a_patient(elm), asha)
    strike(measurement=struck, because="Wrong person", by=asha, now=build.NOW)
    assert len(exported()) == 6
    check(measurement=doubtful, by=asha, now=build.NOW)
    assert len(exported()) == 7


def test_what_is_missing_is_blank(six, asha, elm):
    made.done(build.a_patient(elm), asha, ("na", "no", *made.USUAL[2:]))
    assert sorted(row["part-effect"] for row in exported())[:2] == ["", "3"]


def test_a_small_group_becomes_blank(six, asha, elm):
    omar = build.a_patient(elm, gender="1", restricted=True)
    crowd.lives_in([omar], 1)
    made.done(omar, asha)
    rows = exported()
    assert sorted(row["sex"] for row in rows) == ["", *["Female"] * 6]
    assert sorted(row["deprivation"] for row in rows) == ["", *["1 most deprived"] * 6]
    assert without_small(["a"] * 5 + ["b"] * 4, 5) == ["a"] * 5 + [""] * 4


def test_no_name_number_or_date_goes_along(six, elm):
    text = str(exported())
    assert not re.search(r"P\d|Webb|999|19\d\d|20\d\d|A81001", text)


def test_every_practice_finds_it_in_its_own_trail(six, elm, oak):
    exported()
    for practice, people in ((elm, 6), (oak, 0)):
        look_at(practice)
        event = TrailEvent.objects.filter(practice=practice, verb="measures.exported").get()
        assert event.details["purpose"] == PURPOSE and event.details["people"] == people


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"purpose": "  "}, "what the answers are for"),
        ({"purpose": "x" * 201}, "what the answers are for"),
        ({"instrument": "nowhere"}, "no questionnaire"),
        ({"instrument": "ons4"}, "not scored with a calibration"),
        ({"practice": "Z99999"}, "no practice Z99999"),
    ],
)
def test_what_cannot_be_meant_is_refused(db, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("export_responses", **{"instrument": "skerry-13", "purpose": PURPOSE, **options})
    with pytest.raises(CommandError, match="--purpose"):
        call_command("export_responses", instrument="skerry-13")


def manage(*arguments: object, role: str = "web") -> str:
    command = [sys.executable, "manage.py", *map(str, arguments)]
    env = {**os.environ, "SKERRY_ROLE": role}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lives_here(count: int) -> tuple[Practice, Membership, Measurement]:
    """People of Elm who answered, committed; and the measurement of one more, as it was scored then."""
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        asha = Membership.objects.select_related("practice").get(
            practice=elm, user__email__startswith="asha@"
        )
        crowd.crowd(elm, asha, count)
        return elm, asha, made.done(build.a_patient(elm), asha)


def test_from_answers_to_a_scale_for_everybody(world, tmp_path):
    elm, asha, before = lives_here(230)
    answers, scale = tmp_path / "answers.csv", tmp_path / "scale.json"
    answers.write_text(manage("export_responses", "--instrument", "skerry-13", "--purpose", PURPOSE))
    groups = [part for name in GROUPS for part in ("--group", name)]
    scale.write_text(manage("calibrate_instrument", answers, "--options", 4, *groups, "--json"))
    assert json.loads(scale.read_text())["n_used"] >= 200
    about = ["--instrument", "skerry-13", "--by", "mo@elm.example.org"]
    assert "calibration 2" in manage("publish_calibration", scale, *about, role="owner")
    with in_view([elm], build.TEST):
        after = made.done(build.a_patient(elm), asha)
        stands = Measurement.objects.get(pk=before.pk)
    assert (after.calibration.number, after.is_provisional) == (2, False)
    assert (stands.calibration.number, stands.is_provisional) == (1, True)
    assert stands.score == before.score != after.score
