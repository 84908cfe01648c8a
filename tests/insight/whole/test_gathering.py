"""SAFETY 24: everything that is held about one person is gathered, whatever room it stands in."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from coaching.models import RiskAlert
from insight.whole import columns, copying, tables
from insight.whole.gathering import gathered
from insight.whole.parts import PROTECTED, texts
from patients.actions.editing import change_details
from patients.actions.noting import end_note, note
from patients.models import Patient, Supporter
from practice.models import TenantModel
from tests import build
from tests.coaching import made as sessions
from tests.insight.whole import asked


def leads_to_a_person(model, seen=()) -> bool:
    """By a key of its own, by a number in a loose column, or by a row on which it hangs: asked of the models anew."""
    fields = model._meta.local_fields
    if any(field.related_model is Patient or field.attname == "patient_id" for field in fields):
        return True
    above = {field.related_model for field in fields if isinstance(field, ForeignKey)} - {model, *seen}
    return any(issubclass(one, TenantModel) and leads_to_a_person(one, (*seen, model)) for one in above)


@pytest.mark.care(24)
def test_no_table_that_leads_to_a_person_is_left_out():
    tenants = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    pointing = {model._meta.label for model in tenants if leads_to_a_person(model)}
    given = {table.label for table in tables.given()}
    apart = tables.LEFT_OUT.keys() | tables.OF_THEIR_OWN.keys()
    assert pointing == (given | apart) and not given & apart


@pytest.mark.care(24)
def test_whatever_names_people_without_a_number_of_theirs_says_why_it_is_not_given():
    tenants = {model._meta.label for model in apps.get_models() if issubclass(model, TenantModel)}
    telling = {label for label in tenants if set(columns.classes_of(label).values()) - {columns.NEITHER}}
    assert telling - tables.about_people().keys() == tables.BY_NO_NUMBER.keys()


def test_each_that_is_left_out_says_why():
    reasons = {**tables.LEFT_OUT, **tables.BY_NO_NUMBER, **tables.OF_THEIR_OWN, **columns.NEVER}
    assert all(len(reason.split()) > 3 for reason in reasons.values())


def test_every_column_that_is_named_exists():
    named = {f"{label}.{name}" for label, names in columns.PLAIN.items() for name in names.split()}
    for name in named | columns.NEVER.keys() | columns.BESIDES | columns.HEADINGS.keys():
        label, _dot, field = name.rpartition(".")
        apps.get_model(label)._meta.get_field(field)


def test_whatever_identifies_or_is_clinical_is_given_or_never():
    for table in tables.given():
        given = {column.field.name for column in columns.columns(table.model)}
        for name, kind in columns.classes_of(table.label).items():
            field = table.model._meta.get_field(name)
            apart = f"{table.label}.{name}" in columns.NEVER or field.related_model is Patient
            assert kind == columns.NEITHER or name in given or apart, f"{table.label}.{name}"


def said(patient) -> str:
    found = gathered(Patient.objects.get(pk=patient.pk))
    return "\n".join(
        f"{cell.heading}: {cell.words}"
        for section in found
        for entry in section.entries
        for cell in entry.cells
    )


def test_rows_of_every_room_and_who_came_and_what_was_changed(elm, asha, now):
    patient = asked.somebody(elm)
    sessions.a_finished(patient, asha, notes="Sleeps badly")
    change_details(patient=patient, version=1, values={"known_as": "Molly"}, by=asha, now=now)
    change_details(patient=patient, version=2, values={"known_as": "May"}, by=asha, now=now)
    words = said(patient)
    for one in (
        "First name: Mary",
        "Notes: Sleeps badly",
        "Noted by: Asha Rao, coach",
        "What: Changed details",
    ):
        assert one in words
    assert "Likes to be called: Molly" in words  # what stood there before


def test_a_restricted_persons_places_are_in_no_answer(elm, asha, now):
    values = {"restricted": True, "address": "7 Quiet Row", "postcode": "EL1 1AA", "usual_gp": "Dr Stone"}
    patient = build.a_patient(elm, **values)
    note(
        patient=patient, model=Supporter, values={"name": "Jo", "telephone": "07700 900111"}, by=asha, now=now
    )
    words = said(patient)
    assert PROTECTED in words
    assert not any(place in words for place in ("Quiet Row", "EL1 1AA", "Dr Stone", "900111"))


def test_a_risk_is_read_and_given_or_left_out_as_one(elm, asha, now):
    patient = build.a_patient(elm)
    alert = RiskAlert.objects.create(
        practice=elm, patient=patient, kind="safeguarding", raised_at=now, raised_by=asha, answer_by=now
    )
    found = gathered(patient)
    keys = [key for key in texts(found) if key[0] == "coaching.RiskAlert"]
    assert keys == [("coaching.RiskAlert", alert.pk, "")]


@pytest.mark.care(24)
def test_an_unread_text_never_gets_into_a_copy(elm):
    found = gathered(asked.somebody(elm))
    with pytest.raises(copying.NotRead):
        copying.content(found, {})


def test_a_record_that_became_part_of_this_one_is_part_of_the_answer(elm, asha, now):
    patient = asked.somebody(elm)
    gone = build.a_patient(elm, given_name="Maria")
    Patient.objects.filter(pk=gone.pk).update(merged_into=patient, merged_at=now, merged_by=asha)
    assert "First name: Maria" in said(patient)


def test_what_was_noted_and_ended_is_still_held(elm, asha, now):
    patient = asked.somebody(elm)
    end_note(item=Supporter.objects.get(patient=patient), by=asha, now=now)
    assert "Ended by: Asha Rao, coach" in said(patient)
