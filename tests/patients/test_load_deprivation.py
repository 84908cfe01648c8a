"""manage.py load_deprivation: as the owner's log-in, both files at once, people placed, nobody guessed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from patients.actions import placing
from patients.deprivation import AreaRow, PostcodeRow
from patients.models import Patient
from practice.actors import System
from practice.models import TrailEvent
from tests import build
from tests.house import ROOT

POSTCODES = """pcds,lsoa21,lat,long
EL9 1AA,E01998001,53.7,-3.6
EL9 1AB,E01998002
nonsense,E01998002
CF1 1AA,W01000001
"""
IMD = "LSOA code (2021),IMD 2025 decile\nE01998001,1\nE01998002,7\n"


def files_in(folder: Path) -> list[str]:
    (folder / "postcodes.csv").write_text(POSTCODES)
    (folder / "imd.csv").write_text(IMD)
    return ["--postcodes", str(folder / "postcodes.csv"), "--imd", str(folder / "imd.csv")]


@pytest.fixture
def files(tmp_path):
    return files_in(tmp_path)


def load(*arguments) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", "load_deprivation", *arguments]
    env = {**os.environ, "SKERRY_ROLE": "owner"}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, django_db_setup, django_db_blocker):
    """Once for all who look at it; afterwards nobody knows these places."""
    yield load(*files_in(tmp_path_factory.mktemp("lists")))
    with django_db_blocker.unblock(), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM patients_place WHERE postcode LIKE 'EL9 %'")
        cursor.execute("DELETE FROM patients_area WHERE code LIKE 'E01998%'")


def test_loads_both_files_and_says_what_it_left_out(loaded, owner_sql):
    assert loaded.returncode == 0, loaded.stderr
    assert "2 postcodes, 1 outside England left out" in loaded.stdout
    assert "2 small areas of IMD 2025" in loaded.stdout
    assert "postcodes.csv, line 4, pcds" in loaded.stderr
    assert "nonsense" not in loaded.stderr
    places = owner_sql(
        "SELECT postcode, area, latitude, longitude FROM patients_place WHERE postcode LIKE 'EL9 %'"
    )
    assert sorted(places) == [("EL9 1AA", "E01998001", 53.7, -3.6), ("EL9 1AB", "E01998002", None, None)]


def test_the_same_files_twice_change_nothing(loaded, files):
    assert "0 people have another area or decile now" in load(*files).stdout


def test_somebody_added_later_gets_the_decile_with_its_edition(loaded, elm):
    patient = build.a_patient(elm, postcode="EL9 1AB")
    assert (patient.area, patient.deprivation, patient.deprivation_edition) == ("E01998002", 7, "IMD 2025")
    hidden = build.a_patient(elm, given_name="Nora", postcode="EL9 1AB", restricted=True)
    assert (hidden.area, hidden.deprivation) == ("", None)


def test_people_on_the_list_are_placed_and_restricted_ones_are_not(loaded, elm):
    mary = build.a_patient(elm, postcode="EL9 1AA")
    hidden = build.a_patient(elm, given_name="Nora", postcode="EL9 1AA")
    unknown = build.a_patient(elm, given_name="Una", postcode="EL9 9ZZ")
    Patient.objects.filter(pk__in=[mary.pk, hidden.pk]).update(
        area="", deprivation=None, deprivation_edition=""
    )
    Patient.objects.filter(pk=hidden.pk).update(restricted=True)
    assert placing.place_patients(practice=elm, by=System("test"), now=build.NOW) == 1
    deciles = {p.pk: p.deprivation for p in Patient.objects.filter(pk__in=[mary.pk, hidden.pk, unknown.pk])}
    assert deciles == {mary.pk: 1, hidden.pk: None, unknown.pk: None}
    assert TrailEvent.objects.filter(verb="deprivation.loaded", practice=elm).latest("pk").details == {
        "changed": 1
    }


def test_files_of_different_census_years_are_refused(files, tmp_path):
    (tmp_path / "imd.csv").write_text("LSOA code (2011),IMD 2019 decile\nE01998001,1\n")
    done = load(*files)
    assert done.returncode == 1
    assert "IMD 2019" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_said_in_words(tmp_path):
    done = load("--postcodes", str(tmp_path / "none.csv"), "--imd", str(tmp_path / "none.csv"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_the_web_log_in_may_not_load(elm):
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        placing.load_places([PostcodeRow("EL9 1AA", "E01998001", "2021")])
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        placing.load_areas([AreaRow("E01998001", None, 1, "IMD 2025")])
