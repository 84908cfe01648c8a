"""The practice's public page: for anybody, kept for a person to read, and not to be flooded."""

import datetime as dt
import time

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client

from prescribing import public_views
from prescribing.models import Arrival, Referral, Terms
from tests import build

PAGE = "/A81001/ask-for-help"
HOSTILE = "<script>alert(1)</script>\x0b\u202e' OR 1=1 --" + "😀" * 50
ME = {
    "name": "Mary Webb",
    "birth_date_day": "4",
    "birth_date_month": "5",
    "birth_date_year": "1970",
    "telephone": "07700 900123",
    "words": "I am on my own a lot",
    "needs": ["money"],
}
OTHER = ME | {
    "sender_name": "Jo Hall",
    "sender_from": "Neighbour",
    "sender_contact": "07700 900124",
    "they_know": "yes",
}


@pytest.fixture
def street(elm, lena) -> Client:
    """Somebody from the street, where the practice has opened its page."""
    Terms.objects.create(practice=elm, public_page=True, set_at=build.NOW, set_by=lena)
    cache.clear()
    return Client()


def shown_before(seconds: int = 10) -> str:
    """The mark of a form that has been open for so long."""
    began = time.time() - seconds
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: began)
        return signing.dumps("", salt=public_views.SALT)


def sent(street, who="me", **given):
    """As a person sends it, who took ten seconds."""
    return street.post(
        f"{PAGE}/{who}", {"me": ME, "somebody": OTHER}[who] | {"shown": shown_before()} | given
    )


def test_it_is_not_there_unless_the_practice_opened_it(elm):
    for address in (PAGE, f"{PAGE}/me", f"{PAGE}/sent", "/X99999/ask-for-help"):
        assert Client().get(address).status_code == 404


@pytest.mark.care(11)
def test_it_says_that_nobody_reads_it_straight_away(street):
    for address in (PAGE, f"{PAGE}/me", f"{PAGE}/somebody", f"{PAGE}/sent"):
        text = street.get(address).text
        assert "Nobody reads this straight away" in text and "tel:999" in text
    assert street.get(f"{PAGE}/nobody").status_code == 404


def test_what_is_sent_is_kept_and_matched_by_nobody(street, mary):
    answer = sent(street)
    assert answer["Location"] == f"{PAGE}/sent"
    kept = Arrival.objects.get()
    assert (kept.who, kept.name, kept.needs, kept.referral) == ("self", "Mary Webb", ["money"], None)
    assert not Referral.objects.exists() and "Mary" not in street.get(f"{PAGE}/sent").text


def test_for_somebody_else(street):
    assert sent(street, "somebody", they_know="no", telephone="").status_code == 302
    kept = Arrival.objects.get()
    assert (kept.who, kept.sender_name, kept.they_know) == ("other", "Jo Hall", False)


@pytest.mark.care(15)
def test_who_is_too_young_is_told_where_to_go_and_nothing_is_kept(street):
    answer = sent(street, birth_date_year="2012")
    assert answer.status_code == 422 and "Childline" in answer.text
    assert not Arrival.objects.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": ""}, "Enter your name"),
        ({"telephone": ""}, "Give a telephone number or an email address"),
        ({"birth_date_year": "1870"}, "must be a real one"),
        ({"words": "x" * 1001}, "1,000 characters or fewer"),
        ({"needs": ["<b>"]}, "Choose at least one answer to"),
        ({"name": "Mary\x00Webb"}, "a sign in this that cannot be stored"),
    ],
)
def test_what_is_wrong_is_said(street, given, says):
    answer = sent(street, **given)
    assert answer.status_code == 422 and says in answer.text
    assert not Arrival.objects.exists()


def test_hostile_words_are_words(street, browser):
    sent(street, words=HOSTILE, name="<b>Mary</b>", best_times="{{ 7 }}")
    kept = Arrival.objects.get()
    text = browser.get(f"/A81001/arrivals/{kept.pk}").text
    assert "<script>alert(1)" not in text and "&lt;script&gt;" in text and "<b>Mary" not in text


@pytest.mark.parametrize("shown", ["", "nonsense", None])
def test_what_was_never_shown_or_just_now_is_asked_again(street, shown):
    """A program sends what it never read, or at once; a person only presses once more."""
    fresh = signing.dumps("", salt=public_views.SALT) if shown is None else shown
    answer = street.post(f"{PAGE}/me", ME | {"shown": fresh})
    assert answer.status_code == 422 and "look at what you wrote once more" in answer.text
    assert not Arrival.objects.exists()


def test_the_same_twice_is_one(street):
    sent(street)
    sent(street)
    assert Arrival.objects.count() == 1


def test_a_flood_is_answered_clearly_and_stops(street, clock):
    answers = [sent(street, words=f"Message {number}") for number in range(10)]
    assert [answer.status_code for answer in answers] == [302] * 8 + [429] * 2
    assert "Please wait a little" in answers[-1].text and answers[-1]["Retry-After"] == "3600"
    assert "Nobody reads this straight away" in answers[-1].text
    clock.move(hours=1)
    assert sent(street, words="Later").status_code == 302


def test_a_flood_from_many_places_does_not_bury_the_practice(street, monkeypatch):
    monkeypatch.setattr(public_views, "A_PRACTICE", 2)
    for number in range(3):
        monkeypatch.setattr(public_views, "address", lambda _request, n=number: f"10.0.0.{n}")
        answer = sent(street, words=f"Message {number}")
    assert answer.status_code == 429 and Arrival.objects.count() == 2


def test_pressing_for_ever_is_stopped_before_anything_is_read(street, monkeypatch):
    monkeypatch.setattr(public_views, "PRESSES", 2)
    assert [street.post(f"{PAGE}/me").status_code for _press in range(3)] == [422, 422, 429]


def test_it_is_due_the_same_working_day(street):
    sent(street)
    assert Arrival.objects.get().due_at.date() == dt.date(2026, 3, 2)
