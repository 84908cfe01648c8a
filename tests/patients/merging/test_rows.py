"""Everything that hangs on two records comes together and apart: nothing of either is lost."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection

from coaching.actions.booking import book
from coaching.models import Session
from patients.merge_parts import parts
from patients.models import (
    Circumstance,
    Condition,
    ContactPoint,
    GlassBreak,
    MergeMove,
    Patient,
    RecordBlock,
    Summary,
)
from practice import links
from practice.actions import NotPossible
from practice.models import SignedLink, TenantModel
from reminders.planning import plan
from tests import build
from tests.coaching import made as sessions

NOT_COMPARED = {
    "practice_trailevent": "grows by every action, as it should",
    "practice_history": "grows by every change, as it should",
    "patients_merge": "keeps that it happened",
    "patients_mergemove": "keeps what was moved",
}


def everything() -> dict[str, list[tuple]]:
    """Every row of every table of a practice, without the columns that count changes."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if not issubclass(model, TenantModel) or table in NOT_COMPARED:
            continue
        made = getattr(model, "made_from_rows", False)  # such a row may be made anew, with another number
        left_out, order = (
            (("version", "id"), "practice_id, patient_id, aim") if made else (("version",), "id")
        )
        quoted = ", ".join(f'"{f.column}"' for f in model._meta.local_fields if f.name not in left_out)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {quoted} FROM {table} ORDER BY {order}")
            found[table] = cursor.fetchall()
    return found


TAKES = [
    (),
    ("number",),
    ("number", "given_name", "known_as", "language", "address"),
    ("birth_date", "source"),
]


@pytest.mark.care(6)
@pytest.mark.parametrize("take", TAKES)
def test_together_and_apart_leaves_every_table_as_it_was(lives, merge, unmerge, take):
    kept, gone = lives
    before = everything()
    done = merge(kept, gone, *take)
    assert everything() != before
    assert unmerge(done) == []
    assert everything() == before


def test_sessions_and_messages_come_along_and_go_back(lives, elm, merge, unmerge, asha):
    """Of rooms that this one does not know; the session is finished, so that it counts."""
    kept, gone = lives
    booked = {"coach": asha, "mode": "phone", "minutes": 30, "by": asha, "now": build.NOW}
    book(patient=gone, booked_for=build.NOW + dt.timedelta(days=3), **booked)
    sessions.a_finished(gone, asha)
    plan(elm, build.NOW)
    before = everything()
    done = merge(kept, gone)
    assert not Session.objects.filter(patient=gone).exists()
    assert {m.patient_id for m in elm.messages.filter(kind="session")} <= {kept.pk}
    unmerge(done)
    assert everything() == before


def test_everything_hangs_on_the_record_that_stays(lives, kept, gone, merge):
    moved = sum(part.rows(gone).count() for part in parts())
    merge(kept, gone)
    left = {part.label: n for part in parts() if (n := part.rows(gone).count())}
    assert left == {}
    assert MergeMove.objects.count() == moved


def test_every_table_that_points_at_a_person_is_walked():
    """Also those of rooms that this one does not know."""
    pointing = {
        (model._meta.label_lower, field.attname)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model is Patient
    }
    known = {(part.label, part.column) for part in parts()}
    apart = {("patients.merge", "kept_id"), ("patients.merge", "gone_id"), ("patients.summary", "patient_id")}
    apart.add(("insight.way", "patient_id"))  # the database makes it from the others
    assert pointing - known == apart


def test_links_without_a_key_go_along(lives, kept, gone, merge):
    merge(kept, gone)
    assert SignedLink.objects.get().patient_id == kept.pk


def test_of_two_that_cannot_stand_side_by_side_one_is_ended_and_both_are_kept(lives, merge, now, asha):
    kept, gone = lives
    merge(kept, gone)
    for model in (Condition, Circumstance):
        first, second = model.objects.filter(patient=kept).order_by("pk")
        assert (first.ended_at, second.ended_at, second.ended_by) == (None, now, asha)
    assert set(MergeMove.objects.filter(fate="ended").values_list("model", flat=True)) == {
        "patients.condition",
        "patients.circumstance",
    }


def test_what_was_ended_since_by_somebody_is_not_opened_again(lives, merge, unmerge, asha, now):
    kept, gone = lives
    done = merge(kept, gone)
    second = Condition.objects.filter(patient=kept).order_by("pk")[1]
    Condition.objects.filter(pk=second.pk).update(ended_at=now + dt.timedelta(hours=1))
    unmerge(done)
    assert Condition.objects.get(pk=second.pk).ended_at == now + dt.timedelta(hours=1)


def test_counts_add_up_and_come_apart(lives, merge, unmerge, asha, now):
    kept, gone = lives
    first = min(s.first_session_on for s in Summary.objects.filter(patient__in=(kept, gone)))
    done = merge(kept, gone)
    assert Summary.objects.filter(patient=kept, sessions=2, first_session_on=first).exists()
    assert Summary.objects.filter(patient=gone, sessions=0, first_session_on=None).exists()
    sessions.a_finished(kept, asha, now=now)
    unmerge(done)
    assert Summary.objects.filter(patient=kept, sessions=2, last_session_on=now.date()).exists()
    assert Summary.objects.filter(patient=gone, sessions=1, last_session_on__lt=now.date()).exists()


def test_what_was_added_since_stays_unless_it_is_about_something_that_goes_back(
    lives, merge, unmerge, elm, now
):
    kept, gone = lives
    done = merge(kept, gone)
    point = ContactPoint.objects.filter(patient=kept).order_by("pk")[1]
    about = links.issue(practice=elm, purpose="q", subject=point, patient=kept, expires_at=now)[0]
    alone = links.issue(practice=elm, purpose="q", subject=kept, patient=kept, expires_at=now)[0]
    unmerge(done)
    about.refresh_from_db()
    alone.refresh_from_db()
    assert (about.patient_id, alone.patient_id) == (gone.pk, kept.pk)


def test_a_blocked_record_blocks_the_one_that_stays(lives, kept, gone, merge):
    merge(kept, gone)
    assert RecordBlock.objects.filter(patient=kept, ended_at=None).count() == 1
    assert GlassBreak.objects.get().patient == kept


def test_three_records_of_one_person_come_together_and_apart(lives, elm, merge, unmerge):
    kept, gone = lives
    third = build.a_patient(elm, given_name="M", family_name="Rao")
    before = everything()
    first = merge(gone, third)
    second = merge(kept, gone)
    assert Patient.objects.get(pk=third.pk).merged_into == kept
    with pytest.raises(NotPossible, match="part of another since"):
        unmerge(first)
    unmerge(second)
    unmerge(first)
    assert everything() == before


def test_two_into_one_come_apart_in_the_opposite_order(lives, elm, merge, unmerge):
    kept, gone = lives
    third = build.a_patient(elm, given_name="M", family_name="Rao", known_as="Em")
    before = everything()
    first, second = merge(kept, gone, "known_as"), merge(kept, third, "known_as")
    with pytest.raises(NotPossible, match="added to this one later"):
        unmerge(first)
    unmerge(second)
    unmerge(first)
    assert everything() == before
