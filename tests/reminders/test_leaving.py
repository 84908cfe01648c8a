"""Somebody dies or moves away: what would have gone to them stops at once, and is taken up after a mistake."""

import pytest

from patients.actions.leaving import mark_died, mark_left, undo_died, undo_left
from practice.models import History, TrailEvent
from reminders import reasons
from reminders.kinds import Outcome
from reminders.models import Due, Message
from tests.coaching.made import a_follow_up


@pytest.fixture
def all_sorts(post, mary, asha, booked):
    """A reminder for tomorrow, a call to be made today, and one that somebody has made."""
    booked(mary)
    a_follow_up(mary, asha, channel="phone")
    post.tick()
    return mary


def states(patient) -> list[tuple[str, str, bool]]:
    rows = Message.objects.filter(patient=patient).order_by("kind")
    return [(m.kind, m.outcome, Due.objects.get(message=m).state == "waiting") for m in rows]


@pytest.mark.care(22)
def test_everything_stops_when_somebody_dies(all_sorts, asha, post):
    mark_died(patient=all_sorts, died_on=post.now.date(), by=asha, now=post.now)
    assert states(all_sorts) == [("follow_up", "dropped", False), ("session", "dropped", False)]
    assert set(Message.objects.values_list("reason", flat=True)) == {reasons.DIED}
    assert post.tick(days=1, hours=2) == 0
    assert post.carrier.taken == {}


def test_everything_stops_when_somebody_leaves(all_sorts, asha, post):
    mark_left(patient=all_sorts, left_on=post.now.date(), left_for="Oak", by=asha, now=post.now)
    assert set(Message.objects.values_list("outcome", "reason")) == {("dropped", reasons.LEFT)}


@pytest.mark.care(22)
@pytest.mark.parametrize("died", [True, False])
def test_a_mistake_is_undone(all_sorts, asha, post, died):
    if died:
        mark_died(patient=all_sorts, died_on=post.now.date(), by=asha, now=post.now)
        undo_died(patient=all_sorts, by=asha, now=post.now)
    else:
        mark_left(patient=all_sorts, left_on=post.now.date(), left_for="", by=asha, now=post.now)
        undo_left(patient=all_sorts, by=asha, now=post.now)
    assert {row[1:] for row in states(all_sorts)} == {("", True)}
    post.tick(days=1, hours=2)
    stands = {kind: outcome for kind, outcome, _waits in states(all_sorts)}
    assert stands == {"follow_up": Outcome.BY_HAND, "session": Outcome.SENT}


def test_what_was_sent_stays_sent(all_sorts, asha, post):
    post.tick(days=1, hours=2)
    mark_died(patient=all_sorts, died_on=post.now.date(), by=asha, now=post.now)
    assert [outcome for _kind, outcome, _waits in states(all_sorts)] == ["dropped", "sent"]


def test_stopping_is_in_trail_and_history(all_sorts, asha, post):
    mark_died(patient=all_sorts, died_on=post.now.date(), by=asha, now=post.now)
    event = TrailEvent.objects.get(verb="messages.stopped")
    assert (event.actor_id, event.patient_id, event.details) == (asha.pk, all_sorts.pk, {"messages": 2})
    changed = History.objects.filter(
        table_name="reminders_message", operation="update", patient_id=all_sorts.pk
    )
    assert changed.filter(before__outcome="by_hand").count() == 1


def test_nothing_to_stop_leaves_no_event(elm, mary, asha, now):
    mark_died(patient=mary, died_on=now.date(), by=asha, now=now)
    assert not TrailEvent.objects.filter(verb="messages.stopped").exists()
