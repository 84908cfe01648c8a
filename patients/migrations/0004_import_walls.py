"""The walls around lists on their way in."""

from django.db import migrations

from practice.walls import may_delete, parent_key, row_policy, same_practice, tenant_table

MEMBER = "practice_membership"
RUN = "patients_importrun"


class Migration(migrations.Migration):
    dependencies = [("patients", "0003_imports")]

    operations = [
        *tenant_table(RUN),
        *[
            same_practice(RUN, f"{who}_id", MEMBER)
            for who in ("member", "asked_by", "discarded_by", "undone_by")
        ],
        *tenant_table("patients_importmapping"),
        same_practice("patients_importmapping", "chosen_by_id", MEMBER),
        row_policy("patients_importprogress"),
        parent_key("patients_importprogress"),
        same_practice("patients_importprogress", "run_id", RUN),
        # Findings of an earlier check are replaced by those of the next one.
        row_policy("patients_importfinding"),
        parent_key("patients_importfinding"),
        same_practice("patients_importfinding", "run_id", RUN),
        same_practice("patients_importfinding", "patient_id", "patients_patient"),
        may_delete("patients_importfinding"),
        may_delete("patients_importprogress"),
    ]
