"""Real export layouts and the files of a live service, where the shared data is beside this project."""

import json

import pytest

from patients.intake import Unreadable, read_list
from patients.intake.headings import unique
from patients.intake.mapping import recognise
from tests.house import SHARED

from .intake_lists import TODAY

IMPORTS = SHARED / "imports"
pytestmark = pytest.mark.skipif(not IMPORTS.exists(), reason="the shared data is not beside this project")


def walked(name):
    with read_list(IMPORTS / name, today=TODAY, name=name) as reading:
        return reading, list(reading.rows())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("emis/emis_patient_list_flat.csv", "emis_report"),
        ("systmone/systmone_breakdown_report.csv", "systmone_report"),
    ],
)
def test_the_lists_of_both_systems_go_in_whole(name, kind):
    reading, rows = walked(name)
    assert (reading.kind, len(rows), reading.counts.refused, reading.counts.warned) == (kind, 66, 0, 0)
    assert all(row.values["nhs_number"].startswith("999") for row in rows)


def test_names_in_capitals_become_readable():
    _, rows = walked("emis/emis_patient_list_flat.csv")
    names = {row.values["family_name"] for row in rows}
    assert "Avilés" in names
    assert not any(name.isupper() for name in names)


@pytest.mark.parametrize(
    ("name", "people", "refused", "repeated"),
    [
        ("class_import__valid_with_bom.csv", 1, 0, 0),
        ("cohort_import__valid_minimal.csv", 1, 0, 0),
        ("cohort_import__pds_extravaganza.csv", 10, 0, 0),
        ("cohort_import__duplicate_nhs_numbers.csv", 1, 0, 1),
        ("cohort_import__valid.csv", 2, 1, 0),
        ("cohort_import__valid_extra_fields.csv", 2, 1, 0),
        ("cohort_import__valid_with_duplicates.csv", 3, 1, 0),
        ("immunisation_import__point_of_care__systm_one.csv", 4, 0, 0),
    ],
)
def test_the_files_of_a_live_service_are_read(name, people, refused, repeated):
    reading, _ = walked(f"mavis_fixtures/{name}")
    counts = reading.counts
    assert (counts.people, counts.refused, counts.repeated) == (people, refused, repeated)


def test_its_malformed_file_is_refused_in_words():
    with pytest.raises(Unreadable, match="no row of headings"):
        walked("mavis_fixtures/class_import__malformed.csv")


def test_nothing_about_parents_is_taken():
    _, rows = walked("mavis_fixtures/cohort_import__pds_extravaganza.csv")
    assert not {"mobile", "home_phone", "email"} & {name for row in rows for name in row.values}


def test_every_known_layout_gives_what_tells_people_apart():
    catalogue = json.loads((IMPORTS / "header_catalogue.json").read_text(encoding="utf-8"))
    lists = [layout for layout in catalogue if layout["kind"] not in ("CareRecord_Observation", "SRCode")]
    mappings = [recognise(unique(layout["columns"])) for layout in lists]
    assert len(mappings) == 7
    assert all(mapping.has("nhs_number") for mapping in mappings)
    assert [mapping.has("birth_date") for mapping in mappings].count(False) == 1
