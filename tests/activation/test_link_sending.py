"""Sent once; then thanks, and nothing of what it is worth. Help is asked for, and told to a person."""

import datetime as dt

import pytest
from django.urls import reverse

from activation.actions.linking import issue
from activation.kinds import Mode
from activation.models import Measurement
from patients.models import HelpAsked
from practice.models import SignedLink, TrailEvent
from tests import build
from tests.activation import made
from tests.activation.links import CONCERNS, WELLBEING, WRONG, Phone, begun, token_of


@pytest.fixture
def trusted(elm, asha):
    def open_for(key: str = "skerry-13", mode: Mode = Mode.LINK) -> tuple[Phone, Measurement]:
        measurement = begun(build.a_patient(elm), asha, key, mode)
        phone = Phone(token_of(measurement, asha))
        phone.says()
        return phone, measurement

    return open_for


@pytest.fixture
def answered(trusted) -> tuple[Phone, Measurement]:
    phone, measurement = trusted()
    phone.answer_all()
    return phone, measurement


def test_sending_completes_it_by_the_link(answered, now):
    phone, measurement = answered
    assert phone.post("check")["Location"].endswith("/sent")
    measurement.refresh_from_db()
    assert (measurement.completed_at, measurement.completed_by, measurement.answered) == (now, None, 13)
    event = TrailEvent.objects.get(verb="measurement.answered")
    assert (event.actor_kind, event.actor_id) == ("link", SignedLink.objects.get().pk)
    assert SignedLink.objects.get().used_at == now


@pytest.mark.parametrize("mode", [Mode.LINK, Mode.TABLET])
def test_answers_to_check_stand_on_today(trusted, browser_of, mode):
    phone, measurement = trusted(mode=mode)
    phone.answer_all()  # the same throughout
    phone.post("check")
    asked = HelpAsked.objects.get()
    assert (asked.kind, asked.subject_id) == ("look", measurement.pk)
    today = browser_of("asha").get("/mine/today").text
    assert "gave answers that somebody should look at" in today
    assert f"/A81001/measurements/{measurement.pk}" in today


@pytest.mark.care(25)
def test_thanks_say_no_score_and_no_level(answered):
    phone, measurement = answered
    phone.post("check")
    phone.follow("sent")
    measurement.refresh_from_db()
    assert "Thank you. Your answers have been sent." in phone.text
    assert measurement.score is not None
    assert not any(word in phone.text.lower() for word in ("score", "level", str(round(measurement.score))))


def test_pressed_twice_it_is_sent_once(answered):
    phone, _measurement = answered
    phone.post("check")
    assert phone.post("check")["Location"].endswith("/sent")
    assert TrailEvent.objects.filter(verb="measurement.answered").count() == 1


def test_a_second_press_before_the_first_was_answered_leads_to_thanks(answered):
    """Both left the browser together: the second does not carry yet what the first was answered with."""
    phone, _measurement = answered
    before = phone.client.cookies.copy()
    phone.post("check")
    phone.client.cookies = before
    assert phone.post("check")["Location"].endswith("/sent")


@pytest.mark.parametrize("path", ["", "statement/1", "check"])
def test_after_it_the_same_browser_reads_that_it_was_sent(answered, path):
    phone, _measurement = answered
    phone.post("check")
    assert phone.follow(path).status_code == 200
    assert "Your answers have been sent" in phone.text


@pytest.mark.parametrize("path", ["", "statement/1", "check", "sent"])
def test_another_browser_finds_nothing_but_what_every_dead_link_says(answered, path):
    phone, _measurement = answered
    phone.post("check")
    other = Phone(phone.token)
    assert other.get(path).status_code == 404
    assert "Or the answers have been sent" in other.text


def test_nothing_changes_after_sending(answered):
    phone, measurement = answered
    phone.post("check")
    for path, data in (("statement/1", {"answer": "0"}), ("words", {"easy": "1"})):
        assert phone.post(path, data)["Location"].endswith("/sent")
    measurement.refresh_from_db()
    assert (measurement.answers["part-effect"], measurement.easy_read) == (2, False)


def test_nothing_answered_nothing_sent(trusted):
    phone, measurement = trusted()
    assert "There is nothing to send yet" in (phone.get("check") and phone.text)
    phone.post("check")
    measurement.refresh_from_db()
    assert measurement.completed_at is None


def test_a_new_link_goes_on_with_what_was_answered(trusted, asha, now):
    phone, measurement = trusted()
    phone.answer(1)
    _link, token = issue(measurement=measurement, by=asha, now=now)
    again = Phone(token)
    assert again.says()["Location"].endswith("/statement/2")


@pytest.mark.care(14)
def test_on_a_tablet_it_is_handed_back(trusted):
    phone, _measurement = trusted(mode=Mode.TABLET)
    phone.answer_all()
    phone.post("check")
    phone.follow("sent")
    assert "Please hand the tablet back." in phone.text
    assert "Staff: sign in" in phone.text
    assert f'href="{reverse("account_login")}"' in phone.page.content.decode()


def test_a_tablet_speaks_of_a_tablet(elm, asha):
    phone = Phone(token_of(begun(build.a_patient(elm), asha, mode=Mode.TABLET), asha))
    phone.get()
    assert "Staff gave you this tablet." in phone.text and "this link" not in phone.text
    for _try in range(5):
        phone.says(WRONG)
    assert phone.get().status_code == 410
    assert "Please hand the tablet back." in phone.text and "gave you the link" not in phone.text


def test_on_a_phone_nobody_is_asked_to_sign_in(answered):
    phone, _measurement = answered
    phone.post("check")
    phone.follow("sent")
    assert "Staff" not in phone.text


def test_a_tablet_link_lasts_two_hours(trusted, clock):
    phone, _measurement = trusted(mode=Mode.TABLET)
    clock.move(hours=2)
    assert phone.get().status_code == 404


# --- help -----------------------------------------------------------------------------------


@pytest.mark.care(11)
@pytest.mark.parametrize("words", ["", "I feel very low"])
def test_help_becomes_a_task_for_today(trusted, asha, words, now):
    phone, measurement = trusted()
    assert phone.post("help", {"words": words})["Location"].endswith("/help/asked")
    asked = HelpAsked.objects.get()
    assert (asked.kind, asked.words, asked.owner, asked.patient_id) == (
        "help",
        words,
        asha,
        measurement.patient_id,
    )
    assert asked.due_at == now.replace(hour=18, minute=30)
    assert "They will see it by 2 March 2026 at 6:30pm" in (phone.get("help/asked") and phone.text)


def test_help_needs_no_birth_date(trusted):
    phone = Phone(trusted()[0].token)
    phone.post("help", {"words": ""})
    assert HelpAsked.objects.count() == 1


def test_help_pressed_twice_is_one_task_and_asked_again_two(trusted, clock):
    phone, _measurement = trusted()
    for words in ("Please ring", "Please ring", "It is urgent now"):
        phone.post("help", {"words": words})
    assert HelpAsked.objects.count() == 2
    clock.move(minutes=20)
    phone.post("help", {"words": "Please ring"})
    assert HelpAsked.objects.count() == 3


def test_help_can_be_asked_for_after_sending(answered):
    phone, _measurement = answered
    phone.post("check")
    phone.post("help", {"words": "One more thing"})
    assert HelpAsked.objects.filter(kind="help").count() == 1


def test_a_flood_of_help_says_whom_to_call(trusted):
    phone, _measurement = trusted()
    for number in range(11):
        phone.post("help", {"words": f"{number}"})
    assert phone.page.status_code == 429
    assert "999" in phone.text
    assert HelpAsked.objects.count() == 10


def test_too_many_words_are_said_and_kept_on_the_page(trusted):
    phone, _measurement = trusted()
    assert phone.post("help", {"words": "x" * 1001}).status_code == 422
    assert "x" * 1001 in phone.page.content.decode()


# --- answers that ask a person to look ------------------------------------------------------


def sent_with(trusted, key: str, pages: list[dict[str, str]], mode: Mode = Mode.LINK) -> list[str]:
    phone, _measurement = trusted(key, mode)
    for number, data in enumerate(pages, 1):
        phone.post(f"statement/{number}", data)
    phone.post("check")
    return list(HelpAsked.objects.values_list("kind", flat=True))


def numbers(*values: int) -> list[dict[str, str]]:
    return [{"answer": str(value)} for value in values]


@pytest.mark.care(11)
@pytest.mark.parametrize(
    ("values", "kinds"),
    [((7, 7, 7, 3), []), ((2, 7, 7, 3), ["look"]), ((7, 7, 7, 10), ["look"]), ((3, 3, 3, 7), [])],
)
def test_the_ends_of_wellbeing_ask_a_colleague_to_look(trusted, values, kinds):
    assert sent_with(trusted, WELLBEING, numbers(*values)) == kinds


@pytest.mark.care(11)
@pytest.mark.parametrize(
    ("words", "kinds"),
    [("My knee", ["wrote"]), ("I don’t want to live any more", ["look"]), ("he hits me at night", ["look"])],
)
def test_what_was_written_alone_is_read_and_harm_is_looked_at(trusted, words, kinds):
    assert sent_with(trusted, CONCERNS, [{"words": words}, {"answer": "5"}]) == kinds


def test_the_task_holds_none_of_the_answers(trusted):
    sent_with(trusted, CONCERNS, [{"words": "I want to kill myself"}, {"answer": "5"}])
    assert HelpAsked.objects.get().words == ""


@pytest.mark.care(11)
def test_no_advice_follows_by_itself(trusted):
    phone, _measurement = trusted(WELLBEING)
    for number in range(1, 5):
        phone.answer(number, "0")
    phone.post("check")
    phone.follow("sent")
    assert "Your answers have been sent" in phone.text


def test_the_thirteen_ask_nobody_where_nothing_is_to_check(trusted):
    phone, _measurement = trusted()
    for number, value in enumerate(made.USUAL, 1):
        phone.answer(number, str(value))
    phone.post("check")
    assert not HelpAsked.objects.exists()


def test_a_link_that_runs_out_keeps_what_was_answered(trusted, clock):
    phone, measurement = trusted()
    phone.answer(1)
    clock.move(days=15)
    assert phone.get().status_code == 404
    assert measurement.sheets.get().answers == {"part-effect": 2}


def test_after_the_working_day_it_is_due_on_the_next(trusted, clock):
    phone, _measurement = trusted()
    clock.moment = build.NOW.replace(day=6, hour=19)
    phone.post("help", {"words": ""})
    assert HelpAsked.objects.get().due_at == build.NOW.replace(day=9, hour=18, minute=30)
    assert dt.date(2026, 3, 9).weekday() == 0
