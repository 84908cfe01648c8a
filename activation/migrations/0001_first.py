import django.db.models.deletion
import practice.models.base
from django.conf import settings
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("patients", "0010_merging"),
        ("practice", "0003_invitations"),
        ("practice", "__first__"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="HeldLicence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(db_index=False, max_length=40)),
                        ("reference", models.CharField(max_length=80)),
                        ("expires_on", models.DateField()),
                        ("noted_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
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
                            "noted_by",
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
                                related_name="licences",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="licence_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="licence_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "key"),
                                name="licence_one_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instrument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(db_index=False, max_length=40)),
                        ("version", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=120)),
                        ("owner", models.CharField(max_length=120)),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("permission", "With permission"),
                                    ("licensed", "Licensed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("definition", models.JSONField()),
                        ("loaded_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "loaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instruments",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "key", "version"),
                                name="instrument_version",
                                nulls_distinct=False,
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("practice", "key"),
                                name="instrument_one_standing",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("loaded_at__isnull", False)),
                                name="instrument_loaded_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Calibration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("design", "Set by design, not by data"),
                                    ("data", "Calibrated from answers"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("parameters", models.JSONField()),
                        ("n_used", models.PositiveIntegerField(default=0)),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("published_at", models.DateTimeField()),
                        (
                            "practice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calibrations",
                                to="activation.instrument",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("instrument", "number"), name="calibration_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("basis", "design"),
                                    models.Q(
                                        ("published_at__isnull", False), ("published_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="calibration_published_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("desk", "At the desk, with staff"),
                                    ("phone", "By phone, with staff"),
                                    ("tablet", "On a tablet handed over"),
                                    ("link", "From a link"),
                                    ("entry", "Score typed in from another tool"),
                                    ("judged", "Coach's own judgement of the level"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("language", models.CharField(default="en", max_length=12)),
                        ("easy_read", models.BooleanField(default=False)),
                        (
                            "help",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("alone", "Answered alone"),
                                    ("staff", "With help from staff"),
                                    ("supporter", "With help from family or a friend"),
                                    ("interpreter", "With an interpreter"),
                                ],
                                max_length=11,
                            ),
                        ),
                        ("helper", models.CharField(blank=True, max_length=120)),
                        (
                            "interpreter",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("professional", "Professional interpreter"),
                                    ("staff", "A colleague who speaks the language"),
                                    ("family", "Family"),
                                    ("friend", "A friend"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("seen_alone", models.BooleanField(null=True)),
                        ("asked_at", models.DateTimeField()),
                        ("measured_on", models.DateField(blank=True, null=True)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "not_done_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_today", "Not today"),
                                    ("declined", "Did not want to"),
                                    ("unwell", "Too unwell or too upset"),
                                    ("no_time", "No time"),
                                    ("no_language", "No wording in their language, and no interpreter"),
                                    ("no_format", "No format they can use"),
                                    ("cannot", "Not able to answer, with help either"),
                                    ("no_answer", "Asked, and no answer came"),
                                    ("other", "Another reason"),
                                ],
                                max_length=11,
                            ),
                        ),
                        ("not_done_words", models.CharField(blank=True, max_length=300)),
                        ("entered_in_error_at", models.DateTimeField(blank=True, null=True)),
                        ("entered_in_error_because", models.CharField(blank=True, max_length=300)),
                        ("answers", models.JSONField(default=dict)),
                        ("seconds", models.JSONField(default=dict)),
                        ("answered", models.PositiveSmallIntegerField(default=0)),
                        ("raw", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("percent", models.FloatField(blank=True, null=True)),
                        ("measure", models.FloatField(blank=True, null=True)),
                        ("measure_se", models.FloatField(blank=True, null=True)),
                        ("score", models.FloatField(blank=True, null=True)),
                        ("score_se", models.FloatField(blank=True, null=True)),
                        ("level", models.CharField(blank=True, max_length=8)),
                        ("cutset", models.CharField(blank=True, max_length=40)),
                        ("level_probability", models.FloatField(blank=True, null=True)),
                        ("flags", models.JSONField(default=list)),
                        ("no_score_because", models.CharField(blank=True, max_length=200)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("text_asked_at", models.DateTimeField(blank=True, null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("locked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "calibration",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="activation.calibration",
                            ),
                        ),
                        (
                            "text_asked_by",
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
                            "checked_by",
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
                            "completed_by",
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
                            "ended_by",
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
                            "entered_in_error_by",
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
                            "instrument",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="activation.instrument",
                            ),
                        ),
                        (
                            "licence",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="activation.heldlicence",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measurements",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measurements",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "patient", "-measured_on", "-id"],
                                name="measurement_patient",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("completed_at", None), ("ended_at", None), ("entered_in_error_at", None)
                                ),
                                fields=["practice", "asked_at"],
                                name="measurement_open",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("completed_at__isnull", False), ("entered_in_error_at", None)
                                ),
                                fields=["practice", "instrument", "measured_on"],
                                name="measurement_counted",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at__isnull", True), ("asked_by__isnull", True)),
                                    models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="measurement_asked_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("entered_in_error_at__isnull", True),
                                        ("entered_in_error_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("entered_in_error_at__isnull", False),
                                        ("entered_in_error_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="measurement_error_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="measurement_checked_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("text_asked_at__isnull", True), ("text_asked_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("text_asked_at__isnull", False), ("text_asked_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="measurement_text_asked_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("completed_at", None), ("completed_by", None)),
                                    models.Q(
                                        ("completed_at__isnull", False), ("completed_by__isnull", False)
                                    ),
                                    models.Q(
                                        ("completed_at__isnull", False), ("mode__in", ["link", "tablet"])
                                    ),
                                    _connector="OR",
                                ),
                                name="measurement_completed_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at", None), ("ended_by", None), ("not_done_because", "")
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        models.Q(("not_done_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="measurement_ended_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("completed_at", None), ("ended_at", None), _connector="OR"
                                ),
                                name="measurement_ends_one_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("completed_at", None), ("measured_on", None)),
                                    models.Q(("completed_at__isnull", False), ("measured_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="measurement_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("answers", models.JSONField(default=dict)),
                        ("seconds", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "measurement",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="activation.measurement",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "measurement"), name="sheet_once")
                        ],
                    },
                ),
            ]
        ),
    ]
