"""The page of a service behind its link: one person, what they agreed to, and every answer."""

import datetime as dt

import pytest

from patients.actions.leaving import say_died, undo_died
from practice.models import SignedLink
from prescribing.actions import linking
from prescribing.actions.placing import Kind, Who, note
from prescribing.models import PlacementEvent
from tests import build
from tests.prescribing import placements, services
from tests.prescribing.visitors import Visitor, at_the_service, on, token_for

TODAY = build.NOW.date()


@pytest.fixture
def sent(mary, lena):
    return placements.a_sent(mary, lena)


@pytest.fixture
def jo(sent):
    """Jo leads the walks."""
    return at_the_service(sent)


def standing(placement):
    placement.refresh_from_db()
    return placement.stands


def kinds(placement):
    return list(placement.events.order_by("pk").values_list("kind", flat=True))


@pytest.mark.care(20)
def test_it_shows_what_was_agreed_and_nothing_else(sent, jo, mary):
    assert jo.get().status_code == 200
    for words in (sent.share_name, sent.share_contact, sent.share_reason, "Walking group", "Elm Surgery"):
        assert words in jo.text
    for kept_back in ("Needs to know", mary.nhs_number, "1970", "What helps them", sent.referral.reason):
        assert kept_back not in jo.text


def test_opening_answers_nothing_and_is_kept_once_a_day(sent, jo, clock):
    for _ in range(3):
        jo.get()
    clock.move(days=1)
    jo.get()
    assert kinds(sent) == ["sent", "opened", "opened"]
    assert (standing(sent), SignedLink.objects.get().used_at) == ("sent", None)


def test_one_press_says_that_they_have_it_and_two_are_stored_once(sent, jo):
    for _ in range(2):
        assert jo.post("/got-it").status_code == 302
    assert (standing(sent), kinds(sent)) == ("got_it", ["sent", "got_it"])


def test_a_place_is_booked_for_a_day_and_a_time(sent, jo):
    jo.post("/booked", **on(TODAY + dt.timedelta(days=8)), time="10am")
    assert standing(sent) == "booked"
    assert sent.booked_for == build.NOW + dt.timedelta(days=8, hours=1)


def test_attendance_comes_back_week_by_week(sent, jo, clock):
    for week, came in enumerate(("came", "did_not_come", "came")):
        for _press in range(2):
            jo.post("/attendance", **on(TODAY + dt.timedelta(weeks=week)), came=came)
        clock.move(weeks=1)
    assert kinds(sent) == ["sent", "came", "did_not_come", "came"]
    assert (standing(sent), sent.came_on, sent.referral.stands) == ("came", TODAY, "attending")


def test_several_days_come_back_in_one_press(sent, jo, clock):
    clock.move(weeks=3)
    jo.get("/attendance")
    assert [jo.text.count(f"Tuesday {day} March") for day in (3, 10, 17, 24)] == [1, 1, 1, 0]
    jo.post("/attendance", on_20260303="came", on_20260317="did_not_come")
    days = list(sent.events.exclude(happened_on=None).order_by("pk").values_list("kind", "happened_on"))
    assert days == [("came", dt.date(2026, 3, 3)), ("did_not_come", dt.date(2026, 3, 17))]
    jo.get("/attendance")
    assert "Tuesday 10 March" in jo.text and "Tuesday 17 March" not in jo.text
    assert jo.post("/attendance").status_code == 422 and "Choose whether they came" in jo.text


@pytest.mark.parametrize(
    ("path", "said", "kind"),
    [
        ("/cannot-help", {"why": "We are full", "words": "Try in May"}, "cannot_help"),
        ("/finished", {"words": ""}, "finished"),
    ],
)
def test_an_ending_shuts_the_page(sent, jo, path, said, kind):
    assert jo.post(path, **said).status_code == 302
    assert standing(sent) == kind
    assert (jo.get().status_code, jo.get("/thanks").status_code) == (404, 200)


def test_too_many_is_for_a_colleague_to_read(sent, jo):
    jo.post("/too-many", words="Only people over 60, please")
    assert (standing(sent), sent.needs_somebody_because) == ("sent", "Too many, or the wrong fit")


def test_messages_go_both_ways(sent, jo, lena):
    jo.post("/message", words="Which days suit her?")
    note(sent, kind=Kind.MESSAGE, who=Who.COLLEAGUE, by=lena, now=build.NOW, words="Any but Friday")
    jo.get()
    assert "Which days suit her?" in jo.text and "Any but Friday" in jo.text


def test_what_the_person_said_to_us_is_not_shown_there(sent, jo, lena):
    note(sent, kind=Kind.MESSAGE, who=Who.PERSON, by=lena, now=build.NOW, words="Jo was rude")
    jo.get()
    assert "Jo was rude" not in jo.text


def test_the_service_says_how_many_places_it_has(sent, jo):
    jo.post("/places", taking="yes", places_left="3", wait_weeks="2")
    sent.service.refresh_from_db()
    assert (sent.service.places_left, sent.service.wait_weeks) == (3, 2)
    assert sent.service.capacity_said_at == build.NOW


def test_the_service_asks_to_pause_and_goes_on(sent, jo):
    jo.post("/places", taking="paused", paused_because="Jo is away")
    sent.service.refresh_from_db()
    assert (sent.service.paused_at, sent.service.paused_because) == (build.NOW, "Jo is away")
    jo.post("/places", taking="yes", paused_because="Jo is away")
    sent.service.refresh_from_db()
    assert (sent.service.paused_at, sent.service.paused_because) == (None, "")


@pytest.mark.parametrize(
    ("path", "said", "words"),
    [
        ("/booked", {}, "Enter the day"),
        ("/booked", on(TODAY - dt.timedelta(days=1)) | {"time": "10am"}, "The day must be today or later"),
        (
            "/attendance",
            on(TODAY + dt.timedelta(days=1)) | {"came": "came"},
            "The day must be today or earlier",
        ),
        ("/attendance", on(TODAY) | {"came": "withdrawn"}, "Choose whether they came"),
        ("/cannot-help", {}, "Choose why"),
        ("/message", {"words": "x" * 1001}, "Write at most 1000 letters"),
        ("/places", {"taking": "yes", "places_left": "-1"}, "Enter 0 or more"),
    ],
)
def test_what_is_missing_or_wrong_is_said(sent, jo, path, said, words):
    assert jo.post(path, **said).status_code == 422
    assert words in jo.text
    assert kinds(sent) == ["sent"]


def test_what_they_write_is_shown_as_words(sent, jo):
    jo.post("/message", words="<script>alert(1)</script>\x00")
    page = jo.get().content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("path", ["", "/got-it", "/places", "/message"])
def test_a_link_opens_no_other_kind_of_page_and_no_other_person(sent, path, elm, lena):
    other = placements.a_sent(
        build.a_patient(elm, given_name="Olive"),
        lena,
        services.an_address(services.a_service(elm, "Choir"), lena),
        share_name="Olive Webb",
    )
    jo = at_the_service(other)
    jo.get(path)
    assert "Mary" not in jo.text
    assert Visitor(token_for(sent), "there").get().status_code == 404


def withdraw(sent, lena):
    note(sent, kind=Kind.WITHDRAWN, who=Who.COLLEAGUE, by=lena, now=build.NOW)


def end_agreement(sent, lena):
    sent.agreement_ended_at, sent.agreement_ended_by = build.NOW, lena
    sent.save()


def die(sent, lena):
    say_died(patient=sent.patient, died_on=TODAY, by=lena, now=build.NOW)


def revoke(sent, lena):
    linking.revoke(placement=sent, by=lena, now=build.NOW)


@pytest.mark.parametrize("happens", [withdraw, end_agreement, die, revoke])
def test_the_link_is_shut_at_once(sent, jo, lena, happens):
    jo.get()
    happens(sent, lena)
    for answer in (jo.get(), jo.post("/got-it"), jo.get("/places")):
        assert answer.status_code == 404
    assert "Mary" not in jo.text


def test_a_death_that_was_a_mistake_opens_it_again(sent, jo, lena, mary):
    die(sent, lena)
    mary.refresh_from_db()
    undo_died(patient=mary, by=lena, now=build.NOW)
    assert jo.get().status_code == 200


def test_a_link_ends_with_the_agreement_and_after_ninety_days(mary, lena, clock):
    agreed = placements.a_sent(mary, lena, agreed_until=TODAY + dt.timedelta(days=10))
    jo = at_the_service(agreed)
    clock.move(days=10)
    assert jo.get().status_code == 200
    clock.move(days=1)
    assert jo.get().status_code == 404


def test_too_many_presses_are_asked_to_wait(sent, jo):
    found = [jo.post("/message", words=f"Number {n}").status_code for n in range(21)]
    assert (found[19], found[20]) == (302, 429)
    assert PlacementEvent.objects.filter(kind="message").count() == 20


def test_nothing_that_somebody_typed_is_cut_off_behind_their_choice(sent, jo):
    words = "W" * 899 + "!"
    why = "It would not be right for them"
    assert jo.post("/cannot-help", why=why, words=f"{words}!").status_code == 422
    assert "Write at most 900 letters" in jo.text and words in jo.text
    jo.post("/cannot-help", why=why, words=words)
    assert sent.events.get(kind="cannot_help").words == f"{why}. {words}"
