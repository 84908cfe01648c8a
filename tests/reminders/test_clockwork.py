"""Trial 13: whether messages go out by themselves, for monitors, for whoever runs the place, and by hand."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from practice.health import beat
from practice.models import Heartbeat
from reminders import clockwork, rounds
from reminders.models import Due
from tests import build

MINUTE = dt.timedelta(minutes=1)
PAGE = "/A81001/clockwork"
LINE = "Messages do not go out as they should"


def health(client) -> tuple[int, dict]:
    answer = client.get("/healthz")
    return answer.status_code, answer.json()


@pytest.fixture
def waiting(post, mary, booked) -> None:
    """One message that is due two days before, at ten."""
    booked(mary)
    post.plan()


def test_all_is_well(client, elm):
    figures = {"last_tick_seconds": 0, "due": 0, "oldest_due_seconds": None}
    assert health(client) == (200, {"status": "well", "reasons": [], "messages": figures})


def test_ten_minutes_without_a_round_are_too_many(client, elm, clock):
    clock.move(minutes=10)
    assert health(client)[0] == 200
    clock.move(seconds=61)
    code, says = health(client)
    assert (code, says["reasons"]) == (503, ["Messages: no round has succeeded for 11 minutes."])
    assert client.get("/healthz/web").status_code == 200


def test_a_heartbeat_of_a_clock_that_was_wrong_counts_for_nothing(client, elm, clock):
    clock.move(hours=-2)
    assert health(client)[0] == 503


def test_no_round_at_all():
    assert clockwork.State(build.NOW, None, 0, None).reasons == ("Messages: no round has succeeded yet.",)


def test_what_is_due_and_does_not_go(client, waiting, clock):
    now = clock.move(days=1, hours=1, minutes=11)
    beat("tick", now)
    code, says = health(client)
    assert (code, says["messages"]["due"], says["messages"]["oldest_due_seconds"]) == (503, 1, 11 * 60)
    assert says["reasons"] == ["Messages: the oldest that is due has waited for 11 minutes."]


@pytest.mark.parametrize(("hour", "minute", "well"), [(22, 0, True), (8, 5, True), (8, 11, False)])
def test_by_night_nothing_is_expected(elm, hour, minute, well):
    evening = build.NOW.replace(hour=21)
    now = build.NOW.replace(hour=hour, minute=minute) + dt.timedelta(days=hour < 12)
    assert (clockwork.State(now, now, 1, evening).reasons == ()) is well


def test_it_says_nothing_of_anybody(client, waiting):
    said = client.get("/healthz").text
    assert not {"Mary", "Webb", "07700", "A81001", "Elm"} & set(said.replace('"', " ").split())


def test_a_round_beats_and_what_is_due_goes_though_planning_fails(post, waiting, clock, monkeypatch):
    monkeypatch.setattr(rounds, "plan_everywhere", lambda now: 1 / 0)
    now = clock.move(days=1, hours=2)
    with pytest.raises(ZeroDivisionError):
        rounds.one_round(5)
    assert post.message.outcome == "sent"
    assert Heartbeat.objects.get(name="tick").at == build.NOW
    monkeypatch.setattr(rounds, "plan_everywhere", lambda now: 3)
    assert rounds.one_round(5) == (3, 0)
    assert Heartbeat.objects.get(name="tick").at == now


def test_the_page_says_what_waits(browser_of, waiting, elm):
    page = browser_of("mo").get(PAGE).text
    assert "Running" in page and LINE not in page
    assert "at 9am" in page
    assert page.count("Not yet") == 3


def test_a_red_line_for_those_who_run_the_place(browser_of, waiting, clock):
    now = clock.move(days=1, hours=1, minutes=11)
    beat("tick", now)
    mo = browser_of("mo")
    assert f'href="{PAGE}">{LINE}' in mo.get("/A81001/messages").text
    assert "has waited for 11 minutes" in mo.get(PAGE).text
    assert LINE not in browser_of("asha").get("/A81001/messages").text


@pytest.mark.parametrize(
    "command", ["plan_reminders", "send_due_reminders", "settle_reminders", "archive_messages"]
)
def test_by_hand_only_as_the_worker(db, command):
    with pytest.raises(CommandError, match="SKERRY_ROLE=worker"):
        call_command(command)


@pytest.fixture
def a_worker(post, settings) -> None:
    settings.DATABASE_ROLE = "worker"


def test_each_half_of_a_round_by_hand(a_worker, mary, booked, clock, capsys):
    booked(mary)
    clock.move(days=1, hours=2)
    call_command("send_due_reminders")
    call_command("plan_reminders")
    call_command("plan_reminders")
    call_command("send_due_reminders")
    assert capsys.readouterr().out.splitlines() == ["0 handled.", "1 planned.", "0 planned.", "1 handled."]
    assert not Due.objects.waiting(clock.now()).exists()
