"""The pages of a group, as a coach walks through them."""

import pytest
from django.urls import reverse

from coaching.actions import grouping
from coaching.models import GroupMeeting, GroupSeries, Session
from tests import build

ELM = "A81001"
SERIES = {
    "name": "Moving more",
    "place": "Library",
    "places": "8",
    "agreement": "What is said here stays here.",
}
WHEN = {
    "booked_on_0": "2",
    "booked_on_1": "3",
    "booked_on_2": "2026",
    "booked_on_day": "2",
    "booked_on_month": "3",
    "booked_on_year": "2026",
    "booked_at": "8:30am",
    "minutes": "60",
}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def address(name: str, *more: int) -> str:
    return reverse(f"coaching:{name}", args=[ELM, *more])


@pytest.fixture
def group(browser, asha) -> GroupSeries:
    browser.post(address("add-group"), SERIES | {"facilitator": asha.pk})
    return GroupSeries.objects.get()


@pytest.fixture
def inside(group, mary, asha, now):
    return grouping.take_in(series=group, patient=mary, agreed_to=1, by=asha, now=now)


@pytest.fixture
def meeting(browser, group) -> GroupMeeting:
    browser.post(address("add-meeting", group.pk), WHEN)
    return group.meetings.get()


def register(browser, meeting, **data):
    meeting.refresh_from_db()
    return browser.post(address("meeting", meeting.pk), {"version": meeting.version} | data)


def test_the_list_says_what_to_do_first(browser, elm):
    assert "No groups yet" in text(browser.get(address("groups")))


def test_a_group_is_begun_and_listed(browser, group):
    assert (group.name, group.places, group.facilitator.name) == ("Moving more", 8, "Asha Rao")
    assert "0 of 8 places taken" in text(browser.get(address("groups")))


def test_what_is_missing_is_said(browser, elm):
    answered = browser.post(address("add-group"), {"name": "Moving more", "places": "1"})
    assert answered.status_code == 422 and "There is a problem" in text(answered)


def test_somebody_is_shown_before_they_are_taken_in(browser, group, mary):
    shown = browser.post(address("group-person", group.pk), {"nhs_number": mary.nhs_number}, follow=True)
    assert "4 May 1970" in text(shown) and "What is said here stays here." in text(shown)
    where = address("take-in", group.pk, mary.pk)
    assert "with their yes" in text(browser.post(where, {"agreed_to": "1"}))
    assert "They are in this group now" in text(
        browser.post(where, {"agreed_to": "1", "agreed": "on"}, follow=True)
    )


def test_a_number_of_nobody_here(browser, group):
    answered = browser.post(address("group-person", group.pk), {"nhs_number": "999 000 0050"})
    assert answered.status_code == 422


def test_other_words_ask_for_everybodys_yes_again(browser, group, inside, asha):
    values = SERIES | {"agreement": "Come when you can.", "facilitator": asha.pk, "version": group.version}
    browser.post(address("change-group", group.pk), values)
    shown = text(browser.get(address("group", group.pk)))
    assert "Ask for their yes again" in shown and "They said yes to version 2" in shown
    browser.post(address("agree-again", inside.pk), {"agreed_to": "2"})
    assert "Ask for their yes again" not in text(browser.get(address("group", group.pk)))


def test_a_change_that_came_too_late_says_so(browser, group, asha):
    values = SERIES | {"facilitator": asha.pk, "version": group.version + 5}
    answered = browser.post(address("change-group", group.pk), values, follow=True)
    assert "Somebody else has changed this group" in text(answered)


def test_somebody_leaves_with_a_reason(browser, group, inside):
    browser.post(address("leave-group", inside.pk), {"because": "Works on Mondays now"})
    inside.refresh_from_db()
    assert inside.left_because == "Works on Mondays now"
    assert "Mary Webb" not in text(browser.get(address("group", group.pk)))


def test_the_register_makes_a_session_for_each_who_came(browser, meeting, inside):
    register(browser, meeting, came=[inside.pk], summary="We spoke about mornings.")
    shown = text(browser.get(address("meeting", meeting.pk)))
    assert "Mary Webb" in shown and "Not finished" in shown and "We spoke about mornings." in shown
    assert "Mary Webb" in text(browser.get("/mine/today"))


def test_a_name_in_the_shared_words_is_asked_about_once(browser, meeting, inside):
    answered = register(browser, meeting, came=[inside.pk], summary="Mary walked to the pier")
    assert answered.status_code == 422
    assert "This may name somebody of the group: Mary" in text(answered)
    assert not Session.objects.filter(meeting=meeting).exists()
    register(browser, meeting, came=[inside.pk], summary="Mary walked to the pier", no_names="1")
    assert Session.objects.filter(meeting=meeting).count() == 1


def test_nothing_to_add_finishes_a_session_in_one_press(browser, meeting, inside):
    register(browser, meeting, came=[inside.pk])
    session = Session.objects.get(meeting=meeting)
    answered = browser.post(address("nothing-to-add", session.pk), follow=True)
    assert "they took part, nothing to add" in text(answered)
    assert "The shared summary of this meeting" in text(browser.get(address("session", session.pk)))


def test_nothing_to_add_twice_is_said(browser, meeting, inside):
    register(browser, meeting, came=[inside.pk])
    session = Session.objects.get(meeting=meeting)
    browser.post(address("nothing-to-add", session.pk))
    assert "has ended already" in text(browser.post(address("nothing-to-add", session.pk), follow=True))


def test_a_meeting_is_cancelled_with_a_reason(browser, group, meeting):
    browser.post(address("cancel-meeting", meeting.pk), {"because": "The hall is shut"})
    assert "Cancelled" in text(browser.get(address("group", group.pk)))
    assert "The hall is shut" in text(browser.get(address("meeting", meeting.pk)))


def test_the_group_ends_once_somebody_has_said_so_twice(browser, group, inside):
    asked = text(browser.get(address("end-group", group.pk)))
    assert "It cannot be opened again" in asked and "1 person is in it" in asked
    assert "Ended" not in text(browser.get(address("groups")))
    browser.post(address("end-group", group.pk))
    assert "Ended" in text(browser.get(address("groups")))


def test_a_record_that_is_shut_to_the_reader_has_no_name(browser, group, inside, asha, now):
    from patients.actions.blocks import set_block

    set_block(patient=inside.patient, user=asha.user, kind="relation", by=inside.joined_by, now=now)
    shown = text(browser.get(address("group", group.pk)))
    assert "Mary Webb" not in shown and "Somebody whose record is shut to you" in shown


def test_a_blocked_person_is_not_taken_in(browser_of, group, mary, ben, asha):
    from patients.actions.blocks import set_block

    set_block(patient=mary, user=ben.user, kind="relation", by=asha, now=build.NOW)
    assert browser_of("ben").get(address("take-in", group.pk, mary.pk)).status_code == 403


def test_another_practice_has_none_of_it(browser_of, group):
    assert browser_of("dev").get(address("group", group.pk)).status_code == 404


@pytest.fixture
def five_more(elm, asha, now):
    def begin() -> None:
        values = {"name": "Other", "place": "", "facilitator": asha, "places": 8, "agreement": "Words"}
        for _each in range(5):
            series = grouping.start_series(practice=elm, values=values, by=asha, now=now)
            grouping.take_in(series=series, patient=build.a_patient(elm), agreed_to=1, by=asha, now=now)

    return begin


@pytest.mark.usefixtures("group")
def test_the_list_costs_the_same_with_more(browser, five_more, django_assert_max_num_queries):
    browser.get(address("groups"))
    with django_assert_max_num_queries(40) as few:
        browser.get(address("groups"))
    five_more()
    with django_assert_max_num_queries(len(few)):
        browser.get(address("groups"))
