"""A person hears that their plan is ready because somebody pressed so; in the words that they agreed to."""

import datetime as dt

import pytest
from django.urls import reverse

from coaching.actions import striking
from coaching.models import Given
from patients.actions.editing import change_details
from patients.actions.noting import note
from patients.models import Consent
from reminders import reasons
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from tests import build
from tests.coaching import made

WORDS = "Mary: your plan is ready at Elm Surgery. Ask us for it. We speak next on Mon 16 March."


@pytest.fixture
def session(mary, asha):
    return made.a_finished(mary, asha, next_contact=made.IN_TWO_WEEKS, next_step="Walk to the shop")


@pytest.fixture
def client(browser_of):
    return browser_of("asha")


def where(session) -> str:
    return reverse("reminders:send-plan", args=["A81001", session.pk])


def page_of(client, session) -> str:
    return " ".join(client.get(where(session), follow=True).text.split())


def press(client, session) -> str:
    return " ".join(client.post(where(session), follow=True).text.split())


def about_plans() -> list[Message]:
    return list(Message.objects.filter(kind=Kind.PLAN))


def test_words_and_number_are_seen_first(post, session, client):
    page = page_of(client, session)
    assert "This will be sent by text message to 07700 900123:" in page
    assert WORDS in page
    assert not Given.objects.exists()


def test_the_session_leads_there(post, session, client):
    shown = client.get(reverse("coaching:session", args=["A81001", session.pk])).text
    assert f'href="{where(session)}"' in shown


def test_pressed_it_is_kept_planned_and_sent(post, session, client):
    assert "Message planned" in press(client, session)
    given = session.given.get()
    assert (given.way, given.to_whom, given.address) == ("text", "Mary Webb", "07700 900123")
    post.tick()
    (message,) = about_plans()
    assert (message.outcome, message.channel, message.words) == (Outcome.SENT, Channel.TEXT, WORDS)
    assert "Text message sent on 2 March 2026 at 9am" in page_of(client, session)


def test_more_words_where_they_agreed(post, session, client, mary, asha):
    agreed = {"kind": "fuller_words", "agreed": True, "from_on": dt.date(2026, 1, 1)}
    note(patient=mary, model=Consent, values=agreed, by=asha, now=build.NOW)
    press(client, session)
    post.tick()
    assert about_plans()[0].words.startswith("Mary, your next step: Walk to the shop.")


@pytest.mark.care(6)
def test_a_note_that_was_struck_since_sends_nothing(post, session, client, asha):
    press(client, session)
    striking.strike(session=session, because="Wrong person", by=asha, now=build.NOW)
    post.tick()
    assert [(m.outcome, m.words) for m in about_plans() if m.outcome != Outcome.DROPPED] == []
    assert "entered in error" in page_of(client, session)


@pytest.mark.parametrize(
    ("change", "why"),
    [({"restricted": True}, reasons.RESTRICTED), ({"contact_with_care": True}, reasons.WITH_CARE)],
)
@pytest.mark.usefixtures("post")
def test_where_nothing_may_go_that_is_said_and_nothing_kept(session, client, asha, change, why):
    mary = session.patient
    mary.refresh_from_db()
    change_details(patient=mary, values=change, version=mary.version, by=asha, now=build.NOW)
    assert why in page_of(client, session)
    assert client.post(where(session)).status_code == 422
    assert not Given.objects.exists()


def test_an_unsigned_note_has_nothing_to_tell(post, mary, asha, client):
    assert "not signed yet" in page_of(client, made.a_started(mary, asha))
