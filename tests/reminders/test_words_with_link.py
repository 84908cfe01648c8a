"""The words around a link: one text message, whatever the address and the practice are called."""

import datetime as dt
import re
import uuid

import pytest

from practice import gsm7
from reminders import enclosing, reply_link, words
from reminders.kinds import Kind
from tests import build


@pytest.mark.parametrize("public", ["http://127.0.0.1:8000", "https://skerry.rowan-and-willow.example.org/"])
@pytest.mark.parametrize("practice", ["Elm", "The Old Mill Lane Medical Centre and Partners of Llanfair"])
def test_it_is_one_text_message(settings, public, practice):
    settings.PUBLIC_URL = public
    link = enclosing.address_of("t" * 32)
    who = {"name": "Maximiliana-Josephine Bartholomew", "practice": practice, "about_at": build.NOW}
    said = enclosing.words_with(Kind.MEASURE, **who, link=link)
    assert gsm7.length(said) <= gsm7.LIMIT
    assert said.endswith(link) and said.startswith("Maximiliana-Josephine: ")
    assert enclosing.words_with(Kind.MEASURE, **who) == said.replace(link, "[link]")


@pytest.mark.parametrize("kind", reply_link.PAGES)
def test_a_page_for_answers_fits_too_on_the_longest_day(settings, kind):
    settings.PUBLIC_URL = "https://skerry.rowan-and-willow.example.org/"
    late = dt.datetime(2026, 9, 30, 9, 45, tzinfo=dt.UTC)
    who = {"name": "Maximiliana", "practice": "The Old Mill Lane Medical Centre", "about_at": late}
    kept = enclosing.words_with(kind, **who)
    said = enclosing.words_with(kind, **who, link=reply_link.address_for(kind, uuid.uuid4()))
    assert gsm7.length(said) <= gsm7.LIMIT
    assert said.startswith("Max") and "The Old Mill" in said and kept.endswith("[link]")
    assert not re.search("health|coach|programme|step|goal|condition", kept)


@pytest.mark.care(9)
def test_it_says_nothing_of_health():
    said = words.TEMPLATES[Kind.MEASURE].lower()
    assert not re.search("health|coach|programme|questionnaire|score|condition|activation", said)
