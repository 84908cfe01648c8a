"""Where bars stand, and what they say to those who do not see them."""

from hypothesis import given
from hypothesis import strategies as st

from insight import chart

VALUES = st.lists(st.one_of(st.none(), st.integers(0, 10_000)), min_size=1, max_size=12)


@given(VALUES)
def test_bars_stay_inside_and_grow_with_their_number(values):
    drawn = chart.bars("Sessions", [(str(n), value) for n, value in enumerate(values)], unit="sessions").bars
    assert all(0 <= bar.length <= chart.WIDTH - chart.LABEL - chart.VALUE for bar in drawn)
    known = sorted((bar for bar in drawn if bar.value is not None), key=lambda bar: bar.value)
    assert [bar.length for bar in known] == sorted(bar.length for bar in known)


def test_a_hidden_number_draws_no_bar():
    hidden = chart.bars("Sessions", [("Jan", None), ("Feb", 7)], unit="sessions").bars[0]
    assert (hidden.length, hidden.value) == (0, None)


def test_the_description_says_what_stands_out():
    drawn = chart.bars("Sessions", [("Jan", 3), ("Feb", 7)], unit="sessions")
    assert drawn.description == "From Jan to Feb. Most sessions in Feb: 7."
    nothing = chart.bars("Sessions", [("Jan", 0), ("Feb", None)], unit="sessions")
    assert nothing.description == "No sessions to show from Jan to Feb."
