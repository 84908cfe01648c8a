"""The month by mail: once to each who asked, on the first working day or as soon after as can be, and nobody in it."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command

from insight import summary, summary_round
from insight.actions import summaries
from insight.models import SummarySent
from practice.actions import end
from reminders.actions.restoring import hold, let_go
from reminders.ourselves import SYSTEM
from tests import build
from tests.insight import happened

FEBRUARY = dt.date(2026, 2, 1)
PAGE = "/A81001/figures/summary"


@pytest.fixture
def asked(elm, asha, member):
    """Asha and Mo, some days before the first working day of March, which is the 2nd."""
    for reader in (asha, member("mo")):
        summaries.ask(by=reader, now=build.NOW - dt.timedelta(days=9))
    return elm


def test_each_gets_one_and_nobody_two(asked, now):
    assert summary_round.one_round(now) == 2
    assert sorted(one.to[0] for one in mail.outbox) == ["asha@elm.example.org", "mo@elm.example.org"]
    assert {one.subject for one in mail.outbox} == {"Elm Surgery: figures for February 2026"}
    assert summary_round.one_round(now) == 0
    assert summary_round.one_round(now + dt.timedelta(days=8)) == 0
    assert SummarySent.objects.filter(month=FEBRUARY).count() == 2


def test_a_day_that_was_missed_is_made_good(asked, clock, asha):
    assert summary_round.one_round(build.NOW.replace(hour=6)) == 0
    assert summary_round.one_round(dt.datetime(2026, 3, 1, 12, tzinfo=build.NOW.tzinfo)) == 0
    assert summary_round.one_round(clock.move(days=12)) == 2
    summaries.stop(by=asha, now=clock.now())
    assert summary_round.one_round(clock.move(days=25)) == 1
    assert mail.outbox[-1].to == ["mo@elm.example.org"]


def test_who_asks_later_waits_for_the_next_month(elm, asha, clock):
    summaries.ask(by=asha, now=clock.move(days=9))
    assert summary_round.one_round(clock.now()) == 0
    assert summary_round.one_round(clock.move(days=25)) == 1


def test_who_left_gets_none(asked, asha, member, now):
    end(member=asha, by=member("mo"), now=now)
    assert summary_round.one_round(now) == 1
    assert [one.to for one in mail.outbox] == [["mo@elm.example.org"]]


def test_after_a_restore_it_waits_until_somebody_lets_go(asked, member, now):
    hold(practice=asked, as_of=now - dt.timedelta(hours=1), by=SYSTEM, now=now)
    assert (summary_round.one_round(now), mail.outbox) == (0, [])
    let_go(practice=asked, by=member("mo"), now=now)
    assert summary_round.one_round(now) == 2


def test_a_mail_that_fails_is_tried_again(asked, now, monkeypatch):
    def broken(*_args, **_given):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(summary_round, "send_mail", broken)
        assert summary_round.one_round(now) == 0
    assert not SummarySent.objects.exists()
    call_command("send_month_summaries")
    assert len(mail.outbox) == 2


def test_the_words_name_nobody_and_hide_small_numbers(elm, asha, member, now):
    happened.everything(elm, asha, member("lena"))
    text = summary.words(elm, FEBRUARY, now)
    assert (
        "Counted on 2 March 2026" in text and "- Sessions held: not shown (January 2026: not shown)" in text
    )
    assert "Person" not in text and "- Gaps noted: 0 (January 2026: 0)" in text
    assert "/A81001/figures/definitions" in text


def test_asking_and_stopping_on_the_page(elm, browser_of):
    browser = browser_of("cara")
    page = browser.get(PAGE)
    assert page.status_code == 200 and "1 April 2026" in page.content.decode()
    assert "figures for February 2026" in page.content.decode()
    said = browser.post(f"{PAGE}/ask", follow=True).content.decode()
    assert "You have asked for it" in said and "cara@elm.example.org" in said
    assert "Send it to me" in browser.post(f"{PAGE}/stop", follow=True).content.decode()
