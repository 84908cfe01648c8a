"""What managers say of each kind of message: on or off, when, how, in which words; and what comes of it."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practice.clock import LONDON
from practice.models import TrailEvent
from reminders import reasons, rules
from reminders.actions import ruling
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import MessageRule
from reminders.shipped import SHIPPED
from tests import build
from tests.coaching.made import a_follow_up

LIST = "/A81001/what-we-send"
OWN = "{name}: see you at {practice} on {day} at {time}. Can you come? {link}"


@pytest.fixture
def mos(browser_of):
    """Mo manages. `mos(Kind.SESSION)` reads the page, with values she keeps."""
    mo = browser_of("mo")

    def page(kind: Kind | None = None, what: str = "kind", **typed):
        where = f"{LIST}/{what}?kind={kind}" if kind else LIST
        answer = mo.post(where, typed) if typed else mo.get(where)
        return answer.status_code, " ".join(answer.content.decode().split())

    return page


def session_rule(**typed) -> dict[str, str]:
    usual = {"is_on": "on", "amount": "2", "order": "text,email", "words": OWN, "version": "0"}
    return usual | typed


def test_every_kind_stands_in_the_table_and_on_the_page(mos):
    _status, shown = mos()
    assert set(SHIPPED) == set(Kind)
    for kind in Kind:
        assert kind.label in shown.replace("&#x27;", "'")


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_shipped_would_be_accepted(kind, elm):
    shipped = SHIPPED[kind]
    if shipped.wordable:
        assert ruling.own_of(shipped, typed_as_shipped(kind))["words"] == ""
        assert rule_problems(kind, shipped.words) == []


def typed_as_shipped(kind: Kind) -> dict:
    here = rules.merged(kind)
    amount = here.amount if here.shipped.timing else None
    said = {
        "is_on": here.is_on,
        "amount": amount,
        "at": here.at,
        "words": here.words,
        "cancelled": here.cancelled,
    }
    return said | {"channels": list(here.channels), "working_days_only": here.working_days_only}


def rule_problems(kind: Kind, words: str) -> list[str]:
    from reminders import rule_words

    return rule_words.problems(kind, words, "Elm Surgery")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("{name}: {practice}, {day} at {time}. {lnik}", "There is no field {lnik} here"),
        ("{name}: {practice}, {day}. {link}", "{time} is missing: the time"),
        ("{name}: come on {day} at {time} {link}", "{practice} is missing: the name of your practice"),
        ("{name}: {practice} {day} at {time} {link", "A curly bracket stands alone"),
        ("{name}: {practice} {day} at {time!r} {link}", "Fields look like {name}"),
        ("{practice} {day} {time} {link} 😀", "A text message cannot carry 😀"),
        ("{practice} {day} {time} {link}" + " and more" * 15, "letters too long for one text message"),
    ],
)
def test_words_that_will_not_do_are_refused_with_their_reason(words, says):
    assert says in " ".join(rule_problems(Kind.SESSION, words))


def test_a_preview_shows_how_it_reads_and_keeps_nothing(mos):
    status, shown = mos(Kind.SESSION, **session_rule(press="look"))
    assert status == 200
    assert "Sam: see you at Elm Surgery on Wed 4 March at 10am. Can you come?" in shown
    assert re.search(r"\d+ of 160 letters", shown)
    assert not MessageRule.objects.exists()


def test_what_is_typed_wrongly_is_said_beside_it_and_stays(mos):
    status, shown = mos(Kind.SESSION, **session_rule(words="Come to {place}", amount="9"))
    assert status == 422
    assert "There is no field {place} here" in shown
    assert "Come to {place}" in shown
    assert not MessageRule.objects.exists()


def test_own_words_go_out_and_are_seen_where_they_wait(mos, post, mary, booked, browser_of):
    mos(Kind.SESSION, **session_rule())
    booked(mary)
    post.plan()
    page = browser_of("asha").get("/A81001/messages?show=planned").content.decode()
    assert "Mary: see you at Elm Surgery on Thu 5 March at 10am." in page
    post.tick(days=1, hours=1)
    assert post.message.words.startswith("Mary: see you at Elm Surgery on Thu 5 March at 10am.")


def test_what_waits_moves_with_the_rule_unless_somebody_had_it_in_hand(mos, post, mary, booked, asha):
    one, other = booked(mary), booked(mary, booked_for=build.NOW + dt.timedelta(days=6))
    post.plan()
    post.practice.messages.filter(subject_id=other.pk).update(pressed_at=post.now, pressed_by=asha)
    mos(Kind.SESSION, **session_rule(amount="1"))
    due = {m.subject_id: m.due_at for m in post.practice.messages.all()}
    assert one.booked_for - due[one.pk] == dt.timedelta(days=1)
    assert other.booked_for - due[other.pk] == dt.timedelta(days=2)


def test_a_new_time_of_day_holds_for_what_waits(mos, post, mary, asha):
    a_follow_up(mary, asha, channel="text", due_on=dt.date(2026, 3, 5))
    post.plan()
    words = SHIPPED[Kind.FOLLOW_UP].words
    mos(Kind.FOLLOW_UP, is_on="on", at="2:30pm", working_days_only="on", words=words, version="0")
    assert post.due.due_at == post.message.due_at == dt.datetime(2026, 3, 5, 14, 30, tzinfo=LONDON)
    post.tick(days=3, hours=6)
    assert post.message.outcome == Outcome.SENT


def test_switched_off_nothing_goes_and_switched_on_it_waits_again(mos, post, mary, booked):
    booked(mary)
    post.plan()
    off = session_rule()
    del off["is_on"]
    mos(Kind.SESSION, **off)
    assert (post.message.outcome, post.message.reason) == (Outcome.DROPPED, reasons.SWITCHED_OFF)
    assert post.plan() == 0
    mos(Kind.SESSION, **session_rule(version="1"))
    post.tick(days=1, hours=1)
    assert post.message.outcome == Outcome.SENT


def test_the_order_of_ways_is_the_practices(mos, post, mary, booked, point):
    point(mary, kind="email", value="mary@example.org")
    mos(Kind.SESSION, **session_rule(order="email,text"))
    booked(mary)
    post.plan()
    assert post.message.channel == Channel.EMAIL


def test_the_words_of_a_cancelled_session_are_the_practices_too(mos, elm):
    usual, version = SHIPPED[Kind.CHANGED], {"version": "0"}
    typed = {"is_on": "on", "order": "text,email", "words": usual.words} | version
    status, shown = mos(Kind.CHANGED, cancelled="{name}: {practice}, not on {day}. {link}", **typed)
    assert (status, "There is no field {link} here" in shown) == (422, True)
    mine = "{name}: {practice} had to call off {day} at {time}. Sorry!"
    assert mos(Kind.CHANGED, cancelled=mine, **typed)[0] == 302
    rule = elm.message_rules.get()
    assert (rule.words, rules.merged(Kind.CHANGED, rule).cancelled) == ("", mine)
    assert "had to call off" in mos(Kind.CHANGED)[1]


def test_two_at_once_lose_nothing(mos, elm):
    mos(Kind.SESSION, **session_rule())
    status, shown = mos(Kind.SESSION, **session_rule(amount="3"))
    assert status == 422
    assert "Somebody else has changed this" in shown
    assert elm.message_rules.get().amount is None


def test_what_was_shipped_comes_back_and_the_earlier_words_stay_to_be_read(mos, elm):
    mos(Kind.SESSION, **session_rule())
    mos(Kind.SESSION, "restore", version="1")
    rule = elm.message_rules.get()
    assert rules.merged(Kind.SESSION, rule) == rules.merged(Kind.SESSION)
    shown = mos(Kind.SESSION)[1]
    assert "How it was before" in shown
    assert "see you at" in shown
    assert TrailEvent.objects.filter(verb__startswith="rule.").count() == 3


def test_a_test_goes_to_whoever_asks_and_not_twice_a_minute(mos, post, member):
    assert mos(Kind.SESSION, "test", number="")[0] == 302
    (to, words), *others = post.carrier.taken.values()
    assert (to, others) == (member("mo").user.email, [])
    assert words.startswith("Mo: ")
    assert "You have sent one within this minute" in mos(Kind.SESSION, "test", number="")[1]
    post.clock.move(minutes=1)
    assert mos(Kind.SESSION, "test", number="07700 900555")[0] == 302
    assert "+447700900555" in [to for to, _words in post.carrier.taken.values()]


def test_a_test_by_text_goes_to_a_mobile_only(mos, post):
    status, shown = mos(Kind.SESSION, "test", number="020 7946 0101")
    assert status == 422
    assert "not a mobile number" in shown
    assert post.carrier.taken == {}


def test_the_list_costs_the_same_with_rules_as_without(mos, elm):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            mos()
        return len(queries)

    mos()
    bare = asked()
    for kind in (Kind.SESSION, Kind.STEP, Kind.MEASURE):
        MessageRule.objects.create(
            practice=elm, kind=kind, amount=3, set_at=build.NOW, set_by=elm.memberships.all()[0]
        )
    assert asked() == bare
