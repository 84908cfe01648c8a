"""Whom a list adds or changes, 25 people a row."""

import django.db.models.deletion
from django.db import migrations, models

import practice.models.base
from practice.walls import may_delete, parent_key, row_policy, same_practice

CHANGE = "patients_importchange"


class Migration(migrations.Migration):
    dependencies = [("patients", "0010_merging")]

    operations = [
        migrations.CreateModel(
            name="ImportChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "New on the list"), ("updated", "Updated")], max_length=7
                    ),
                ),
                ("page", models.PositiveIntegerField()),
                ("people", models.JSONField()),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.practice"
                    ),
                ),
                (
                    "run",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="patients.importrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practice", "run", "kind", "page"), name="change_page_once"
                    )
                ],
            },
        ),
        # What an earlier check found is replaced by the next one, and goes when the file is thrown away.
        row_policy(CHANGE),
        parent_key(CHANGE),
        same_practice(CHANGE, "run_id", "patients_importrun"),
        may_delete(CHANGE),
    ]
