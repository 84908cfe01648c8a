"""A person is asked once how it went: in time, in words that anybody may read, and as every other message is."""

import datetime as dt
import re

import pytest

from prescribing.actions.placing import Kind as Said
from prescribing.actions.placing import Who, note
from prescribing.models import Terms
from reminders import reasons
from reminders.kinds import Channel, Kind, Outcome
from tests import build
from tests.prescribing import placements
from tests.prescribing.visitors import Visitor

TWO_HOURS = {"hours": 2}


@pytest.fixture
def lena(member):
    return member("lena")


@pytest.fixture
def sent(mary, lena):
    return placements.a_sent(mary, lena)


def texts(post):
    return list(post.practice.messages.filter(kind=Kind.GOT_THERE).order_by("pk"))


def place_booked(placement, lena, in_days):
    when = build.NOW + dt.timedelta(days=in_days)
    note(placement, kind=Said.BOOKED, who=Who.PROVIDER, by=lena, now=build.NOW, booked_for=when)


def stands(post):
    return [message.outcome for message in texts(post)]


def until(post, day):
    """To that day, counted from now, by way of the day before; how the message stands on both."""
    post.tick(days=day - 1, **TWO_HOURS)
    before = stands(post)
    post.tick(days=1)
    return before, stands(post)


FORTNIGHT = 14
WAITS, SENT = [""], [Outcome.SENT]


def test_two_weeks_after_sending_without_a_date(post, sent):
    assert until(post, FORTNIGHT) == (WAITS, SENT)


def test_a_week_after_the_agreed_day(post, sent, lena):
    place_booked(sent, lena, 3)
    assert until(post, 10) == (WAITS, SENT)


def test_the_practice_says_when(post, elm, sent, lena):
    Terms.objects.create(practice=elm, ask_days_without_date=4, set_at=build.NOW, set_by=lena)
    assert until(post, 4) == (WAITS, SENT)


def test_it_is_planned_ahead_and_moves_with_the_day(post, sent, lena):
    place_booked(sent, lena, 0)
    post.tick(days=1)
    (first,) = texts(post)
    place_booked(sent, lena, 2)
    assert Outcome.SENT not in until(post, 7)[1]
    post.tick(days=2)
    assert [first.pk in {m.pk for m in texts(post)}, texts(post)[-1].outcome] == [True, Outcome.SENT]


def test_it_is_asked_once(post, sent):
    until(post, FORTNIGHT)
    for days in (1, 1, 5, 13):
        post.tick(days=days)
    assert len(texts(post)) == 1


def test_the_words_say_name_and_practice_and_nothing_else(post, sent):
    until(post, FORTNIGHT)
    (message,) = texts(post)
    assert message.words == "Mary: Elm Surgery would like to know how it went: [link]"
    assert message.channel == Channel.TEXT


def test_the_link_in_it_opens_the_persons_page(post, sent):
    until(post, FORTNIGHT)
    _to, words = post.carrier.taken[texts(post)[0].reference]
    phone = Visitor(re.search(r"/link/([A-Za-z0-9_-]{32})/there", words)[1], "there")
    phone.post(answer="yes")
    sent.refresh_from_db()
    assert (len(words) <= 160, sent.stands) == (True, "came")


def test_from_that_page_they_can_stop_such_messages_and_think_again(post, sent, mary, client):
    until(post, FORTNIGHT)
    _to, words = post.carrier.taken[texts(post)[0].reference]
    page = re.search(r"/link/[A-Za-z0-9_-]{32}/there", words)[0]
    assert f'href="{page}/stop"' in client.get(page).content.decode()
    assert "All text messages" in client.get(f"{page}/stop").content.decode()
    assert mary.refusals.count() == 0
    assert client.post(f"{page}/stop", {"said": "stop_these"}).url == f"{page}/stop"
    assert mary.refusals.get(ended_at=None).kind == Kind.GOT_THERE
    client.post(f"{page}/stop", {"said": "again"})
    assert mary.refusals.filter(ended_at=None).count() == 0
    client.post(f"{page}/stop", {"said": "stop_all"})
    assert "You get no more text messages from us" in client.get(f"{page}/stop").content.decode()


@pytest.mark.parametrize("kind", [Said.CAME, Said.CANNOT_HELP, Said.WITHDRAWN])
def test_nobody_is_asked_what_is_known_or_over(post, sent, lena, kind):
    post.tick(days=9)
    note(sent, kind=kind, who=Who.PROVIDER, by=lena, now=post.now)
    for days in (1, 4, 3):
        post.tick(days=days)
    assert {message.outcome for message in texts(post)} <= {Outcome.DROPPED}


@pytest.mark.parametrize(
    ("needs", "reason"),
    [
        ({"restricted": True}, reasons.RESTRICTED),
        ({"contact_with_care": True}, reasons.WITH_CARE),
        ({"language": "Polish"}, reasons.INTERPRETER.format(language="Polish")),
    ],
)
def test_a_person_rings_where_no_text_may_go(post, sent, mary, needs, reason):
    type(mary).objects.filter(pk=mary.pk).update(**needs)
    until(post, FORTNIGHT)
    (message,) = texts(post)
    assert (message.channel, message.reason) == (Channel.CALL, reason)


def test_it_yields_to_another_message_of_the_day(post, sent, mary, booked):
    post.tick(days=FORTNIGHT - 1, **TWO_HOURS)
    booked(mary, booked_for=post.now + dt.timedelta(days=3, hours=-2))
    post.tick(days=1)
    (message,) = texts(post)
    assert (message.outcome, message.reason) == ("", reasons.YIELDS)
