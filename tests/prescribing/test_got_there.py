"""The person's own page: did you get there? Yes, no, or I need help; without an account and without a name."""

import datetime as dt

import pytest

from patients.models import HelpAsked
from prescribing.actions.placing import Kind, Who, note
from tests import build
from tests.prescribing import placements
from tests.prescribing.visitors import the_person


@pytest.fixture
def sent(mary, lena):
    return placements.a_sent(mary, lena)


@pytest.fixture
def phone(sent):
    return the_person(sent)


def said_of(placement):
    placement.refresh_from_db()
    return [kind for kind in placement.events.order_by("pk").values_list("kind", flat=True) if kind != "sent"]


def test_it_names_no_service_and_no_person(sent, phone, mary):
    phone.get()
    for path in ("", "/help", "/thanks"):
        phone.get(path)
        for name in ("Walking", "Mary", "Webb", "Lena", mary.nhs_number, "programme", "referr"):
            assert name not in phone.text.replace("no-referrer", "")
    assert "Nobody reads this straight away" in phone.text


def test_opening_answers_nothing(sent, phone):
    phone.get()
    phone.get()
    assert (said_of(sent), sent.stands) == (["opened"], "sent")


def test_yes_is_one_press_and_two_are_stored_once(sent, phone):
    phone.get()
    for _ in range(2):
        assert phone.post(answer="yes")["Location"].endswith("/there/thanks")
    assert (said_of(sent), sent.stands, sent.referral.stands) == (["opened", "came"], "came", "attending")


def test_a_yes_is_of_the_day_that_was_agreed(sent, phone, lena, clock):
    agreed = build.NOW + dt.timedelta(days=2)
    note(sent, kind=Kind.BOOKED, who=Who.COLLEAGUE, by=lena, now=build.NOW, booked_for=agreed)
    clock.move(days=9)
    phone.post(answer="yes")
    sent.refresh_from_db()
    assert sent.came_on == agreed.date()


def test_no_is_kept_at_the_first_press_and_asks_for_somebody(sent, phone):
    assert phone.post(answer="no")["Location"].endswith("/there/no")
    assert (said_of(sent), sent.stands) == (["did_not_come"], "did_not_come")
    assert sent.needs_somebody_because == "They say that they did not get there"


def test_why_is_one_press_more(sent, phone):
    phone.post(answer="no")
    phone.get("/no")
    for _ in range(2):
        assert phone.post("/no", why="I was not well").status_code == 302
    assert said_of(sent) == ["did_not_come", "message"]
    assert sent.events.last().words == "I was not well"


def test_words_of_their_own_are_read_on_the_same_working_day(sent, phone):
    phone.post(answer="no")
    phone.post("/no", words="I cannot go on")
    asked = HelpAsked.objects.get()
    assert (asked.words, asked.due_at.date()) == ("I cannot go on", build.NOW.date())


def test_the_service_that_says_they_came_and_the_person_who_says_no_are_both_kept(sent, phone, lena):
    note(sent, kind=Kind.CAME, who=Who.PROVIDER, by=lena, now=build.NOW)
    phone.post(answer="no")
    sent.refresh_from_db()
    assert (sent.stands, bool(sent.needs_somebody_at)) == ("came", True)


def test_help_is_one_press_and_is_looked_at_the_same_day(sent, phone, lena, clock):
    for _ in range(2):
        assert phone.post(answer="help")["Location"].endswith("/there/help")
    asked = HelpAsked.objects.get()
    assert (asked.owner, asked.due_at.date(), asked.due_at.hour) == (lena, build.NOW.date(), 18)
    assert (said_of(sent), sent.needs_somebody_because) == (["need_help"], "The person asks for help")


def test_help_at_night_is_looked_at_on_the_next_working_day(sent, phone, clock):
    clock.move(days=4, hours=12)
    phone.post(answer="help")
    assert HelpAsked.objects.get().due_at.date() == dt.date(2026, 3, 9)


def test_help_can_be_asked_for_after_an_answer_and_with_words(sent, phone):
    phone.post(answer="yes")
    assert "I need help" in phone.get("/thanks").content.decode()
    phone.post(answer="help")
    phone.post("/help", words="The door was shut")
    assert said_of(sent) == ["came", "need_help", "message"]


def test_after_an_answer_the_page_only_says_thank_you(sent, phone):
    phone.post(answer="no")
    assert phone.get()["Location"].endswith("/there/thanks")
    phone.get("/thanks")
    assert "Your answer has been sent" in phone.text
    assert "get there" not in phone.text


@pytest.mark.parametrize("answer", ["", "withdrawn", "YES", "yes'--"])
def test_what_is_no_answer_changes_nothing(sent, phone, answer):
    assert phone.post(answer=answer).status_code == 422
    assert said_of(sent) == []


def test_a_link_of_somebody_who_was_withdrawn_is_shut(sent, phone, lena):
    note(sent, kind=Kind.WITHDRAWN, who=Who.COLLEAGUE, by=lena, now=build.NOW)
    assert [phone.get().status_code, phone.post(answer="yes").status_code] == [404, 404]


def test_a_link_is_too_old_after_three_weeks(phone, clock):
    clock.move(days=21)
    assert phone.get().status_code == 404
