"""Who answers and waits for a call is not overlooked: a line on every page, and their words for whoever rings."""

import datetime as dt

import pytest

from outreach.actions import answering, calling
from patients.actions import asking
from patients.models import HelpAsked, Patient
from reminders.actions import receiving
from reminders.models import Message
from tests import build
from tests.outreach.asking import TO_THE_DAY, a_wave_for, of

LINE = "Somebody whom we invited waits for a call from Elm Surgery"
WORDS = "I would like that but please ring in the evening"


@pytest.fixture
def asked(post, mary, asha):
    """Mary has been sent the first text of a wave."""
    a_wave_for([mary], asha)
    post.tick()
    post.tick(**TO_THE_DAY)
    return mary


@pytest.fixture
def wrote(asked, post):
    """She wrote a text back, and the next round has gone."""
    receiving.hear(message=Message.objects.get(patient=asked), words=WORDS, by=build.TEST, now=post.now)
    return HelpAsked.objects.get(kind="text")


def shown(browser_of, name, path):
    return " ".join(browser_of(name).get(path).content.decode().split())


@pytest.mark.parametrize(
    ("name", "told"), [("cara", True), ("lena", True), ("asha", True), ("ben", False), ("mo", False)]
)
def test_please_ring_me_stands_on_every_page_of_those_who_ring(asked, browser_of, clock, name, told):
    answering.answer(invitation=of(asked), said="call", by=build.TEST, now=clock.now())
    page = shown(browser_of, name, "/mine/find")
    assert (LINE in page) == told and ('href="/mine/calls">Somebody' in page) == told


def test_the_line_goes_when_they_were_rung_and_comes_back_on_the_day_they_named(
    asked, browser_of, cara, clock
):
    now = answering.answer(invitation=of(asked), said="call", by=build.TEST, now=clock.now())
    later = clock.now().date() + dt.timedelta(days=2)
    said = {"outcome": "another_time", "call_on": later, "version": now.version}
    calling.ring(invitation=now, **said, by=cara, now=clock.now())
    assert LINE not in shown(browser_of, "cara", "/mine/find")
    clock.move(days=2)
    assert LINE in shown(browser_of, "cara", "/mine/find")


@pytest.mark.parametrize("dealt", [False, True])
def test_a_text_in_their_own_words_is_a_call_and_no_second_message(wrote, asked, post, cara, dealt):
    if dealt:
        asking.deal_with(asked=wrote, words="Read it", by=cara, now=post.now)
    post.tick(minutes=1)
    assert of(asked).to_call_since == post.now
    post.tick(days=15)
    assert list(post.practice.messages.values_list("kind", flat=True)) == ["invite"]


def test_whoever_rings_reads_their_words_first(wrote, asked, post, browser_of):
    post.tick(minutes=1)
    assert "Wrote back in their own words" in shown(browser_of, "lena", "/mine/calls")
    page = shown(browser_of, "lena", f"/A81001/calls/{of(asked).pk}")
    assert WORDS in page and "Nobody has said that they dealt with it" in page


def test_a_message_is_left_only_where_somebody_said_that_it_is_safe(asked, browser_of, clock):
    now = answering.answer(invitation=of(asked), said="call", by=build.TEST, now=clock.now())
    page = shown(browser_of, "cara", f"/A81001/calls/{now.pk}")
    assert "Left a neutral message" not in page and "Leave no message" in page
    assert (
        f'/A81001/patients/{asked.pk}#risk">Look after this person now' in page and "as you asked us" in page
    )
    asked.contact_points.update(may_leave_voicemail=True)
    assert "Left a neutral message" in shown(browser_of, "cara", f"/A81001/calls/{now.pk}")


def test_a_yes_to_a_programme_that_has_ended_waits_for_us_too(asked, browser_of, asha, clock):
    wave = of(asked).wave
    wave.programme.ended_at, wave.programme.ended_by = clock.now(), asha
    wave.programme.save()
    answering.answer(invitation=of(asked), said="yes", by=build.TEST, now=clock.now())
    assert LINE in shown(browser_of, "cara", "/mine/find")
    Patient.objects.filter(pk=asked.pk).update(restricted=True)
    assert LINE in shown(browser_of, "cara", "/mine/find")
