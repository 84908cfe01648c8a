"""Trial 22: whatever way a row of a practice is changed, one history row says what it was, and stays."""

import pytest
from django.db import DatabaseError, connection, transaction

from practice.models import History, Membership, Practice
from practice.tenancy import in_view
from tests import build, house
from tests.test_access import signed_in
from tests.test_rules import WITHOUT_HISTORY
from tests.trials import world

# A column of each table that may be changed without touching a rule of the table.
CHANGED = {
    "practice_membership": ("ends_on", "2030-01-01"),
    "practice_duty": ("ends_on", "2030-01-01"),
    "practice_signedlink": ("purpose", "other"),
    "practice_invitation": ("sent_at", "2026-03-02T10:00Z"),
    "patients_patient": ("known_as", "Molly"),
    "patients_contactpoint": ("safe_times", "After three"),
    "patients_need": ("words", "Easy read"),
    "patients_supporter": ("relation", "Cousin"),
    "patients_circumstance": ("words", "Better now"),
    "patients_condition": ("term", "Diabetes"),
    "patients_consent": ("words", "Said twice"),
    "patients_alert": ("words", "Visit in threes"),
    "patients_recordblock": ("set_at", "2026-03-02T10:00Z"),
    "patients_glassbreak": ("reason", "Another reason"),
    "patients_legalhold": ("reason", "Another reason"),
    "patients_disposallist": ("withdrawn_because", "Another reason"),
    "patients_disposalline": ("fell_because", "Another reason"),
    "patients_leaving": ("noted_at", "2026-03-02T10:00Z"),
    "patients_merge": ("merged_at", "2026-03-02T10:00Z"),
    "patients_mergemove": ("column", "other"),
    "patients_helpasked": ("words", "Other words"),
    "patients_importrun": ("attempts", "2"),
    "patients_importmapping": ("signature", "other"),
    "activation_heldlicence": ("reference", "L-2"),
    "activation_measurement": ("helper", "Sam, her brother"),
    "coaching_riskalert": ("what_was_done", "Other words"),
    "coaching_risktold": ("told_at", "2026-03-02T10:00Z"),
    "coaching_contact": ("patient_id", None),
    "coaching_groupseries": ("place", "The library"),
    "coaching_groupmember": ("left_because", "Moved"),
    "coaching_groupmeeting": ("summary", "Other words"),
    "coaching_programme": ("aim", "Another aim"),
    "coaching_programmemeasure": ("instrument", "ons4"),
    "coaching_enrolment": ("weight", "heavy"),
    "coaching_enrolmentstep": ("patient_id", None),
    "coaching_capacity": ("points", "12"),
    "coaching_pace": ("patient_id", None),
    "coaching_goal": ("lapse_plan", "Ring Jean"),
    "coaching_goalrating": ("cancelled_because", "Other words"),
    "coaching_step": ("learned", "Other words"),
    "coaching_phrase": ("words", "Other words"),
    "coaching_session": ("version", "7"),
    "coaching_followup": ("words", "Other words"),
    "coaching_given": ("patient_id", None),
    "coaching_sessionreader": ("member_id", None),
    "coaching_addendum": ("patient_id", None),
    "prescribing_signpost": ("patient_id", None),
    "prescribing_gap": ("words", "Other words"),
    "prescribing_servicenote": ("words", "Other words"),
    "prescribing_address": ("agreed_who", "Jean"),
    "prescribing_terms": ("public_words", "Other words"),
    "reminders_message": ("reason", "Another reason"),
    "reminders_mention": ("why", "again"),
    "reminders_messagerule": ("words", "Other words"),
    "reminders_limits": ("a_week", "9"),
    "reminders_refusal": ("kind", "session"),
    "reminders_reply": ("patient_id", None),
    "reminders_pastmessage": ("patient_id", None),
    "prescribing_referral": ("plan", "Other words"),
    "prescribing_referralneed": ("ended_at", "2026-03-02T10:00Z"),
    "prescribing_referralstep": ("patient_id", None),
    "prescribing_referralcontact": ("patient_id", None),
    "prescribing_workload": ("people", "12"),
    "prescribing_messageback": ("patient_id", None),
    "prescribing_arrival": ("settled_words", "Other words"),
    "prescribing_offer": ("words", "Other words"),
    "prescribing_placement": ("booked_for", "2026-03-02T10:00Z"),
    "prescribing_placementevent": ("patient_id", None),
    "outreach_cohort": ("reason", "Another reason"),
    "outreach_peoplelist": ("name", "Another search"),
    "outreach_optoutcheck": ("came_back", "1"),
    "outreach_rankrule": ("points", "3"),
    "outreach_invitingterms": ("months_between", "9"),
    "outreach_wave": ("stopped_because", "Too many"),
    "outreach_offeredtime": ("minutes", "45"),
    "outreach_invitation": ("points", "4"),
    "outreach_calltry": ("patient_id", None),
    "outreach_listed": ("patient_id", None),
    "insight_accessrequest": ("authority_words", "Other words"),
    "insight_accesstext": ("because", "Other words"),
    "insight_chart": ("name", "Another name"),
    "insight_chartlimits": ("because", "Another reason"),
    "insight_chartnote": ("words", "Other words"),
    "insight_project": ("problem", "Other words"),
    "insight_projectmember": ("member_id", None),
    "insight_driver": ("words", "Other words"),
    "insight_projectmeasure": ("target", "12"),
    "insight_cycle": ("learned", "Other words"),
    "insight_summaryreader": ("member_id", None),
    "insight_summarysent": ("month", "2026-01-01"),
    "outreach_cohortperson": ("patient_id", None),
    "outreach_notoptedout": ("patient_id", None),
}
MODELS = {
    model._meta.db_table: model
    for model in house.tenant_models()
    if model._meta.db_table not in WITHOUT_HISTORY
}


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """Elm with something of everything, in one transaction that is rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        elm = Practice.objects.get(ods_code="A81001")
        with in_view([elm], build.TEST):
            world.everything(elm)
            yield elm
        transaction.set_rollback(True)


def test_22_every_table_is_tried(filled):
    assert MODELS.keys() == CHANGED.keys()
    assert [table for table, model in MODELS.items() if not model._base_manager.exists()] == []


def new_value(row, column: str) -> object:
    """What the table above says; where it says nothing, another row than it points at now."""
    field, value = row._meta.get_field(column), CHANGED[row._meta.db_table][1]
    if value is not None:
        return field.to_python(value)
    others = field.related_model._base_manager.filter(practice_id=row.practice_id)
    return others.exclude(pk=getattr(row, field.attname)).order_by("-pk")[0].pk


def by_saving(row, column: str, value: object) -> None:
    setattr(row, column, value)
    row.save(update_fields=[column.removesuffix("_id")])


def in_bulk(row, column: str, value: object) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**{column: value})


def by_sql(row, column: str, value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {row._meta.db_table} SET "{column}" = %s WHERE id = %s', [value, row.pk])


def history_of(row) -> list[tuple]:
    kept = History.objects.filter(table_name=row._meta.db_table, row_id=row.pk).order_by("pk")
    return list(kept.values_list("operation", "actor", "patient_id", "before"))


@pytest.mark.parametrize("way", [by_saving, in_bulk, by_sql])
@pytest.mark.parametrize("table", sorted(MODELS))
def test_22_a_change_leaves_one_row(table, way, filled):
    row = MODELS[table]._base_manager.order_by("pk").last()
    column, before, patient = CHANGED[table][0], len(history_of(row)), expected_patient(row)
    with transaction.atomic():
        way(row, column, new_value(row, column))
        added = history_of(row)[before:]
        transaction.set_rollback(True)
    ((operation, actor, patient_id, was),) = added
    assert (operation, actor, list(was)) == ("update", "system:test", [column])
    assert patient_id == patient


def expected_patient(row) -> int | None:
    """The person it is about, where the row itself says so."""
    if row._meta.db_table == "patients_patient":
        return row.pk
    return getattr(row, "kept_id", getattr(row, "patient_id", None))


@pytest.mark.parametrize("table", sorted(MODELS))
def test_22_every_row_began_with_one_row(table, filled):
    rows = set(MODELS[table]._base_manager.filter(practice=filled).values_list("pk", flat=True))
    begun = History.objects.filter(table_name=table, operation="insert")
    assert sorted(begun.values_list("row_id", flat=True)) == sorted(rows)


@pytest.mark.care(23)
@pytest.mark.parametrize("table", sorted(MODELS))
def test_22_nothing_is_deleted_and_no_id_is_changed(table, filled):
    for sql in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"UPDATE {table} SET id = id + 1000000"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize("sql", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["practice_history", "practice_trailevent"])
def test_22_history_is_not_changed(table, sql, filled):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))


def test_22_history_is_not_forged(filled):
    forged = "INSERT INTO practice_history SELECT * FROM practice_history LIMIT 1"
    with pytest.raises(DatabaseError, match="denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forged)


def test_22_a_change_by_a_page_says_who(filled):
    asha = Membership.objects.get(user__email="asha@elm.example.org")
    pat = filled.patients.get(nhs_number="9990000018")
    words = {"kind": "format", "words": "Braille"}
    address = f"/A81001/patients/{pat.pk}/about/need/add"
    assert signed_in(asha.user).post(address, words).status_code == 302
    assert History.objects.filter(table_name="patients_need").latest("pk").actor == f"member:{asha.pk}"
