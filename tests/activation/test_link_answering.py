"""One statement a page: stored at once, never shown again, left and resumed, in easier words if wanted."""

import pytest

from activation.models import AnswerSheet, Measurement
from practice.models import TrailEvent
from tests import build
from tests.activation.links import CONCERNS, WELLBEING, Phone, begun, token_of


@pytest.fixture
def trusted(elm, asha):
    """`trusted(key)`: a phone behind the birth date, and the measurement."""

    def open_for(key: str = "skerry-13", **how) -> tuple[Phone, Measurement]:
        measurement = begun(build.a_patient(elm), asha, key, **how)
        phone = Phone(token_of(measurement, asha))
        phone.says()
        return phone, measurement

    return open_for


@pytest.fixture
def phone(trusted) -> Phone:
    return trusted()[0]


def kept() -> dict:
    return AnswerSheet.objects.get().answers


def test_a_statement_stands_alone_with_how_far_it_is(phone):
    phone.get("statement/3")
    assert "3 of 13" in phone.text
    assert phone.page.content.decode().count("<h1") == 1
    assert phone.page.content.decode().count('type="radio"') == 6


def test_an_answer_is_stored_at_once_and_leads_on(phone):
    assert phone.answer(1, "3")["Location"].endswith("/statement/2")
    assert list(kept().values()) == [3]


def test_no_answer_is_said_in_words(phone):
    assert phone.post("statement/1", {}).status_code == 422
    assert "Choose an answer" in phone.text
    assert not AnswerSheet.objects.exists()


@pytest.mark.parametrize("value", ["4", "-1", "x", "2.0", "", "[1]", "na' OR 1=1"])
def test_what_is_no_answer_is_refused(phone, value):
    assert phone.answer(1, value).status_code == 422
    assert not AnswerSheet.objects.exists()


@pytest.mark.parametrize("value", ["na", "no"])
def test_one_may_not_answer_in_two_ways(phone, value):
    phone.answer(1, value)
    assert list(kept().values()) == [value]


def test_pressed_twice_it_is_stored_once(phone):
    phone.answer(1, "1")
    phone.answer(1, "1")
    assert AnswerSheet.objects.get().version == 1


@pytest.mark.care(14)
def test_it_can_be_answered_again_and_what_was_chosen_is_not_shown(phone):
    phone.answer(1, "1")
    page = phone.get("statement/1").content.decode()
    assert "checked" not in page
    assert "Your answer is kept, and not shown here" in phone.text
    phone.answer(1, "3")
    assert list(kept().values()) == [3]


def test_back_leads_to_the_one_before(phone):
    assert 'nhsuk-back-link" href="' not in phone.get("statement/1").content.decode()
    phone.get("statement/2")
    assert f'nhsuk-back-link" href="/link/{phone.token}/statement/1"' in phone.page.content.decode()


@pytest.mark.care(14)
def test_it_goes_on_at_the_first_without_an_answer(phone):
    phone.answer(1)
    phone.answer(3)
    assert phone.get()["Location"].endswith("/statement/2")
    assert phone.answer(2)["Location"].endswith("/statement/4")


def test_one_that_is_left_out_is_offered_before_sending(phone):
    phone.get("statement/5")
    assert f'/link/{phone.token}/statement/6">Leave this one out for now' in phone.page.content.decode()
    for number in set(range(1, 14)) - {5}:
        phone.answer(number)
    assert phone.answer(13)["Location"].endswith("/check")
    phone.get("check")
    assert "You have answered 12 of 13" in phone.text
    assert "Go to number 5" in phone.text


def test_a_pause_forgets_who_was_there_and_keeps_the_answers(phone):
    phone.answer(1)
    phone.page = phone.client.post(f"/link/{phone.token}/later", follow=True)
    assert "It works until 16 March 2026 at 9am" in phone.text
    assert phone.get("statement/2").status_code == 302
    phone.says()
    assert phone.get()["Location"].endswith("/statement/2")


def test_another_browser_goes_on_where_this_one_stopped(phone):
    phone.answer(1)
    other = Phone(phone.token)
    assert other.says()["Location"].endswith("/statement/2")


@pytest.mark.parametrize("number", ["0", "14", "999"])
def test_there_are_no_other_statements(phone, number):
    assert phone.get(f"statement/{number}").status_code == 404


def test_the_server_measures_how_long_it_took(phone, clock):
    seen = phone.seen(1)
    clock.move(seconds=7)
    phone.answer(1, "2", seen=seen)
    assert list(AnswerSheet.objects.get().seconds.values()) == [7]


@pytest.mark.parametrize("how", ["of another statement", "forged", "missing", "two hours old"])
def test_a_time_that_is_not_known_is_left_out(phone, clock, how):
    seen = {"of another statement": phone.seen(2), "forged": "x:y:z"}.get(how, phone.seen(1))
    for _ in range(5 if how == "two hours old" else 0):
        clock.move(minutes=25)
        phone.get("statement/1")
    phone.answer(1, "2", **({} if how == "missing" else {"seen": seen}))
    assert AnswerSheet.objects.get().seconds == {}


def test_an_answer_on_its_way_when_the_rest_was_too_long_is_kept(phone, clock):
    seen = phone.seen(1)
    clock.move(minutes=45)
    phone.answer(1, "2", seen=seen)
    assert list(kept().values()) == [2]
    assert phone.get("statement/2")["Location"] == f"/link/{phone.token}/"


def test_easier_words_are_shown_from_then_on_and_kept_with_the_answers(trusted):
    phone, measurement = trusted()
    usual = phone.get("statement/2").content
    assert phone.post("words", {"easy": "1", "number": "2"})["Location"].endswith("/statement/2")
    assert phone.get("statement/2").content != usual
    measurement.refresh_from_db()
    assert measurement.easy_read
    assert "Show the usual words" in phone.text
    assert TrailEvent.objects.filter(verb="measurement.words_chosen").count() == 1


def test_a_scale_has_eleven_numbers_and_says_its_ends(trusted):
    phone, _measurement = trusted(WELLBEING)
    phone.get("statement/1")
    assert phone.page.content.decode().count('type="radio"') == 12
    assert "0 means: Not at all" in phone.text
    phone.answer(1, "10")
    assert list(kept().values()) == [10]
    assert phone.answer(2, "11").status_code == 422


def test_words_are_kept_as_words(trusted):
    phone, _measurement = trusted(CONCERNS)
    assert phone.post("statement/1", {"words": "  My knee  "})["Location"].endswith("/statement/2")
    assert list(kept().values()) == [{"words": "My knee"}]


@pytest.mark.parametrize(("typed", "says"), [("", "Write something"), ("x" * 1001, "at most 1000 letters")])
def test_no_words_and_too_many_are_said(trusted, typed, says):
    phone, _measurement = trusted(CONCERNS)
    assert phone.post("statement/1", {"words": typed}).status_code == 422
    assert says in phone.text


def test_words_need_not_be_given(trusted):
    phone, _measurement = trusted(CONCERNS)
    phone.post("statement/1", {"words": "half a tho", "instead": "no"})
    assert list(kept().values()) == ["no"]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{ 7*7 }}", "\u202eabc", "a\x07b"])
def test_hostile_words_stay_words(trusted, hostile):
    phone, _measurement = trusted(CONCERNS)
    phone.post("statement/1", {"words": hostile})
    assert "<script>alert" not in phone.get("statement/1").content.decode()
    assert "<script>alert" not in phone.get("check").content.decode()


def test_a_null_character_breaks_nothing(trusted):
    phone, _measurement = trusted(CONCERNS)
    assert phone.post("statement/1", {"words": "a\x00b"}).status_code == 422


def test_markup_in_a_mistake_is_text(trusted):
    phone, _measurement = trusted(CONCERNS)
    phone.post("statement/1", {"words": "<script>" + "x" * 1000})
    assert "<script>x" not in phone.page.content.decode()
