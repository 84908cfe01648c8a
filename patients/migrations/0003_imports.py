import django.db.models.deletion
import practice.models.base
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0002_walls"),
        ("practice", "0003_invitations"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ImportFinding",
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
                                choices=[
                                    ("refused", "Refused"),
                                    ("held", "Held: it may be another person"),
                                    ("review", "For you to decide"),
                                    ("difference", "Differs from what was recorded here"),
                                    ("warning", "Taken, but look at it"),
                                    ("leaver", "Not in the list any more"),
                                    ("odd", "Taken, but the name is odd"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("line", models.PositiveIntegerField(null=True)),
                        ("column", models.CharField(blank=True, max_length=200)),
                        ("reason", models.CharField(blank=True, max_length=600)),
                        ("raw", models.JSONField(null=True)),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ImportMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("signature", models.CharField(max_length=64)),
                        ("mapping", models.JSONField()),
                        ("chosen_at", models.DateTimeField()),
                        (
                            "chosen_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "signature"), name="mapping_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("chosen_at__isnull", True), ("chosen_by__isnull", True)),
                                    models.Q(("chosen_at__isnull", False), ("chosen_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mapping_chosen_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportProgress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("doing", models.CharField(blank=True, max_length=60)),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "import progress",
                    },
                ),
                migrations.CreateModel(
                    name="ImportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("file_name", models.CharField(max_length=200)),
                        ("stored_as", models.CharField(blank=True, max_length=64)),
                        ("size", models.BigIntegerField()),
                        ("mapping", models.JSONField(blank=True, null=True)),
                        ("whole_list", models.BooleanField(default=False)),
                        ("list_date", models.DateField(blank=True, null=True)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("unreadable_because", models.CharField(blank=True, max_length=500)),
                        ("stopped_because", models.CharField(blank=True, max_length=500)),
                        ("about", models.JSONField(blank=True, default=dict)),
                        ("counts", models.JSONField(blank=True, default=dict)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        ("discarded_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
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
                            "discarded_by",
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
                            "member",
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
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="practice.practice",
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
                            models.Index(fields=["practice", "-received_at"], name="import_received")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("discarded_at__isnull", True), ("discarded_by__isnull", True)),
                                    models.Q(
                                        ("discarded_at__isnull", False), ("discarded_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="import_discarded_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="import_undone_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at__isnull", True), ("asked_by__isnull", True)),
                                    models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="import_asked_at_by",
                            ),
                        ],
                    },
                ),
            ]
        ),
        Together(
            [
                migrations.RemoveConstraint(
                    model_name="condition",
                    name="condition_one_open",
                ),
                migrations.AddConstraint(
                    model_name="condition",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("practice", "patient", "code", "term"),
                        name="condition_one_open",
                    ),
                ),
                migrations.AddField(
                    model_name="importfinding",
                    name="patient",
                    field=practice.models.base.PracticeKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.patient",
                    ),
                ),
                migrations.AddField(
                    model_name="importprogress",
                    name="run",
                    field=practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progresses",
                        to="patients.importrun",
                    ),
                ),
                migrations.AddField(
                    model_name="importfinding",
                    name="run",
                    field=practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="patients.importrun",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importprogress",
                    constraint=models.UniqueConstraint(fields=("practice", "run"), name="progress_once"),
                ),
                migrations.AddIndex(
                    model_name="importfinding",
                    index=models.Index(fields=["practice", "run", "kind", "line"], name="finding_run"),
                ),
            ]
        ),
    ]
