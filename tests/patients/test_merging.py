"""Two records of one person put together and taken apart: nothing of either is lost."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection

from coaching.actions.booking import book
from coaching.models import Session
from patients.actions import merging
from patients.actions.adding import add_patient
from patients.actions.blocks import set_block
from patients.actions.glass import break_glass
from patients.actions.noting import note
from patients.actions.reaching import add_contact_point
from patients.merge_parts import parts
from patients.models import (
    Circumstance,
    Condition,
    ContactPoint,
    GlassBreak,
    Merge,
    MergeMove,
    Need,
    Patient,
    RecordBlock,
    Summary,
)
from practice import links
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import Membership, SignedLink, TenantModel, TrailEvent
from practice.tenancy import in_view
from reminders.planning import plan
from tests import build
from tests.coaching import made
from tests.coaching import made as sessions

OLD, NEW = "9990000034", "9990000042"
NOT_COMPARED = {
    "practice_trailevent": "grows by every action, as it should",
    "practice_history": "grows by every change, as it should",
    "patients_merge": "keeps that it happened",
    "patients_mergemove": "keeps what was moved",
}


@pytest.fixture
def kept(elm) -> Patient:
    return build.a_patient(
        elm,
        given_name="Mina",
        family_name="Rao",
        nhs_number=NEW,
        birth_date=dt.date(1970, 5, 4),
        postcode="M33 6GQ",
    )


@pytest.fixture
def gone(elm) -> Patient:
    return build.a_patient(
        elm,
        given_name="Meena",
        family_name="Rao",
        nhs_number=OLD,
        known_as="Mini",
        language="Hindi",
        address="1 Old Road",
    )


@pytest.fixture
def merge(asha, now):
    """`merge(kept, gone, "number", …)`: Asha puts them together; named details are taken from the other."""

    def together(kept: Patient, gone: Patient, *take: str) -> Merge:
        kept.refresh_from_db()
        gone.refresh_from_db()
        versions = (kept.version, gone.version)
        return merging.merge(kept=kept, gone=gone, take=take, versions=versions, by=asha, now=now)

    return together


@pytest.fixture
def unmerge(asha, now):
    return lambda done: merging.unmerge(done=done, by=asha, now=now)


@pytest.fixture
def both(kept, gone) -> tuple[Patient, Patient]:
    """The record that stays and the other one."""
    return kept, gone


@pytest.fixture
def lives(both, asha, now):
    """Both have a life: needs, contacts, conditions, blocks, broken glass, links, counts."""
    _kept, gone = both
    for patient in both:
        note_of(patient, asha, now)
        sessions.a_finished(patient, asha, now=now - dt.timedelta(days=patient.pk))
    set_block(patient=gone, user=asha.user, kind=RecordBlock.Kind.RELATION, by=asha, now=now)
    break_glass(patient=gone, reason="Nobody else was here this morning", by=asha, now=now)
    links.issue(practice=gone.practice, purpose="q", subject=gone, patient=gone, expires_at=now)
    return both


def note_of(patient: Patient, by: Membership, now: dt.datetime) -> None:
    who = {"by": by, "now": now}
    large = {"kind": Need.Kind.FORMAT, "words": "Large print", "code": ""}
    money = {
        "kind": Circumstance.Kind.MONEY,
        "answer": Circumstance.Answer.ASKED,
        "words": f"Record {patient.pk}",
    }
    note(patient=patient, model=Need, values=large, **who)
    note(patient=patient, model=Circumstance, values=money, **who)
    phone = {"kind": ContactPoint.Kind.MOBILE, "value": "07700900123", "whose": ContactPoint.Whose.OWN}
    add_contact_point(patient=patient, values=phone, **who)
    Condition.objects.create(
        practice=patient.practice, patient=patient, code="44054006", term="Diabetes type 2"
    )


def everything() -> dict[str, list[tuple]]:
    """Every row of every table of a practice, without the columns that count changes."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if not issubclass(model, TenantModel) or table in NOT_COMPARED:
            continue
        columns = [f.column for f in model._meta.local_fields if f.name != "version"]
        quoted = ", ".join(f'"{column}"' for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {quoted} FROM {table} ORDER BY id")
            found[table] = cursor.fetchall()
    return found


TAKES = [
    (),
    ("number",),
    ("number", "given_name", "known_as", "language", "address"),
    ("birth_date", "source"),
]


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
    made.a_finished(gone, asha)
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


def test_the_number_that_is_not_chosen_stays_with_the_record_that_is_gone(kept, gone, merge):
    merge(kept, gone, "number")
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.nhs_number, gone.nhs_number, gone.merged_into) == (OLD, NEW, kept)


def test_a_number_is_taken_over_where_there_was_none(elm, gone, merge, unmerge):
    without = build.a_patient(elm, given_name="Mina", no_nhs_number_because="Visitor")
    done = merge(without, gone, "number")
    assert Patient.objects.get(pk=without.pk).nhs_number == OLD
    unmerge(done)
    assert Patient.objects.get(pk=without.pk).no_nhs_number_because == "Visitor"
    assert Patient.objects.get(pk=gone.pk).nhs_number == OLD


def test_what_is_taken_over_is_searched_for_and_kept_from_the_next_list(kept, gone, merge):
    merge(kept, gone, "known_as")
    kept.refresh_from_db()
    assert (kept.known_as, kept.known_key) == ("Mini", "mini")
    assert "known_as" in kept.kept_here


def test_what_was_changed_since_stays_and_is_named(lives, kept, gone, merge, unmerge):
    done = merge(kept, gone, "language", "known_as")
    Patient.objects.filter(pk=kept.pk).update(language="Gujarati")
    assert unmerge(done) == ["language"]
    kept.refresh_from_db()
    assert (kept.language, kept.known_as) == ("Gujarati", "")


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


def test_twice_is_once(kept, gone, merge, unmerge):
    done = merge(kept, gone)
    with pytest.raises(NotPossible, match="already part of another"):
        merge(kept, gone)
    unmerge(done)
    with pytest.raises(NotPossible, match="already been taken apart"):
        unmerge(done)


def test_a_record_is_not_put_together_with_itself(kept, merge):
    with pytest.raises(NotPossible, match="one and the same"):
        merge(kept, kept)


def test_who_changed_a_record_since_it_was_compared_is_not_overruled(kept, gone, asha, now):
    Patient.objects.filter(pk=gone.pk).update(version=7)
    with pytest.raises(Stale):
        merging.merge(kept=kept, gone=gone, take=(), versions=(1, 1), by=asha, now=now)


def test_a_number_that_somebody_else_has_by_now_is_said(both, elm, merge, unmerge, now):
    kept, gone = both
    done = merge(kept, gone)
    values = {"given_name": "N", "family_name": "N", "birth_date": now.date(), "nhs_number": OLD}
    add_patient(practice=elm, values=values, by=build.TEST, now=now)
    with pytest.raises(NotPossible, match="has this NHS number by now"):
        unmerge(done)
    assert Patient.objects.get(pk=gone.pk).merged_into == kept


def test_records_of_two_practices_do_not_come_together(elm, oak, kept, merge):
    with in_view([elm, oak]):
        stranger = build.a_patient(oak)
        with pytest.raises(NotPossible):
            merge(kept, stranger)


def test_who_died_on_the_other_record_has_died(kept, gone, merge, unmerge, monkeypatch):
    told = []
    monkeypatch.setattr(merging, "stop_everything", lambda d: told.append(("stop", d.patient.pk, d.died)))
    monkeypatch.setattr(merging, "resume_everything", lambda d: told.append(("resume", d.patient.pk, d.died)))
    Patient.objects.filter(pk=gone.pk).update(died_on=build.NOW.date())
    done = merge(kept, gone, "died")
    assert told == [("stop", kept.pk, True)]
    unmerge(done)
    assert told[1:] == [("resume", kept.pk, True)]


def test_both_access_reports_know(kept, gone, merge):
    merge(kept, gone)
    events = TrailEvent.objects.filter(verb="patient.merged").order_by("pk")
    assert [(e.patient_id, e.details["other_record"]) for e in events] == [
        (kept.pk, gone.pk),
        (gone.pk, kept.pk),
    ]
