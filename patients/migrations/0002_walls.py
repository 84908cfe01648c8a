"""The walls around the people on the list."""

from django.db import migrations

from practice.walls import Wall, may_delete, row_policy, same_practice, tenant_table

MEMBER = "practice_membership"
PATIENT = "patients_patient"
NOTES = [
    f"patients_{name}" for name in ("need", "supporter", "circumstance", "condition", "consent", "alert")
]

# Postcodes and areas are loaded by the owner's log-in and only read by the others.
REFERENCE_IS_THE_OWNERS = "REVOKE INSERT, UPDATE ON patients_place, patients_area FROM {roles}"


class Migration(migrations.Migration):
    dependencies = [("patients", "0001_first"), ("practice", "0002_walls")]

    operations = [
        *tenant_table(PATIENT, patient="id"),
        same_practice(PATIENT, "merged_into_id", PATIENT),
        same_practice(PATIENT, "merged_by_id", MEMBER),
        *tenant_table("patients_contactpoint", patient="patient_id"),
        same_practice("patients_contactpoint", "patient_id", PATIENT),
        same_practice("patients_contactpoint", "ended_by_id", MEMBER),
        *[wall for table in NOTES for wall in tenant_table(table, patient="patient_id")],
        *[same_practice(table, "patient_id", PATIENT) for table in NOTES],
        *[same_practice(table, f"{fact}_by_id", MEMBER) for table in NOTES for fact in ("noted", "ended")],
        *tenant_table("patients_recordblock", patient="patient_id"),
        same_practice("patients_recordblock", "patient_id", PATIENT),
        same_practice("patients_recordblock", "set_by_id", MEMBER),
        same_practice("patients_recordblock", "ended_by_id", MEMBER),
        *tenant_table("patients_glassbreak", patient="patient_id"),
        same_practice("patients_glassbreak", "patient_id", PATIENT),
        same_practice("patients_glassbreak", "member_id", MEMBER),
        same_practice("patients_glassbreak", "seen_by_id", MEMBER),
        *tenant_table("patients_helpasked", patient="patient_id"),
        same_practice("patients_helpasked", "patient_id", PATIENT),
        same_practice("patients_helpasked", "owner_id", MEMBER),
        same_practice("patients_helpasked", "dealt_by_id", MEMBER),
        row_policy("patients_surname"),
        may_delete("patients_surname"),
        row_policy("patients_summary"),
        same_practice("patients_summary", "patient_id", PATIENT),
        Wall(REFERENCE_IS_THE_OWNERS),
    ]
