"""A note is signed: in one transaction, once, and its words stay."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from coaching.actions import drafts, writing
from coaching.models import Session
from coaching.note import Note
from patients.models import Summary
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import History, TrailEvent
from tests import build
from tests.coaching import made
from tests.coaching.test_booking import verbs

NOTE = Note(mode="phone", what_matters="Sleep", notes="Up at four", next_step="Bed at ten")


def sign(session, by, note=NOTE, next_contact=made.IN_TWO_WEEKS, **given):
    values = {"typed": {}, "draft_version": 0, "now": build.NOW} | given
    return writing.finish(session=session, note=note, next_contact=next_contact, by=by, **values)


def summary_of(patient):
    return Summary.objects.values_list("sessions", "first_session_on", "last_session_on").get(patient=patient)


def test_finishing_signs_and_plans_and_counts(started, asha, mary):
    signed = sign(started, asha)
    assert (signed.finished_by, signed.held_on, signed.notes) == (asha, dt.date(2026, 3, 2), "Up at four")
    plan = signed.follow_ups.get()
    assert (plan.due_on, plan.channel, plan.owner) == (dt.date(2026, 3, 16), "phone", asha)
    assert summary_of(mary) == (1, dt.date(2026, 3, 2), dt.date(2026, 3, 2))


def test_finishing_leaves_one_chain_in_the_trail(started, asha):
    sign(started, asha)
    assert verbs(started) == ["session.started", "session.finished", "step.agreed", "follow_up.planned"]


def test_finishing_leaves_one_history_row_for_each_row(started, asha):
    signed = sign(started, asha)
    rows = History.objects.filter(patient_id=started.patient_id, table_name__startswith="coaching")
    found = list(rows.order_by("pk").values_list("table_name", "operation"))
    assert found == [
        ("coaching_session", "insert"),
        ("coaching_session", "update"),
        ("coaching_step", "insert"),
        ("coaching_followup", "insert"),
    ]
    assert signed.version == 2


def test_nothing_is_half_finished(started, asha, monkeypatch):
    monkeypatch.setattr(writing, "recount", lambda patient_id: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sign(started, asha)
    stored = Session.objects.get(pk=started.pk)
    assert stored.finished_at is None
    assert not stored.follow_ups.exists()
    assert not TrailEvent.objects.filter(verb="session.finished").exists()


def test_the_second_to_finish_is_told(started, asha, ben):
    sign(started, asha)
    with pytest.raises(Stale) as stale:
        sign(started, ben)
    assert stale.value.current.finished_by == asha


@pytest.mark.parametrize(
    "column", ["notes = 'Other'", "next_step = ''", "finished_at = now()", "sensitive = true"]
)
def test_signed_words_are_never_changed(finished, column):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE coaching_session SET {column} WHERE id = %s", [finished.pk])


def test_no_next_step_is_kept_as_a_fact(started, asha):
    assert sign(started, asha, Note(mode="phone", notes="Spoke"), made.NONE).no_step_agreed


def test_a_note_without_words_is_not_signed(started, asha):
    with pytest.raises(NotPossible, match="without words"):
        sign(started, asha, Note(mode="phone", notes=" \n"), made.NONE)
    assert Session.objects.get(pk=started.pk).finished_at is None


def test_a_late_write_up_counts_on_the_day_of_the_session(mary, asha):
    booked = made.a_booked(mary, asha, booked_for=build.NOW - dt.timedelta(days=3))
    assert sign(booked, asha).held_on == dt.date(2026, 2, 27)


def test_the_day_is_the_one_on_the_wall(mary, asha):
    late = dt.datetime(2026, 6, 30, 23, 30, tzinfo=build.NOW.tzinfo)
    booked = made.a_booked(mary, asha, booked_for=late)
    assert sign(Session.objects.get(pk=booked.pk), asha, now=late).held_on == dt.date(2026, 6, 30)


def test_signing_drops_the_draft(started, asha):
    drafts.save_draft(
        session=started, member=asha, fields={"notes": ["Up"]}, version=0, page="", now=build.NOW
    )
    sign(started, asha, draft_version=1)
    assert not started.drafts.exists()


def test_words_of_another_tab_are_not_signed_over(started, asha):
    drafts.save_draft(
        session=started,
        member=asha,
        fields={"notes": ["From the other tab"]},
        version=0,
        page="",
        now=build.NOW,
    )
    with pytest.raises(Stale) as stale:
        sign(started, asha, typed={"notes": ["Mine"]})
    assert stale.value.current.fields == {"notes": ["From the other tab"]}


def test_later_words_stand_under_the_note(finished, ben):
    added = writing.add_words(session=finished, words="They rang", by=ben, now=build.NOW)
    assert (added.words, added.added_by, added.patient_id) == ("They rang", ben, finished.patient_id)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        type(added).objects.filter(pk=added.pk).update(words="They did not ring")


def test_words_are_not_added_to_what_is_not_signed(started, ben):
    with pytest.raises(NotPossible, match="not signed yet"):
        writing.add_words(session=started, words="More", by=ben, now=build.NOW)


def test_people_are_named_on_a_sensitive_note_only(started, asha, ben):
    signed = sign(started, asha, Note(mode="phone", notes="Spoke", sensitive=True, readers=(ben,)))
    assert [reader.member for reader in signed.readers.all()] == [ben]
    plain = made.a_finished(started.patient, asha, readers=(ben,))
    assert not plain.readers.exists()
