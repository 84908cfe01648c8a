"""What was said to have gone did not go after all; and a second word goes to those who were told of an alert."""

import django.db.models.deletion
import practice.models.base
from django.db import migrations, models

from practice.tables import Together
from practice.walls import same_practice


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0002_walls"),
        ("patients", "0011_import_changes"),
        ("practice", "0003_invitations"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="given",
                    name="taken_back_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="given",
                    name="taken_back_because",
                    field=models.CharField(blank=True, max_length=200),
                ),
                migrations.AddField(
                    model_name="given",
                    name="taken_back_by",
                    field=practice.models.base.PracticeKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.membership",
                    ),
                ),
                migrations.AddField(
                    model_name="risktold",
                    name="back_sent_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AlterField(
                    model_name="given",
                    name="output",
                    field=models.CharField(
                        choices=[
                            ("plan", "The person’s plan"),
                            ("easy_plan", "The person’s plan in easy read"),
                            ("gp_summary", "The summary for the GP"),
                        ],
                        max_length=10,
                    ),
                ),
                migrations.AlterField(
                    model_name="given",
                    name="way",
                    field=models.CharField(
                        choices=[
                            ("printed", "Printed"),
                            ("pdf", "Saved as a PDF"),
                            ("copied", "Copied to paste elsewhere"),
                            ("text", "Text message"),
                        ],
                        max_length=8,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="given",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at__isnull", True), ("taken_back_by__isnull", True)),
                            models.Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="given_taken_back_at_by",
                    ),
                ),
            ]
        ),
        same_practice("coaching_given", "taken_back_by_id", "practice_membership"),
    ]
