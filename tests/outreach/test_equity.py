"""Whether a wave asks each group its share; nothing here touches the database."""

import pytest

from outreach.equity import compared, under_asked
from outreach.grouping import OTHERS, gathered, in_order

ROWS = [("White", (60, 50, 18)), ("Asian", (30, 40, 1)), ("Not known", (10, 10, 1))]
PEOPLE = (100, 100, 20)


@pytest.mark.care(30)
def test_a_group_with_clearly_less_than_its_share_is_named():
    white, asian, unknown = compared(ROWS, PEOPLE, 0)
    assert (asian.shares, asian.fair, asian.difference) == ((30, 40, 5), 8, -35)
    assert (white.difference, white.under_asked) == (40, False)
    # One person fewer than their share is no pattern.
    assert (unknown.fair, unknown.under_asked) == (2, False)
    assert under_asked([white, asian, unknown]) == ["Asian: 1 in the wave, 8 would be their share"]


def test_what_chance_would_do_is_no_pattern_but_nobody_at_all_is():
    few, _most = compared([("A", (25, 25, 3)), ("B", (75, 75, 17))], (100, 100, 20), 0)
    assert (few.fair - few.wave, few.difference, few.under_asked) == (2, -10, False)
    none, _most = compared([("A", (10, 10, 0)), ("B", (90, 90, 20))], (100, 100, 20), 0)
    assert (none.fair, none.under_asked) == (2, True)


def test_small_numbers_are_hidden_and_so_is_what_would_give_them_away():
    white, asian, unknown = compared(ROWS, PEOPLE, 5)
    assert (asian.wave, unknown.wave, white.wave) == (None, None, None)  # of two people the rest would tell
    assert (asian.shares[2], asian.under_asked) == (None, False)
    first, second = compared([("A", (50, 40, 18)), ("B", (50, 40, 2))], (100, 80, 20), 5)
    assert (first.wave, second.wave) == (None, None)


def test_a_wave_of_nobody_compares_nothing():
    (only,) = compared([("White", (5, 0, 0))], (5, 0, 0), 0)
    assert (only.shares, only.fair, only.under_asked) == ((100, None, None), None, False)


def test_languages_of_few_are_put_together():
    parts = {"English": (3, 1), "Polish": (9, 2), "Welsh": (1, 1), "Urdu": (2, 0), "Not known": (1, 0)}
    found = gathered(parts, 5)
    assert found == {"English": (3, 1), "Polish": (9, 2), "Not known": (1, 0), OTHERS: (3, 1)}
    assert in_order(found, ("English", "Polish", "Gone", OTHERS))[-1] == ("Not known", (1, 0))
