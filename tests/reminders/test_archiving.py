"""Old messages are put away with all that came of them, stay readable, and are never told again."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from practice.models import Membership
from practice.tenancy import in_view
from reminders.models import Attempt, Due, Message, PastMessage, Receipt
from reminders.planning import plan, wait_again
from tests import build
from tests.reminders import made
from tests.reminders.test_processes import elm, worker

__all__ = ["elm"]  # its data are committed
LATER = build.NOW + dt.timedelta(days=31 * 13 + 1)


@pytest.fixture
def sent(elm) -> list[Message]:
    """Three follow-ups that are still open: one was sent and delivered, one failed, one waits for a person."""
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=elm)
        sessions = made.sessions(asha, made.people(elm, 3), build.NOW - dt.timedelta(days=7))
        for session in sessions:
            made.follow_up(session, build.NOW.date())
        plan(elm, build.NOW)
        messages = list(Message.objects.order_by("pk"))
        settle(messages)
    return messages


def settle(messages: list[Message]) -> None:
    settled = {"settled_at": build.NOW, "reason": "Because"}
    ids = [message.pk for message in messages]
    Message.objects.filter(pk=ids[0]).update(outcome="sent", sent_at=build.NOW, words="Hello", **settled)
    Message.objects.filter(pk=ids[1]).update(outcome="dropped", **settled)
    Message.objects.filter(pk=ids[2]).update(outcome="by_hand", **settled)
    Due.objects.update(state="settled")
    one = messages[0]
    Attempt.objects.create(practice=one.practice, message=one, number=1, at=build.NOW, result="taken")
    Receipt.objects.create(
        practice=one.practice, message=one, result="delivered", at=build.NOW, noted_at=build.NOW
    )


def put_away(data) -> list[str]:
    """The night's work, thirteen months later."""
    ahead = int((LATER - dt.datetime.now(dt.UTC)).total_seconds())
    return worker(data, "manage.py", "archive_messages", SKERRY_CLOCK_SHIFT=str(ahead)).stdout.split("; ")


def test_put_away_with_all_that_came_of_it_and_never_told_again(elm, sent, tmp_path):
    assert put_away(tmp_path) == ["2 put away", "1 forgotten by the queue.\n"]
    with in_view([elm], build.TEST):
        past = PastMessage.objects.get(number=sent[0].pk)
        assert (past.sent_to, past.words, past.outcome) == ("07700 900000", "Hello", "sent")
        assert [once["result"] for once in past.more["tries"] + past.more["receipts"]] == [
            "taken",
            "delivered",
        ]
        assert not (Attempt.objects.exists() or Receipt.objects.exists() or Due.objects.exists())
        assert plan(elm, build.NOW) == 0
        (left,) = Message.objects.all()
        # What the queue has forgotten it takes up again.
        assert (left.outcome, wait_again(Message.objects.all())) == ("by_hand", 1)
        assert Due.objects.get(message=left).state == "waiting"


def test_nobody_at_the_web_puts_anything_away(db):
    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT archive_messages(1, now(), now(), 1)")
