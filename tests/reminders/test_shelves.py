"""The practice's queue: how many for which reason, whose, and several ticked at once."""

import datetime as dt

import pytest

from reminders import reasons, why
from reminders.actions import waiting
from reminders.models import Message
from reminders.planning import plan
from reminders.providers import Refused
from tests import build
from tests.coaching.made import a_follow_up
from tests.conftest import look_at

pytestmark = pytest.mark.usefixtures("one_reminder")


@pytest.fixture
def page(browser_of):
    """`page(show="held", kind="session")`: what Asha reads."""

    def read(who: str = "asha", **chosen: str) -> str:
        response = browser_of(who).get("/A81001/messages", chosen)
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return read


@pytest.fixture
def calls(post, elm, asha, member):
    """Mary and Omar, whose details are protected, are to be rung by Asha; Olive by Lena."""
    a_follow_up(build.a_patient(elm), asha, channel="phone")
    a_follow_up(elm.patients.get(given_name="Omar"), asha, channel="text")
    a_follow_up(build.a_patient(elm, given_name="Olive"), member("lena"), channel="phone")
    post.tick()
    return list(elm.messages.order_by("pk"))


def test_each_reason_says_how_many(calls, page):
    shown = page()
    assert "To do (3)" in shown
    assert "Agreed or asked for (2)" in shown
    assert "Contact details protected (1)" in shown


def test_one_reason_is_looked_at_alone(calls, page):
    shown = page(why="protected")
    assert "Omar Farouk" in shown
    assert "Mary Webb" not in shown
    assert "Agreed or asked for (2)" in shown


@pytest.mark.parametrize(
    ("chosen", "seen", "hidden"),
    [
        ({"whose": "mine"}, "Mary Webb", "Olive Webb"),
        ({"kind": "session"}, "Nothing here fits what you chose.", "Mary Webb"),
        ({"way": "call"}, "Mary Webb", "Nothing here fits"),
        ({"kind": "nonsense", "why": "'", "whose": "theirs"}, "Olive Webb", "Nothing here fits"),
    ],
)
def test_the_list_is_narrowed(calls, page, chosen, seen, hidden):
    shown = page(**chosen)
    assert (seen in shown, hidden in shown) == (True, False)


def test_every_reason_belongs_to_one_group(elm):
    """No reason that staff may read is left to “other” but those of whoever carries messages."""
    carriers = {reasons.TRIED, reasons.NOT_KNOWN, reasons.NEVER_SEEN}
    carriers |= {reasons.NOT_DELIVERED, reasons.PROVIDER_FAILED, reasons.RESTORED}
    words = {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}
    named = {one for group in why.WHYS for one in group.words} | {reasons.INTERPRETER}
    assert words - carriers == named - {""}


def test_a_kept_message_has_its_own_shelf(post, mary, booked, asha, page):
    booked(mary)
    post.plan()
    waiting.keep_back(message=post.message, by=asha, now=post.now)
    assert "Kept back (1)" in page(show="kept")
    assert "Asha Rao" in page(show="kept")
    assert "Mary Webb" not in page(show="planned")


def test_what_did_not_arrive_is_looked_at_by_itself(post, mary, booked, calls, page):
    booked(mary)
    post.carrier.happens += [Refused("The number does not exist.")]
    post.tick(days=1, hours=2)
    shown = page(show="failed")
    assert "Did not arrive (1)" in shown
    assert "Whoever carries it: busy, refused or no answer (1)" in shown
    assert page(show="failed", why="other").count("The number does not exist.") == 1


@pytest.fixture
def tick(browser_of):
    """`tick("dealt-with", messages)`: Asha ticks these and presses."""

    def post(name: str, messages: list[Message], who: str = "asha", **chosen: str):
        ticked = {"message": [message.pk for message in messages]}
        return browser_of(who).post(f"/A81001/messages/{name}", ticked | chosen, follow=True)

    return post


def test_several_are_dealt_with_at_once_and_taken_back(calls, tick, page):
    answer = tick("dealt-with", calls, show="to-do", way="call")
    assert "Dealt with: 3." in answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/A81001/messages?show=to-do&way=call"
    assert page(show="dealt-with").count("Asha Rao") >= 3
    assert "To be done again: 3." in tick("again", calls, show="dealt-with").content.decode()
    assert "To do (3)" in page()


def test_a_second_press_says_that_it_was_done(calls, tick):
    tick("dealt-with", calls)
    assert "Somebody else has dealt with these" in tick("dealt-with", calls).content.decode()
    assert "Tick some first." in tick("dealt-with", []).content.decode()


def test_a_manager_ticks_nothing(calls, tick, page):
    assert tick("dealt-with", calls, who="mo").status_code == 403
    assert 'type="checkbox"' not in page(who="mo")


def test_another_practices_messages_are_not_touched(calls, tick, oak, member):
    look_at(oak)
    theirs = build.a_patient(oak)
    a_follow_up(theirs, member("dev", oak), channel="phone", due_on=dt.date(2026, 2, 20))
    plan(oak, build.NOW)
    assert "Tick some first." in tick("dealt-with", list(oak.messages.all())).content.decode()
