"""The queue is the one table that the worker looks through across practices; the walls around the rest hold."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from practice.tenancy import in_view, set_view
from reminders import queue
from reminders.models import Attempt, Due, Message
from tests import build


@pytest.fixture
def planned(post, mary, booked) -> Message:
    booked(mary)
    post.plan()
    return post.message


def test_the_web_sees_the_queue_of_practices_in_view_only(planned, oak):
    assert Due.objects.count() == 1
    with in_view([oak], build.TEST):
        assert (Due.objects.count(), Message.objects.count()) == (0, 0)
    set_view(practices="", actor="", user="")
    assert Due.objects.count() == 0


def test_a_round_by_hand_is_refused_to_the_web(db):
    """It would look at an empty queue and say that all is done."""
    with pytest.raises(CommandError, match="run this with SKERRY_ROLE=worker"):
        call_command("tick")


def test_the_exception_is_for_the_worker_alone(owner_sql):
    policies = owner_sql(
        "SELECT policyname, roles::text, cmd FROM pg_policies WHERE tablename = 'reminders_due' ORDER BY 1"
    )
    assert policies == [
        ("in_view", "{public}", "ALL"),
        ("worker_claims", "{skerry_worker}", "UPDATE"),
        ("worker_looks", "{skerry_worker}", "SELECT"),
    ]


def test_the_queue_holds_nothing_of_a_person(owner_sql):
    columns = owner_sql(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'reminders_due' ORDER BY 1"
    )
    assert [name for (name,) in columns] == [
        *("attempts", "due_at", "id", "lease_until", "message_id", "practice_id", "state"),
    ]


def test_nobody_deletes_a_message(planned):
    for model in (Message, Attempt, Due):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_a_message_cannot_be_tied_to_another_practices_patient(elm, oak, planned):
    with in_view([elm, oak], build.TEST):
        stranger = build.a_patient(oak)
        with pytest.raises(DatabaseError, match="same"), transaction.atomic():
            Message.objects.filter(pk=planned.pk).update(patient=stranger)


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "sent"},  # without a time
        {"sent_at": build.NOW},  # not sent
        {"settled_at": build.NOW},  # without saying how
        {"patient": None},  # to nobody
        {"done_at": build.NOW},  # by nobody
    ],
)
def test_half_a_fact_is_refused(planned, change):
    with pytest.raises(DatabaseError, match="message_"), transaction.atomic():
        Message.objects.filter(pk=planned.pk).update(**change)


def test_the_next_row_is_found_by_its_small_index_whatever_the_statistics_say(planned):
    """Settled rows are not in it, so it does not grow with the years; and a long queue is never sorted."""
    with queue.by_index_only(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {queue.CLAIM}", {"now": build.NOW, "until": build.NOW})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using due_next" in plan
    assert "Sort" not in plan


def test_sending_leaves_the_planner_as_it_was(post, planned):
    post.tick()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('enable_sort'), current_setting('enable_seqscan')")
        assert cursor.fetchone() == ("on", "on")


def test_what_was_tried_is_kept(post, planned):
    post.tick(days=1, hours=2)
    with pytest.raises(DatabaseError, match="attempt_once"), transaction.atomic():
        Attempt.objects.create(
            practice=planned.practice, message=planned, number=1, at=post.now, result="taken"
        )
