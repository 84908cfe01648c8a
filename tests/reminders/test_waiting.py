"""What a colleague presses on a message that has not gone: kept back, changed, sent now, and each taken back."""

import datetime as dt

import pytest

from coaching.actions.booking import cancel, move
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import TrailEvent
from reminders import preview, queue, reasons
from reminders.actions import waiting
from reminders.actions.waiting import Wish, standing
from reminders.kinds import Channel, Outcome
from reminders.models import Due, Message
from reminders.queue import LOOK
from tests import build

SENT = {"days": 1, "hours": 2}
pytestmark = pytest.mark.usefixtures("one_reminder")


@pytest.fixture
def planned(post, mary, booked):
    """A reminder for tomorrow at ten."""
    session = booked(mary)
    post.plan()
    post.session = session
    return post


def pressed(post, act, **said):
    return act(message=post.message, **said, by=post.by, now=post.now)


@pytest.fixture(autouse=True)
def _somebody_presses(post, asha):
    post.by = asha


def test_what_is_kept_back_does_not_go_until_it_is_let_go(planned):
    pressed(planned, waiting.keep_back)
    planned.tick(**SENT)
    assert planned.carrier.calls == []
    assert (planned.message.state, planned.due.state) == ("Kept back", Due.State.KEPT)
    pressed(planned, waiting.let_go)
    planned.tick()
    assert planned.message.outcome == Outcome.SENT


def test_each_press_leaves_its_event(planned):
    pressed(planned, waiting.keep_back)
    pressed(planned, waiting.let_go)
    pressed(planned, waiting.send_now)
    pressed(planned, waiting.not_now)
    found = TrailEvent.objects.filter(subject_type="reminders.message", patient_id=planned.message.patient_id)
    verbs = ["message.kept", "message.let_go", "message.pressed", "message.press_taken_back"]
    assert list(found.order_by("pk").values_list("verb", flat=True)) == verbs


def test_what_was_kept_back_ends_when_its_session_does(planned):
    pressed(planned, waiting.keep_back)
    session = planned.session
    cancel(session=session, version=session.version, because="Ill", by=planned.by, now=planned.now)
    planned.tick()
    assert (planned.message.outcome, planned.message.reason) == (Outcome.DROPPED, reasons.GONE)
    assert planned.due.state == Due.State.SETTLED


def test_a_session_that_is_moved_stays_kept_back_until_somebody_lets_it_go(planned):
    def moves(days: int) -> Message:
        planned.session.refresh_from_db()
        when = build.NOW + dt.timedelta(days=days, hours=1)
        said = {
            "session": planned.session,
            "version": planned.session.version,
            "minutes": 30,
            "mode": "phone",
        }
        said |= {"coach": planned.by, "booked_for": when}
        move(**said, by=planned.by, now=planned.now)
        planned.tick()
        return planned.practice.messages.latest("pk")

    pressed(planned, waiting.keep_back)
    kept = moves(4)
    assert (kept.state, kept.kept_by_id) == ("Kept back", planned.by.pk)
    assert Due.objects.get(message=kept).state == Due.State.KEPT
    waiting.let_go(message=kept, by=planned.by, now=planned.now)
    assert moves(5).state == "Planned"


def test_a_message_goes_at_the_time_that_a_colleague_chose(planned):
    later = planned.message.due_at + dt.timedelta(hours=5)
    pressed(planned, waiting.change, seen=standing(planned.message), wish=Wish(later))
    planned.tick(**SENT)
    assert planned.message.state == "Planned"
    planned.tick(hours=4)
    assert planned.message.sent_at == planned.now


def test_a_message_goes_by_the_way_that_a_colleague_chose(planned, mary, point):
    point(mary, kind="email", value="mary@example.org")
    wish = Wish(planned.message.due_at, Channel.EMAIL)
    pressed(planned, waiting.change, seen=standing(planned.message), wish=wish)
    assert planned.message.channel == Channel.EMAIL
    planned.tick(**SENT)
    assert [to for to, _words in planned.carrier.taken.values()] == ["mary@example.org"]


def test_a_change_is_taken_back(planned):
    before = planned.message
    pressed(
        planned,
        waiting.change,
        seen=standing(before),
        wish=Wish(before.due_at + dt.timedelta(hours=1), Channel.CALL),
    )
    assert planned.message.channel == Channel.CALL
    pressed(planned, waiting.as_planned)
    after = planned.message
    assert (after.due_at, after.wanted, after.channel) == (before.due_at, "", Channel.TEXT)
    assert planned.due.due_at == before.due_at


def test_two_colleagues_do_not_change_it_over_one_another(planned):
    seen, wish = standing(planned.message), Wish(planned.message.due_at + dt.timedelta(hours=1))
    pressed(planned, waiting.change, seen=seen, wish=wish)
    with pytest.raises(Stale):
        pressed(planned, waiting.change, seen=seen, wish=wish)


@pytest.mark.parametrize(
    ("days", "hour", "why"),
    [(-1, 10, "over"), (1, 20, "at night"), (1, 7, "at night"), (3, 10, "appointment")],
)
def test_no_time_that_makes_no_sense(planned, days, hour, why):
    wish = Wish((build.NOW + dt.timedelta(days=days)).replace(hour=hour))
    with pytest.raises(NotPossible, match=why):
        pressed(planned, waiting.change, seen=standing(planned.message), wish=wish)


def test_sent_now_goes_with_the_next_round(planned):
    pressed(planned, waiting.send_now)
    planned.tick()
    assert planned.message.sent_at == planned.now


def test_what_was_pressed_by_mistake_waits_for_its_own_time(planned):
    pressed(planned, waiting.send_now)
    pressed(planned, waiting.not_now)
    planned.tick()
    assert (planned.message.state, planned.message.pressed_at) == ("Planned", None)
    planned.tick(**SENT)
    assert planned.message.outcome == Outcome.SENT


def test_what_is_pressed_at_night_waits_and_can_be_taken_back_after_its_time(planned):
    planned.clock.move(days=1, hours=12)
    pressed(planned, waiting.send_now)
    planned.tick()
    assert (planned.message.state, planned.message.reason) == ("Held", reasons.QUIET)
    pressed(planned, waiting.not_now)
    planned.tick(hours=12)
    assert planned.message.state == "Kept back"  # its own time is over, so nothing goes by itself


def test_nothing_is_changed_of_what_has_gone_or_is_being_sent(planned):
    Due.objects.update(lease_until=planned.now + dt.timedelta(seconds=30))
    with pytest.raises(NotPossible, match="being sent"):
        pressed(planned, waiting.keep_back)
    Due.objects.update(lease_until=None)
    planned.tick(**SENT)
    for act in (waiting.keep_back, waiting.let_go, waiting.send_now, waiting.not_now, waiting.as_planned):
        with pytest.raises(NotPossible, match="It has gone"):
            pressed(planned, act)


def test_what_is_told_to_staff_is_not_kept_from_them(planned, member):
    planned.practice.messages.update(patient=None, member=member("mo"))
    with pytest.raises(NotPossible, match="to a person"):
        pressed(planned, waiting.keep_back)


def test_a_preview_takes_nothing(planned):
    """It asks what the sender asks, and no lock is left behind."""
    assert "FOR UPDATE" not in LOOK
    job = preview.job_of(planned.message, planned.now)
    assert job == queue.look(job.claim, planned.now)
    assert planned.due.attempts == 0
