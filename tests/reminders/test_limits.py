"""How many messages one person may have: a practice says so, on a page and by an action."""

import pytest

from practice.acting import Stale
from practice.models import TrailEvent
from reminders.actions.limits import set_limits
from reminders.models import Limits

PAGE = "/A81001/what-we-send/limits"


def test_a_manager_sets_them_and_the_trail_says_so(elm, browser_of):
    mo = browser_of("mo")
    page = mo.get(PAGE).content.decode()
    assert 'value="2"' in page and 'value="3"' in page
    assert mo.post(PAGE, {"a_day": "1", "a_week": "4", "version": "0"}).status_code == 302
    limits = Limits.objects.get(practice=elm)
    assert (limits.a_day, limits.a_week, limits.version) == (1, 4, 1)
    assert TrailEvent.objects.get(verb="limits.set").details == {"a_day": 1, "a_week": 4}
    assert "Set by" in mo.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"a_day": "0", "a_week": "3"}, "Enter a number from 1 to 5"),
        ({"a_day": "2", "a_week": "a few"}, "Enter a number from 1 to 14"),
        ({"a_day": "3", "a_week": "2"}, "cannot be fewer than within 24 hours"),
    ],
)
def test_what_makes_no_sense_is_not_kept(elm, browser_of, typed, says):
    answer = browser_of("mo").post(PAGE, typed | {"version": "0"})
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Limits.objects.exists()


def test_nobody_sets_them_over_somebody_else(elm, member, now):
    who = {"practice": elm, "by": member("mo"), "now": now}
    set_limits(version=0, a_day=1, a_week=2, **who)
    with pytest.raises(Stale):
        set_limits(version=0, a_day=2, a_week=3, **who)
