"""What searches for people read: who has a code, and what is asked of everybody, without the rows themselves."""

from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0011_import_changes"),
    ]

    operations = [
        Together(
            [
                migrations.RemoveIndex(
                    model_name="condition",
                    name="condition_code",
                ),
                migrations.AddIndex(
                    model_name="condition",
                    index=models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["practice", "code"],
                        include=("patient", "since"),
                        name="condition_code",
                    ),
                ),
                migrations.AddIndex(
                    model_name="patient",
                    index=models.Index(
                        condition=models.Q(("merged_at", None)),
                        fields=["practice", "id"],
                        include=(
                            "birth_date",
                            "gender",
                            "ethnic_category",
                            "deprivation",
                            "restricted",
                            "died_on",
                            "left_on",
                        ),
                        name="patient_sought",
                    ),
                ),
            ]
        ),
    ]
