"""Programmes: added, changed, ended by those who run them."""

import pytest

from coaching.actions import programmes
from coaching.models import Capacity, Programme
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import TrailEvent
from tests import build
from tests.coaching import ways
from tests.coaching.test_pages import post

LIST = "/A81001/programmes"
TYPED = {
    "name": "Health coaching",
    "aim": "Small steps",
    "who_for": "Anybody who would like to",
    "sessions_planned": "6",
    "asked_start": ["goal"],
}


def test_nothing_is_offered_at_first(browser, elm):
    assert "Set up the first programme" in browser.get(LIST).text


def test_one_is_added(browser_of, elm):
    answer = post(browser_of("mo"), f"{LIST}/add", TYPED, follow=True)
    assert "Health coaching" in answer.text and "6 planned" in answer.text
    assert "At the start: How far I have come with my goal" in answer.text
    made = Programme.objects.get()
    assert (made.started_by.user.email, made.measures.get().moment) == ("mo@elm.example.org", "start")
    assert TrailEvent.objects.filter(verb="programme.started", subject_id=made.pk).exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Give the programme a name"),
        ({"sessions_planned": "0"}, "at least 1 session"),
        ({"sessions_planned": "many"}, "Enter a number of sessions"),
        ({"asked_start": ["nonsense"]}, "Choose at least one answer to"),
    ],
)
def test_what_is_wrong_is_said(browser, elm, change, says):
    answer = post(browser, f"{LIST}/add", TYPED | change)
    assert answer.status_code == 422 and says in answer.text
    assert not Programme.objects.exists()


def test_two_of_one_name_cannot_be_told_apart(browser, asha):
    ways.a_programme(asha)
    answer = post(browser, f"{LIST}/add", TYPED)
    assert answer.status_code == 422 and "called “Health coaching” already" in answer.text


def test_one_is_changed_and_what_is_asked_no_more_has_ended(browser, asha):
    made = ways.a_programme(asha, measures=[("goal", "start"), ("goal", "end")])
    post(browser, f"{LIST}/{made.pk}", TYPED | {"name": "Coaching", "version": "1"})
    made.refresh_from_db()
    assert (made.name, made.version) == ("Coaching", 2)
    standing = made.measures.filter(ended_at=None).values_list("instrument", "moment")
    assert list(standing) == [("goal", "start")]
    assert made.measures.count() == 2


def test_the_second_to_change_it_is_told(browser, asha):
    made = ways.a_programme(asha)
    post(browser, f"{LIST}/{made.pk}", TYPED | {"version": "1", "aim": "Mine"})
    answer = post(browser, f"{LIST}/{made.pk}", TYPED | {"version": "1", "aim": "Theirs"}, follow=True)
    assert "Somebody else has changed this programme" in answer.text
    made.refresh_from_db()
    assert made.aim == "Mine"


def test_one_ends_and_whoever_is_on_the_way_goes_on(browser, mary, asha):
    begun = ways.begun(mary, asha)
    page = browser.get(f"{LIST}/{begun.programme_id}/end").text
    assert "1 person goes on" in page
    text = post(browser, f"{LIST}/{begun.programme_id}/end", {"version": "1"}, follow=True).text
    assert "Programmes that have ended" in text and "1 still under way" in text
    assert browser.get(f"{LIST}/{begun.programme_id}").status_code == 404
    assert ways.taken(begun, "completed", asha).stands == "completed"


def test_ending_it_twice_is_told(asha):
    made = ways.a_programme(asha)
    programmes.end(programme=made, version=1, by=asha, now=build.NOW)
    with pytest.raises(Stale):
        programmes.end(programme=made, version=2, by=asha, now=build.NOW)
    assert ways.a_programme(asha).pk != made.pk


def test_the_name_stays_its_own_when_changed(asha):
    ways.a_programme(asha)
    other = ways.a_programme(asha, name="Walking")
    words = {"name": "Health coaching", "aim": "", "who_for": "", "sessions_planned": 4, "measures": ()}
    with pytest.raises(NotPossible, match="already"):
        programmes.change(programme=other, version=1, **words, by=asha, now=build.NOW)


def test_coaches_managers_and_administrators_run_them(browser_of, elm):
    for who, status in (("asha", 200), ("mo", 200), ("ben", 403), ("lena", 403), ("cara", 403), ("dev", 404)):
        assert browser_of(who).get(LIST).status_code == status, who


def test_how_much_somebody_can_carry(browser_of, asha, ben):
    address = f"/A81001/load/{asha.pk}"
    assert post(browser_of("asha"), address, {"points": "60"}).status_code == 302
    post(browser_of("mo"), address, {"points": "50"})
    assert Capacity.objects.get().points == 50
    assert browser_of("ben").get(address).status_code == 403
    assert browser_of("ben").get(f"/A81001/load/{ben.pk}").status_code == 200
    wrong = post(browser_of("asha"), address, {"points": "lots"})
    assert wrong.status_code == 422 and "Enter a number of points" in wrong.text
