"""Ethnic categories: words and codes of the systems become 16+1 codes."""

import csv

import pytest

from patients import ethnicity
from tests.house import SHARED

MAPS = SHARED / "imports" / "code_maps"

# Here our table follows the census of 2021, which counts these as British, and leaves what says two things open.
DIFFERS = {
    "English",
    "Scottish",
    "Welsh",
    "Cornish",
    "Northern Irish",
    "Other Black",
    "Other ethnic",
    "White",
}


def test_every_code_and_label_is_known():
    for code, label in ethnicity.LABELS.items():
        assert ethnicity.recognise(code) == code
        assert ethnicity.recognise(label) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("White British", "A"),
        ("White: English, Welsh, Scottish, Northern Irish or British", "A"),
        ("british or mixed british - ethnic category 2001 census", "A"),
        ("9i0..", "A"),
        ("9i2C.", "C"),
        ("XaJQv", "A"),
        ("Asian/Asian British: Indian", "H"),
        ("Black or Black British - Caribbean", "M"),
        ("Mixed - White & Asian", "F"),
        ("Chinese", "R"),
        ("A1", "A"),
        ("Patient refused", "Z"),
        ("Not recorded", "99"),
    ],
)
def test_words_of_the_systems_are_known(text, code):
    assert ethnicity.recognise(text) == code


@pytest.mark.parametrize(
    "text", ["Martian", "NO", "<b>White</b>", "", "Asian and Chinese and other", "12345678"]
)
def test_other_words_are_not_guessed(text):
    assert ethnicity.recognise(text) is None


@pytest.mark.skipif(not MAPS.exists(), reason="the shared code maps are not beside this project")
@pytest.mark.parametrize("name", ["EmisEthnicityMap.csv", "TppEthnicityMap.csv"])
def test_what_is_known_agrees_with_the_maps_of_the_systems(name):
    with (MAPS / name).open(encoding="utf-8", errors="replace", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["TargetCode"]]
    known = [(row, ethnicity.recognise(row["SourceTerm"])) for row in rows]
    wrong = [row["SourceTerm"] for row, code in known if code not in (None, row["TargetCode"])]
    assert [term for term in wrong if term.partition(" - ")[0] not in DIFFERS] == []
    assert sum(code is not None for _, code in known) > len(rows) / 2
