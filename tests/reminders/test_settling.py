"""What nobody knows is asked for by its reference; nothing is ever sent a second time because of it."""

import datetime as dt

import pytest
from django.core.management import call_command

from practice.models import TrailEvent
from reminders.models import Due
from reminders.providers import Unclear
from reminders.settling import settle_everywhere
from tests.reminders.carriers import Carrier

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def unknown(post, mary, booked):
    """The answer was cut off, and at that time the provider could not be asked."""
    booked(mary)
    post.plan()
    cut = Unclear("The answer was cut off.")
    cut.taken_all_the_same = True
    Carrier.happens, Carrier.forgets = [cut], True
    post.tick(days=1, hours=2)
    post.tick(minutes=2)
    assert post.message.outcome == "unknown"
    Carrier.forgets = False
    return post


def test_it_had_arrived(unknown):
    done = settle_everywhere(unknown.clock.move(hours=1))
    message = unknown.message
    assert (done.asked, done.found, done.never_seen) == (1, 1, 0)
    assert (message.outcome, message.reason, message.sent_at) == (
        "sent",
        "",
        unknown.now - HOUR - dt.timedelta(minutes=2),
    )
    assert unknown.results == ["unclear", "found"]
    assert Carrier.calls.count("send") == 1
    assert TrailEvent.objects.filter(verb="message.looked_up", subject_id=message.pk).count() == 1


def test_it_had_not_and_a_person_decides(unknown):
    Carrier.taken.clear()
    settle_everywhere(unknown.now)
    assert (unknown.message.outcome, unknown.message.needs_somebody) == ("failed", True)
    assert "never seen it" in unknown.message.reason
    assert Carrier.calls.count("send") == 1


def test_who_cannot_tell_changes_nothing(unknown):
    Carrier.forgets = True
    done = settle_everywhere(unknown.now)
    assert (done.asked, done.found, unknown.message.outcome) == (1, 0, "unknown")


def test_what_somebody_looked_into_is_theirs(unknown, asha):
    unknown.practice.messages.update(done_at=unknown.now, done_by=asha)
    assert settle_everywhere(unknown.now).asked == 0


def test_by_hand(unknown, settings, capsys):
    settings.DATABASE_ROLE = "worker"
    call_command("settle_reminders")
    assert capsys.readouterr().out == "1 asked for: 1 had arrived, 0 had not; 0 leases let go.\n"


@pytest.mark.parametrize(("ends", "stands"), [(-1, False), (30, True), (7200, False)])
def test_leases_of_the_dead_end_and_those_of_a_wrong_clock(post, mary, booked, ends, stands):
    booked(mary)
    post.plan()
    Due.objects.update(lease_until=post.now + dt.timedelta(seconds=ends))
    assert settle_everywhere(post.now).leases == (not stands)
    assert (post.due.lease_until is not None) is stands
