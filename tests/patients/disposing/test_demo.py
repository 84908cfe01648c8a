"""The demonstration's list: it waits for a second person, with one taken off and one on hold."""

from patients.demo_long_gone import records_wait
from patients.disposing.due import beyond
from tests import build


def test_the_demos_list_waits_for_a_second_person(elm, member):
    records_wait(elm, member("mo"), by=build.TEST, now=build.NOW)
    made = elm.disposal_lists.get()
    assert (made.first_by.user.name, made.second_at) == ("Mo Haddad", None)
    assert (made.lines.count(), made.lines.standing().count()) == (8, 7)
    assert len(beyond(elm, build.NOW.date())) == 8
