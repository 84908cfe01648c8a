"""The number that patients ring: set by who manages the practice, kept in the trail, on the plan from then on."""

import pytest

from practice.models import Practice, TrailEvent

ADDRESS = "/A81001/telephone"


def number() -> str:
    return Practice.objects.get(ods_code="A81001").telephone


def test_it_is_set_and_the_trail_says_what_it_was(browser_of, elm):
    mo, before = browser_of("mo"), elm.telephone
    assert f'value="{before}"' in mo.get(ADDRESS).text
    answer = mo.post(ADDRESS, {"telephone": " 020 7946  0123 "}, follow=True)
    assert "Plans carry this number from now on" in answer.text
    assert number() == "020 7946 0123"
    event = TrailEvent.objects.get(verb="practice.telephone_set")
    assert event.details == {"was": before, "is": "020 7946 0123"}


def test_none_is_possible(browser_of, elm):
    browser_of("mo").post(ADDRESS, {"telephone": ""})
    assert not number()


@pytest.mark.parametrize("typed", ["ask at the desk", "0123", "020 7946 0101 or 0102", "<b>"])
def test_what_is_no_number_changes_nothing(browser_of, elm, typed):
    answer = browser_of("mo").post(ADDRESS, {"telephone": typed})
    assert answer.status_code == 422 and "Enter a telephone number, like" in answer.text
    assert number() == elm.telephone
