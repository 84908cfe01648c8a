"""What colleagues are told in the morning: figures, no names, and one email a day."""

import datetime as dt

import pytest

from practice.clock import LONDON
from practice.health import beat
from reminders.clockwork import TICK
from reminders.kinds import Kind, Outcome
from tests import build
from tests.coaching.made import a_follow_up, a_started

TUESDAY = dt.datetime(2026, 3, 3, 8, 1, tzinfo=LONDON)
MONDAY = dt.datetime(2026, 3, 9, 8, 1, tzinfo=LONDON)


@pytest.fixture
def mail(post):
    """`mail(TUESDAY)`: what colleagues have been sent by then."""

    def by(moment: dt.datetime) -> list[tuple[str, str, str]]:
        post.clock.moment = moment
        post.tick()
        found = post.practice.messages.filter(member__isnull=False, outcome=Outcome.SENT).order_by("pk")
        return [(m.kind, m.member.user.email, m.words) for m in found]

    return by


@pytest.fixture
def late(elm, mary, asha):
    """Asha has left a note open, and a follow-up is overdue."""
    a_follow_up(mary, asha, due_on=dt.date(2026, 3, 1))
    a_started(mary, asha)


def test_a_colleague_gets_one_email_with_both_figures_and_no_name(mail, late):
    found = mail(TUESDAY)
    assert [(kind, to) for kind, to, _words in found] == [(Kind.UNFINISHED, "asha@elm.example.org")]
    words = found[0][2]
    assert "1 note that is not finished and 1 follow-up that is overdue" in words
    assert "Mary" not in words
    assert "Webb" not in words


def test_it_is_said_once_a_day(mail, late):
    mail(TUESDAY)
    assert len(mail(TUESDAY + dt.timedelta(minutes=30))) == 1
    assert len(mail(TUESDAY + dt.timedelta(days=1))) == 2


def test_an_hour_in_which_the_clockwork_stood_still_is_made_good_on_the_same_day(post, mail, late):
    post.goes_round = False
    afternoon = TUESDAY + dt.timedelta(hours=6)
    beat(TICK, TUESDAY + dt.timedelta(minutes=10))
    assert mail(afternoon) == []  # it went round at eight, and nobody was to hear anything
    beat(TICK, TUESDAY - dt.timedelta(hours=1))
    assert mail(TUESDAY.replace(hour=21)) == []
    assert len(mail(afternoon)) == len(mail(afternoon + dt.timedelta(hours=1))) == 1


def test_on_monday_the_week_takes_its_place(mail, late):
    found = mail(MONDAY)
    assert {kind for kind, _to, _words in found} == {Kind.DIGEST}
    said = {to.split("@")[0]: words for _kind, to, words in found}
    assert "1 note not finished, 1 follow-up overdue" in said["asha"]
    assert "1 note of colleagues not finished" in said["mo"]
    assert "Mary" not in "".join(said.values())


def test_where_nothing_waits_nobody_is_written_to(mail):
    assert mail(MONDAY) == []


def test_on_a_bank_holiday_it_waits_for_the_next_working_day(mail, late):
    easter = dt.datetime(2026, 4, 6, 8, 1, tzinfo=LONDON)
    assert mail(easter) == []
    assert {kind for kind, _to, _words in mail(easter + dt.timedelta(days=1))} == {Kind.DIGEST}


def test_what_was_done_in_the_meantime_is_not_said(post, mail, late, elm):
    post.clock.moment = TUESDAY
    post.plan()
    elm.sessions.open().update(
        finished_at=build.NOW, finished_by=elm.sessions.open()[0].coach, held_on=build.NOW
    )
    elm.follow_ups.open().update(done_at=build.NOW, done_by=elm.follow_ups.open()[0].owner)
    assert mail(TUESDAY + dt.timedelta(minutes=1)) == []
