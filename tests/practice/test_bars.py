"""Where bars stand, how they are told apart without colour, and what they say to those who do not see them."""

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from practice import bars

VALUES = st.lists(st.one_of(st.none(), st.integers(0, 10_000)), min_size=1, max_size=12)


def only(drawn: bars.Drawing) -> list[bars.Bar]:
    """The bars of a single series."""
    return [bar for group in drawn.groups for bar in group.bars]


@given(VALUES)
def test_bars_stay_inside_and_grow_with_their_number(values):
    months = [(str(n), value) for n, value in enumerate(values)]
    for drawn in (
        bars.through_time("Sessions", months, unit="sessions"),
        bars.counted("All", ["a"], each(values)),
    ):
        found = only(drawn)
        assert all(0 <= bar.length <= bars.WIDTH - bars.VALUE - drawn.left for bar in found)
        known = sorted((bar for bar in found if bar.value is not None), key=lambda bar: bar.value)
        assert [bar.length for bar in known] == sorted(bar.length for bar in known)


def each(values: list[int | None]) -> list[tuple[str, list[int | None]]]:
    return [(str(n), [value]) for n, value in enumerate(values)]


def test_a_hidden_number_draws_no_bar():
    hidden = only(bars.through_time("Sessions", [("Jan", None), ("Feb", 7)], unit="sessions"))[0]
    assert (hidden.length, hidden.value, hidden.said) == (0, None, "not shown")


def test_a_month_stands_before_its_bar_and_what_stands_out_is_said():
    drawn = bars.through_time("Sessions", [("Jan", 3), ("Feb", 7)], unit="sessions")
    assert drawn.description == "From Jan to Feb. Most sessions in Feb: 7."
    assert (drawn.before, only(drawn)[0].y, drawn.groups[0].y) == (bars.MONTH - 6, 0, 0)
    nothing = bars.through_time("Sessions", [("Jan", 0), ("Feb", None)], unit="sessions")
    assert nothing.description == "No sessions to show from Jan to Feb."


def test_bars_are_told_apart_without_colour_and_said_in_words():
    drawn = bars.compared("By age", ("Asked", "Yes"), [("18 to 39", [50, None]), ("40 to 59", [0, 100])])
    first, second = drawn.groups
    assert [bar.look for bar in first.bars] == ["solid", "hatched"]
    assert (first.bars[0].length, first.bars[1].length, second.bars[1].length) == (165, 0, 330)
    assert drawn.description == "18 to 39: asked 50%, yes not shown; 40 to 59: asked 0%, yes 100%."
    assert second.y > first.bars[-1].y
    assert drawn.height > second.bars[-1].y


def test_bars_of_numbers_say_the_numbers_and_not_shares_of_those_shown():
    first, second = only(bars.counted("Waits", ["People"], [("a", [9]), ("b", [None])]))
    assert (first.said, first.length, second.said, second.length) == ("9", 330, "not shown", 0)


def test_the_number_of_a_share_stands_outside_its_frame_and_what_is_hidden_has_none():
    shown, hidden = only(drawn := bars.shares("Levels", [("Level 1", 40), ("Level 2", None)]))
    assert (drawn.frame, shown.after, hidden.after) == (330, 337, 7)
    assert drawn.description == "Level 1: 40%; Level 2: not shown."
    assert bars.shares("Levels", []).description == "Nobody yet."
    assert render_to_string("ui/bars.html", {"drawing": drawn, "id": "levels"}).count('fill="none"') == 1


def test_the_drawing_has_a_title_a_description_and_no_two_alike_on_a_page():
    drawn = bars.compared("By age", ("Asked", "Yes"), [("18 to 39", [50, 20])])
    found = render_to_string("ui/bars.html", {"drawing": drawn, "id": "ages"})
    assert 'role="img" aria-labelledby="ages-title ages-about"' in found
    assert '<title id="ages-title">By age</title>' in found
    assert '<desc id="ages-about">18 to 39: asked 50%, yes 20%.</desc>' in found
    assert "url(#ages-hatched)" in found
