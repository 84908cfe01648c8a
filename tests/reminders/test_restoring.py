"""After a restore to an earlier moment nothing goes by itself, nothing goes twice, and a person lets it go."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from practice.models import TrailEvent
from practice.tenancy import in_view
from reminders import reasons
from reminders.actions import restoring
from reminders.ourselves import SYSTEM
from tests import build

PAGE = "/A81001/clockwork"
pytestmark = pytest.mark.usefixtures("one_reminder")


@contextmanager
def time_that_is_lost() -> Iterator[None]:
    """The database forgets what the block did; the carrier does not."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def planned(post, mary, booked) -> None:
    """One message about a session, due tomorrow at ten."""
    booked(mary)
    post.plan()


def put_back(post) -> dict[str, int]:
    return restoring.hold(practice=post.practice, as_of=build.NOW, by=SYSTEM, now=post.now)


def sent(post) -> int:
    return post.carrier.calls.count("send")


def test_what_went_meanwhile_is_found_and_does_not_go_twice(post, planned, member):
    with time_that_is_lost():
        post.tick(days=1, hours=2)
    assert put_back(post) == {"asked": 1, "calls": 0}
    post.tick(hours=1)
    assert (sent(post), post.message.outcome) == (1, "")  # held
    restoring.let_go(practice=post.practice, by=member("mo"), now=post.now)
    post.tick()
    assert (sent(post), post.message.outcome) == (1, "sent")
    assert post.results == ["unclear", "found"]


def test_what_did_not_go_goes_once(post, planned, member):
    post.clock.move(days=1, hours=2)
    put_back(post)
    restoring.let_go(practice=post.practice, by=member("mo"), now=post.now)
    post.tick()
    post.tick()
    assert (sent(post), post.results) == (1, ["unclear", "taken"])


def test_where_the_carrier_cannot_tell_a_person_finds_out(post, planned, member):
    post.carrier.forgets = True
    with time_that_is_lost():
        post.tick(days=1, hours=2)
    put_back(post)
    restoring.let_go(practice=post.practice, by=member("mo"), now=post.now)
    post.tick()
    assert sent(post) == 1
    assert (post.message.outcome, post.message.reason) == ("unknown", reasons.RESTORED)


def test_a_sure_failure_before_is_not_sure_any_more(post, planned, member):
    post.carrier.forgets = True
    post.carrier.happens.append(restoring.NotTaken("Busy."))
    post.tick(days=1, hours=2)
    with time_that_is_lost():
        post.tick(minutes=2)
    post.clock.move(minutes=10)
    put_back(post)
    restoring.let_go(practice=post.practice, by=member("mo"), now=post.now)
    post.tick()
    assert (sent(post), post.message.outcome) == (2, "unknown")


def test_what_was_planned_and_sent_meanwhile_becomes_a_call(post, mary, booked, member):
    booked(mary)
    with time_that_is_lost():
        post.tick(days=1, hours=2)
    assert put_back(post) == {"asked": 0, "calls": 1}
    restoring.let_go(practice=post.practice, by=member("mo"), now=post.now)
    post.tick()
    message = post.message
    assert (sent(post), message.outcome, message.channel) == (1, "by_hand", "call")
    assert message.reason == reasons.RESTORED


@pytest.mark.parametrize(("forgets", "attempts"), [(False, 1), (True, 0)])
def test_what_is_due_later_is_asked_for_where_that_costs_nothing(post, planned, forgets, attempts):
    post.carrier.forgets = forgets
    put_back(post)
    assert post.due.attempts == attempts


def test_put_back_again_it_is_marked_once(post, planned):
    post.clock.move(days=1, hours=2)
    assert [put_back(post)["asked"], put_back(post)["asked"]] == [1, 0]
    assert post.due.attempts == 1


def test_another_practice_goes_on(post, planned, oak):
    with in_view([oak], SYSTEM):
        restoring.hold(practice=oak, as_of=build.NOW, by=SYSTEM, now=post.now)
    post.tick(days=1, hours=2)
    assert post.message.outcome == "sent"


def test_the_page_says_what_to_do_and_a_manager_lets_them_go(post, planned, browser_of, client):
    put_back(post)
    mo = browser_of("mo")
    assert "was put back to" in mo.get(PAGE).text
    reasons_given = client.get("/healthz").json()["reasons"]
    assert reasons_given == ["Messages: held at 1 practice since the database was restored."]
    assert mo.post(f"{PAGE}/let-go", follow=True).text.count("What is due goes with the next round") == 1
    assert "was put back to" not in mo.get(PAGE).text
    assert client.get("/healthz").status_code == 200
    assert "Somebody else has let the messages go" in mo.post(f"{PAGE}/let-go", follow=True).text
    verbs = TrailEvent.objects.filter(verb__endswith="after_restore").values_list("verb", flat=True)
    assert set(verbs) == {"messages.held_after_restore", "messages.let_go_after_restore"}


def test_the_command_holds_every_practice_and_ends_every_session(post, planned, browser_of, settings, capsys):
    settings.DATABASE_ROLE = "worker"
    asha = browser_of("asha")
    post.clock.move(days=1, hours=2)
    call_command("after_restore", as_of="2026-03-02 08:45")
    said = capsys.readouterr().out
    assert "A81001: 1 to be asked for before they go, 0 for a person." in said and "A81002: 0" in said
    assert "/account/login" in asha.get("/").headers["Location"]


@pytest.mark.parametrize("as_of", ["yesterday", "2026-02-30 08:00", "2026-03-02 09:01"])
def test_a_moment_that_cannot_be_is_refused(elm, settings, as_of):
    settings.DATABASE_ROLE = "worker"
    with pytest.raises(CommandError, match="--as-of"):
        call_command("after_restore", as_of=as_of)


def test_the_command_is_the_workers(db):
    with pytest.raises(CommandError, match="SKERRY_ROLE=worker"):
        call_command("after_restore", as_of="2026-03-02 08:45")
