"""The walls around measurements; and questionnaires, which belong to everybody or to one practice."""

from django.db import migrations

from practice.walls import IN_VIEW, Wall, append_only, may_delete, row_policy, same_practice, tenant_table

INSTRUMENT = "activation_instrument"
CALIBRATION = "activation_calibration"
LICENCE = "activation_heldlicence"
MEASUREMENT = "activation_measurement"
SHEET = "activation_answersheet"
MEMBER = "practice_membership"

# What belongs to the installation is loaded by the owner's log-in; a practice adds its own and no other's.
SHARED = f"practice_id IS NULL OR {IN_VIEW}"
OWN_ONLY = "".join(
    f"CREATE POLICY own_only_{word} ON {table} AS RESTRICTIVE FOR {word} WITH CHECK ({IN_VIEW});"
    for table in (INSTRUMENT, CALIBRATION)
    for word in ("INSERT", "UPDATE")
)
OPEN_AGAIN = "".join(
    f"DROP POLICY own_only_{word} ON {table};"
    for table in (INSTRUMENT, CALIBRATION)
    for word in ("INSERT", "UPDATE")
)
# The words of a questionnaire never change under the people who answered it.
ONLY_RETIRED = (
    f"REVOKE UPDATE ON {INSTRUMENT} FROM {{roles}}; GRANT UPDATE (retired_at) ON {INSTRUMENT} TO {{roles}};"
)


class Migration(migrations.Migration):
    dependencies = [
        ("activation", "0001_first"),
        ("patients", "0002_walls"),
        ("practice", "0002_walls"),
    ]

    operations = [
        row_policy(INSTRUMENT, SHARED),
        row_policy(CALIBRATION, SHARED),
        Wall(OWN_ONLY, OPEN_AGAIN),
        Wall(ONLY_RETIRED),
        append_only(CALIBRATION, disposable=True),
        *tenant_table(LICENCE),
        same_practice(LICENCE, "noted_by_id", MEMBER),
        same_practice(LICENCE, "ended_by_id", MEMBER),
        *tenant_table(MEASUREMENT, patient="patient_id"),
        same_practice(MEASUREMENT, "patient_id", "patients_patient"),
        same_practice(MEASUREMENT, "licence_id", LICENCE),
        *[
            same_practice(MEASUREMENT, f"{fact}_by_id", MEMBER)
            for fact in ("asked", "text_asked", "completed", "ended", "entered_in_error", "checked")
        ],
        row_policy(SHEET),
        same_practice(SHEET, "measurement_id", MEASUREMENT),
        may_delete(SHEET),
    ]
