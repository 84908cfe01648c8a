"""Two records of one person become one: both ways through one programme go along, and a person ends one of them."""

from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    dependencies = [("coaching", "0003_taken_back")]

    operations = [
        Together(
            [
                migrations.RemoveConstraint(model_name="enrolment", name="enrolment_open_once"),
                migrations.AddField(
                    model_name="enrolment",
                    name="beside_since",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddConstraint(
                    model_name="enrolment",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("stands__in", ("completed", "withdrew")), _negated=True),
                            ("beside_since", None),
                        ),
                        fields=("practice", "patient", "programme"),
                        name="enrolment_open_once",
                    ),
                ),
            ]
        ),
    ]
