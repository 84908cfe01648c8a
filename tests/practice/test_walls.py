"""The last wall: what the database shows to the web log-in, whatever the application forgets."""

import pytest
from django.db import DatabaseError, connection, transaction

from patients.models import Need, Patient
from practice.models import History, TrailEvent
from practice.tenancy import in_view, set_view
from tests import build


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.care(1)
def test_web_sees_only_practices_in_view(elm, oak):
    with in_view([oak]):
        build.a_patient(oak, family_name="Oakley")
        assert set(Patient.objects.values_list("practice_id", flat=True)) == {oak.pk}
    assert set(Patient.objects.values_list("practice_id", flat=True)) == {elm.pk}


def test_nothing_set_nothing_seen(elm):
    set_view(practices="", actor="", user="")
    assert count("patients_patient") == 0
    assert count("practice_membership") == 0
    assert count("practice_trailevent") == 0


def test_no_row_can_be_written_for_a_practice_out_of_view(elm, oak):
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        build.a_patient(oak)


def test_no_row_can_be_tied_to_another_practices_patient(elm, oak):
    with in_view([elm, oak]):
        stranger = build.a_patient(oak)
        with pytest.raises(DatabaseError, match="same"), transaction.atomic():
            Need.objects.create(practice=elm, patient=stranger, kind="format", words="Large print")


def test_a_nested_view_gives_back_what_was_seen_before(elm, oak):
    with in_view([oak]):
        pass
    assert Patient.objects.filter(practice=elm).exists()


@pytest.mark.parametrize("sql", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["practice_trailevent", "practice_history", "practice_signinevent"])
def test_trail_and_history_cannot_be_changed(elm, sql, table):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))


def test_web_cannot_delete_a_patient(elm):
    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM patients_patient")


def change_by_orm(patient):
    patient.known_as = "Molly"
    patient.save(update_fields=["known_as"])


def change_in_bulk(patient):
    Patient.objects.filter(pk=patient.pk).update(known_as="Molly")


def change_by_sql(patient):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE patients_patient SET known_as = 'Molly' WHERE id = %s", [patient.pk])


@pytest.mark.parametrize("change", [change_by_orm, change_in_bulk, change_by_sql])
def test_every_change_leaves_one_history_row_with_its_actor(elm, change):
    patient = build.a_patient(elm, known_as="Mo")
    change(patient)
    rows = History.objects.filter(table_name="patients_patient", row_id=patient.pk)
    kept = list(rows.order_by("pk").values_list("operation", "before", "actor", "patient_id"))
    assert kept == [
        ("insert", None, "system:test", patient.pk),
        ("update", {"known_as": "Mo"}, "system:test", patient.pk),
    ]


def test_an_action_without_a_trace_fails(elm, monkeypatch):
    before = TrailEvent.objects.count(), Patient.objects.count()
    monkeypatch.setattr("practice.trail.record", lambda *a, **k: None)
    from practice.acting import NoTrace

    with pytest.raises(NoTrace), transaction.atomic():
        build.a_patient(elm)
    assert (TrailEvent.objects.count(), Patient.objects.count()) == before
