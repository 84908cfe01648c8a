"""A person with something in every table goes; the whole database is searched for what was theirs."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from patients.actions.carrying_out import dispose
from patients.actions.disposing import draw_up, withdraw
from patients.actions.holding import lift_hold
from patients.actions.leaving import mark_left
from patients.disposing import relations, rooms
from patients.models import DisposalLine, DisposalList, Patient
from practice.models import TrailEvent
from tests import build
from tests.patients.disposing.conftest import approved
from tests.trials import world

MARK = "Zyxwvut"
LATER = build.NOW.replace(year=2035)
# What a person's disposal changes of others: the trail grows, the list and its stub are written, a dictionary shrinks.
OF_NOBODY = {"practice_trailevent", "practice_history", "patients_disposed", "patients_disposallist"}


def rows(sql: str, values: list | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def every_table() -> list[str]:
    return [
        name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    ]


def where_found(words: str) -> list[str]:
    """Every table of which some column says these words."""
    return [
        t for t in every_table() if rows(f"SELECT 1 FROM {t} t WHERE t::text LIKE %s LIMIT 1", [f"%{words}%"])
    ]


@pytest.fixture
def somebody(practice, monkeypatch) -> Patient:
    """With a row in every table, and words of their own in every column that takes any."""
    monkeypatch.setattr(rooms, "still_open", list)
    world.everything(practice)
    patient = Patient.objects.filter(sessions__isnull=False, merged_at=None).order_by("pk")[0]
    left = {"left_on": build.NOW.date(), "left_for": "", "by": build.TEST, "now": build.NOW}
    mark_left(patient=patient, **left)
    guards("DISABLE")
    for table in relations.tables():
        belong_to(table, patient)
        mark(table.label, relations.rows_of(practice.pk, patient.pk)[table.label])
    mark("patients.patient", [patient.pk])
    guards("ENABLE")
    return Patient.objects.get(pk=patient.pk)


def guards(switch: str) -> None:
    """The rules that keep signed words as they are; the history goes on, and so do ways."""
    rows("SET CONSTRAINTS ALL IMMEDIATE")
    found = rows(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgname NOT LIKE 'history\\_%%' AND tgname NOT LIKE 'ways\\_%%'"
    )
    for table, trigger in found:
        rows(f"ALTER TABLE {table} {switch} TRIGGER {trigger}")


def belong_to(table: relations.Table, patient: Patient) -> None:
    """Rows of this table become theirs, as far as the table lets two of them stand beside each other."""
    for column in table.own:
        for (pk,) in rows(
            f"SELECT id FROM {table.name} WHERE practice_id = %s ORDER BY id", [patient.practice_id]
        ):
            quietly(table.name, f"{column} = %s", [patient.pk, pk])
    ids = relations.rows_of(patient.practice_id, patient.pk)
    for link in () if table.own else table.links:
        for (pk,) in rows(
            f"SELECT id FROM {table.name} WHERE practice_id = %s LIMIT 1", [patient.practice_id]
        ):
            quietly(table.name, f"{link.column} = %s", [ids[link.parent][0], pk])
    if not relations.rows_of(patient.practice_id, patient.pk)[table.label]:
        model = apps.get_model(table.label)
        given = {
            field.attname: a_value(field, patient, ids)
            for field in model._meta.local_fields
            if is_asked(field)
        }
        model._base_manager.create(**given)


def is_asked(field: models.Field) -> bool:
    return not (field.primary_key or field.null or field.has_default())


def a_value(field: models.Field, patient: Patient, ids: relations.Ids) -> object:
    """Anything that the column takes; a key leads to something of this person, or to whatever is there."""
    if isinstance(field, models.ForeignKey):
        mine = ids.get(field.related_model._meta.label_lower)
        return (
            mine[0]
            if mine
            else field.related_model._base_manager.order_by("pk").values_list("pk", flat=True)[0]
        )
    kinds = {models.DateTimeField: build.NOW, models.DateField: build.NOW.date(), models.IntegerField: 1}
    kinds |= {models.BooleanField: False, models.JSONField: {}}
    plain = next((value for kind, value in kinds.items() if isinstance(field, kind)), MARK)
    return field.choices[0][0] if field.choices else plain


def quietly(table: str, change: str, values: list) -> None:
    """A rule of the table may say no."""
    try:
        with transaction.atomic():
            rows(f"UPDATE {table} SET {change} WHERE id = %s", values)
    except DatabaseError:
        return


def mark(label: str, ids: list[int]) -> None:
    model = apps.get_model(label)
    for field in model._meta.local_fields:
        if takes_words(field):
            for pk in ids:
                for words in (f"{MARK} first", f"{MARK} then"):  # so that the history has it too
                    quietly(model._meta.db_table, f'"{field.column}" = %s', [words[: field.max_length], pk])


def takes_words(field: models.Field) -> bool:
    words = isinstance(field, models.CharField | models.TextField) and not field.choices
    return words and not field.unique and (field.max_length or 100) >= len(MARK)


@pytest.fixture
def line(somebody) -> DisposalLine:
    """They stand on a list that two people approved, nine years later."""
    by = build.a_colleague(somebody.practice)
    for hold in somebody.holds.filter(ended_at=None):
        lift_hold(hold=hold, because="The claim is settled", by=by, now=LATER)
    for earlier in DisposalList.objects.open():
        withdraw(disposal_list=earlier, because="Drawn up by mistake", by=by, now=LATER)
    made = draw_up(practice=somebody.practice, by=by, now=LATER)
    made.lines.exclude(patient=somebody).delete()
    approved(made, now=LATER)
    return made.lines.get(patient=somebody)


def others(practice_id: int, ids: relations.Ids) -> dict[str, str]:
    """A mark of everything that is not theirs, table by table."""
    theirs = {apps.get_model(label)._meta.db_table: pks for label, pks in ids.items()}
    tables = [t for t in every_table() if t not in OF_NOBODY and has_id(t)]
    return {
        t: rows(
            f"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY id)), '') FROM {t} t WHERE NOT id = ANY(%s)",
            [theirs.get(t, [])],
        )[0][0]
        for t in tables
    }


def has_id(table: str) -> bool:
    sql = "SELECT 1 FROM information_schema.columns WHERE table_name = %s AND column_name = 'id'"
    return bool(rows(f"{sql} AND data_type = 'bigint'", [table]))


@pytest.mark.care(23)
def test_safety_23_nothing_of_the_person_is_left(line, somebody):
    ids = relations.rows_of(somebody.practice_id, somebody.pk)
    assert sorted(label for label, pks in ids.items() if not pks) == [], "somebody has nothing there"
    assert len(where_found(MARK)) > 30
    assert "practice_history" in where_found(MARK)
    before, events = others(somebody.practice_id, ids), list(TrailEvent.objects.order_by("pk").values())
    stub = dispose(line=line, by=build.TEST, now=LATER + dt.timedelta(days=8))
    assert where_found(MARK) == []
    assert others(somebody.practice_id, ids) == before
    assert list(TrailEvent.objects.order_by("pk").values())[: len(events)] == events
    assert stub.record == somebody.pk
    assert stub.rows["patients_patient"] == len(ids["patients.patient"])
