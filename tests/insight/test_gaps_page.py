"""Gaps in services on a map: nobody's place, small numbers hidden, and no other counts than prescribing's."""

import pytest

from insight import gaps_page
from patients.models import Patient
from prescribing.gap_queries import counted
from prescribing.search_place import NoSuchPlace, Spot
from tests import build
from tests.prescribing.test_gaps import found

PAGE = "/A81001/figures/gaps"


@pytest.fixture
def lena(member):
    return member("lena")


MIDDLES = {"M33": (53.43, -2.3), "M1": (53.48, -2.23), "M2": (53.49, -2.24)}


@pytest.fixture
def noted(elm, lena, monkeypatch):
    """Six times in M33 and M1, five times in M2, once somewhere that no file knows."""

    def spot(words: str) -> Spot:
        if words not in MIDDLES:
            raise NoSuchPlace(words)
        return Spot(words, *MIDDLES[words])

    monkeypatch.setattr(gaps_page, "spot", spot)
    for place in ["M33"] * 6 + ["M1"] * 6 + ["M2"] * 5 + ["ZZ9"]:
        found(lena, place=place)


def test_districts_are_drawn_in_their_middle_and_small_ones_not_at_all(noted, browser_of):
    answer = browser_of("mo").get(PAGE)
    assert [(pin.number, pin.name) for pin in answer.context["map"].pins] == [(1, "M1"), (2, "M33")]
    assert answer.context["places"] == [["M1", 1, 6], ["M33", 2, 6], ["M2", 3, None], ["ZZ9", 4, None]]
    assert "Counted on 2 March 2026 at 9" in answer.text and "Not shown" in answer.text


def test_it_counts_what_prescribing_counts(elm, noted, browser_of):
    (places,) = (table["rows"] for table in counted(elm, 5) if table["by"] == "Place")
    shown = browser_of("lena").get(PAGE).context["places"]
    assert [(words, times) for words, _number, times in shown] == places


def test_who_is_protected_later_leaves_the_place(elm, lena):
    person = build.a_patient(elm)
    found(lena, person, place="M33")
    Patient.objects.filter(pk=person.pk).update(restricted=True)
    (places,) = (table["rows"] for table in counted(elm, 0) if table["by"] == "Place")
    assert places == [("Not said", 1)]


def test_without_gaps_or_places_there_is_no_map(elm, browser_of):
    assert "Nothing is noted as missing" in browser_of("mo").get(PAGE).text
    assert gaps_page.mapped([(1, "Not said", 9), (2, "M33", None)]) is None
