"""Records put together, and people who died or left, with their walls."""

import django.db.models.deletion
import practice.models.base
from django.db import migrations, models

from practice.walls import same_practice, tenant_table


PATIENT = "patients_patient"
MEMBER = "practice_membership"


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0004_import_walls"),
        ("practice", "0003_invitations"),
    ]

    operations = [
        migrations.AddField(
            model_name="patient",
            name="death_day_not_known",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("merged_at", models.DateTimeField()),
                ("values", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "gone",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.patient",
                    ),
                ),
                (
                    "kept",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.patient",
                    ),
                ),
                (
                    "merged_by",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.membership",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.practice"
                    ),
                ),
                (
                    "undone_by",
                    practice.models.base.PracticeKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.membership",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MergeMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=60)),
                ("column", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("moved", "Moved"),
                            (
                                "ended",
                                "Moved and ended, because the other record says something of the same kind",
                            ),
                            ("stayed", "Stayed, because the other record has one and there can be only one"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "merge",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="patients.merge",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.practice"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leaving",
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
                        choices=[("died", "Died"), ("moved", "Moved within the network"), ("left", "Left")],
                        max_length=5,
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "noted_by",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.membership",
                    ),
                ),
                (
                    "patient",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to="patients.patient",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.practice"
                    ),
                ),
                (
                    "settled_by",
                    practice.models.base.PracticeKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.membership",
                    ),
                ),
                (
                    "undone_by",
                    practice.models.base.PracticeKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.membership",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None), ("undone_at", None)),
                        fields=["practice", "noted_at"],
                        name="leaving_open",
                    ),
                    models.Index(fields=["practice", "patient"], name="leaving_patient"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                            models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="leaving_noted_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="leaving_settled_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="leaving_undone_at_by",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["practice", "kept", "-merged_at"], name="merge_kept"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_at__isnull", True), ("merged_by__isnull", True)),
                    models.Q(("merged_at__isnull", False), ("merged_by__isnull", False)),
                    _connector="OR",
                ),
                name="merge_merged_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="merge_undone_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("practice", "gone"), name="merge_once"
            ),
        ),
        migrations.AddIndex(
            model_name="mergemove",
            index=models.Index(fields=["practice", "merge"], name="move_merge"),
        ),
        *tenant_table("patients_merge", patient="kept_id"),
        same_practice("patients_merge", "kept_id", PATIENT),
        same_practice("patients_merge", "gone_id", PATIENT),
        same_practice("patients_merge", "merged_by_id", MEMBER),
        same_practice("patients_merge", "undone_by_id", MEMBER),
        *tenant_table("patients_mergemove"),
        same_practice("patients_mergemove", "merge_id", "patients_merge"),
        *tenant_table("patients_leaving", patient="patient_id"),
        same_practice("patients_leaving", "patient_id", PATIENT),
        *[
            same_practice("patients_leaving", f"{fact}_by_id", MEMBER)
            for fact in ("noted", "settled", "undone")
        ],
    ]
