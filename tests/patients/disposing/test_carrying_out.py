"""Approved lists are carried out by the owner, one person at a time, and everything is asked again before."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import TestCase

from coaching.actions.contacting import note_contact
from patients.actions import carrying_out
from patients.actions.disposing import approve, draw_up
from patients.disposing.rounds import carry_out_here
from patients.models import DisposalList, Disposed, Patient
from practice import clock
from practice.actions import NotPossible
from practice.models import History, SignedLink, TrailEvent
from reminders.models import PastMessage
from reminders.providers.files import write_once
from reminders.providers.printing import PrintQueue
from tests import build
from tests.patients.disposing import things
from tests.patients.disposing.conftest import AFTER_GRACE, approved, colleague

NOW = build.NOW


@pytest.fixture
def two(practice) -> list[Patient]:
    return [things.who_left(practice, given_name=name) for name in ("Nora", "Olaf")]


@pytest.fixture
def made(two, practice) -> DisposalList:
    return things.a_list(practice, colleague("mo"))


def carried_out(practice, now: dt.datetime = AFTER_GRACE):
    return carry_out_here(practice, now, lambda _report, _words: None)


def left(two: list[Patient]) -> int:
    return Patient.objects.filter(pk__in=[patient.pk for patient in two]).count()


@pytest.mark.care(23)
def test_safety_23_an_approved_list_is_carried_out_and_leaves_stubs(made, two, practice):
    report = carried_out(practice) if approved(made) else None
    assert (report.gone, report.fell_off, report.failed, left(two)) == (2, 0, 0, 0)
    stubs = Disposed.objects.filter(disposal_list=made).order_by("record")
    assert [stub.record for stub in stubs] == [patient.pk for patient in two]
    assert stubs[0].last_contact_on == things.LONG_AGO
    assert stubs[0].rows == {"patients_disposalline": 1, "patients_patient": 1, "patients_summary": 1}
    assert not History.objects.filter(patient_id__in=[patient.pk for patient in two]).exists()
    told = TrailEvent.objects.filter(verb="record.disposed").order_by("pk")
    assert [event.patient_id for event in told] == [patient.pk for patient in two]
    assert DisposalList.objects.get(pk=made.pk).done_at == AFTER_GRACE


@pytest.mark.care(23)
def test_safety_23_nothing_goes_with_one_approval(made, two, practice):
    approve(disposal_list=made, by=colleague("mo"), now=NOW)
    assert carried_out(practice).waits_because == "Only one person has approved this list, or nobody."
    assert left(two) == 2


def test_nothing_goes_in_the_days_of_grace(made, two, practice):
    approved(made)
    assert "can be withdrawn until 9 March 2026" in carried_out(practice, NOW).waits_because
    assert left(two) == 2


def test_safety_23_nothing_goes_from_a_stale_list(made, two, practice):
    approved(made)
    assert "too old" in carried_out(practice, NOW + dt.timedelta(days=31)).waits_because
    assert left(two) == 2


def test_safety_23_a_hold_or_a_contact_after_the_approvals_stops_it(made, two, practice):
    approved(made)
    things.a_hold(two[0])
    note_contact(patient=two[1], kind="spoke", words="Rang", by=colleague("asha"), now=NOW)
    report = carried_out(practice)
    assert (report.gone, report.fell_off, left(two)) == (0, 2, 2)


def test_safety_23_the_database_asks_for_two_people_and_no_hold(made, two, practice):
    stub = {"practice": practice, "disposal_list": made, "disposed_at": NOW, "last_contact_on": NOW.date()}
    for change in (lambda: None, lambda: things.a_hold(two[0]) if approved(made) else None):
        change()
        with pytest.raises(IntegrityError, match=r"two people approved|on legal hold"), transaction.atomic():
            Disposed.objects.create(record=two[0].pk, because="years", rows={}, **stub)


def test_not_even_the_owner_deletes_history_without_a_stub(made, two):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM practice_history WHERE patient_id = %s", [two[0].pk])


def test_ended_half_way_and_run_again_each_is_whole_or_gone(made, two, practice, monkeypatch):
    approved(made)
    erase = carrying_out.erase

    def and_dies(practice_id: int, ids: dict) -> None:
        erase(practice_id, ids)
        if two[1].pk in ids["patients.patient"]:
            raise DatabaseError("the server was killed here")

    monkeypatch.setattr(carrying_out, "erase", and_dies)
    report = carried_out(practice)
    assert (report.gone, report.failed, left(two)) == (1, 1, 1)
    assert History.objects.filter(patient_id=two[1].pk, table_name="patients_patient").exists()
    monkeypatch.setattr(carrying_out, "erase", erase)
    report = carried_out(practice)
    assert (report.gone, report.failed, left(two)) == (1, 0, 0)


def test_the_records_that_became_part_of_it_go_along(two, practice):
    two[1].refresh_from_db()
    Patient.objects.filter(pk=two[1].pk).update(
        merged_into=two[0], merged_at=NOW, merged_by=colleague("asha")
    )
    made = things.a_list(practice, colleague("mo"))
    assert [line.patient_id for line in made.lines.all()] == [two[0].pk]
    approved(made)
    assert (carried_out(practice).gone, left(two)) == (1, 0)


def test_letters_and_links_go_too(made, two, practice, settings, tmp_path):
    settings.LETTERS, reference = tmp_path, "6f1f5b4e-0000-4000-8000-000000000001"
    times = dict.fromkeys(
        ("about_at", "due_at", "settled_at", "archived_at"), dt.datetime(2017, 1, 1, tzinfo=dt.UTC)
    )
    about = {
        "practice": practice,
        "patient": two[0],
        "number": 1,
        "subject_type": "coaching.session",
        "subject_id": 1,
    }
    PastMessage.objects.create(
        **about, **times, kind="session", channel="letter", more={"reference": reference}
    )
    write_once(PrintQueue().path(reference), {"words": "Dear Nora"})
    link = {"purpose": "x", "subject_type": "x", "subject_id": 1, "token_hash": b"x", "expires_at": NOW}
    SignedLink.objects.create(practice=practice, patient_id=two[0].pk, **link)
    approved(made)
    with TestCase.captureOnCommitCallbacks(execute=True):
        carried_out(practice)
    assert not PrintQueue().path(reference).exists()
    assert not SignedLink.objects.filter(patient_id=two[0].pk).exists()


def test_the_same_number_begins_a_new_record(practice):
    gone = things.who_left(practice, nhs_number="9990000034")
    approved(draw_up(practice=practice, by=colleague("mo"), now=NOW))
    carried_out(practice)
    assert build.a_patient(practice, nhs_number="9990000034").pk != gone.pk


def test_the_command_says_what_would_go_and_then_does_it(made, two, capsys, monkeypatch):
    approved(made)
    monkeypatch.setattr(clock, "now", lambda: AFTER_GRACE)
    call_command("dispose_records", "--practice", "A81001", "--dry-run", "--json")
    assert (json.loads(capsys.readouterr().out)[0]["gone"], left(two)) == (2, 2)
    call_command("dispose_records", "--json")
    out = capsys.readouterr()
    assert (json.loads(out.out)[0]["gone"], left(two)) == (2, 0)
    assert "Nora" not in out.err


def test_the_command_is_the_owners(elm, settings):
    settings.DATABASE_ROLE = "worker"
    with pytest.raises(CommandError, match="SKERRY_ROLE=owner"):
        call_command("dispose_records")


def test_nobody_carries_out_what_is_not_ready(made, practice):
    with pytest.raises(NotPossible, match="Only one person"):
        carrying_out.dispose(line=made.lines.first(), by=build.TEST, now=AFTER_GRACE)
