"""The first tables of outreach."""

import django.contrib.postgres.fields
import django.db.models.deletion
import practice.models.base
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("coaching", "0002_walls"),
        ("patients", "0002_walls"),
        ("practice", "0002_walls"),
        ("prescribing", "0002_walls"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Cohort",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cohorts",
                                to="practice.practice",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("reason", models.CharField(max_length=300)),
                        ("criteria", models.JSONField(default=dict)),
                        (
                            "owner",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
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
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("saved_at__isnull", True), ("saved_by__isnull", True)),
                                    models.Q(("saved_at__isnull", False), ("saved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="cohort_saved_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="cohort_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "name"),
                                name="cohort_name_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectedReason",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "cohort",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="protected_reasons",
                                to="outreach.cohort",
                            ),
                        ),
                        ("protected", models.JSONField()),
                        ("reason", models.CharField(max_length=500)),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "cohort"], name="protected_cohort")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_at__isnull", True), ("given_by__isnull", True)),
                                    models.Q(("given_at__isnull", False), ("given_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="protected_given_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeopleList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people_lists",
                                to="practice.practice",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("taken_on", models.DateField()),
                        ("rows", models.PositiveIntegerField()),
                        ("doubled", models.PositiveIntegerField(default=0)),
                        ("wrong", models.PositiveIntegerField(default=0)),
                        ("unknown", models.PositiveIntegerField(default=0)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("added_at__isnull", True), ("added_by__isnull", True)),
                                    models.Q(("added_at__isnull", False), ("added_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="people_list_added_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="people_list_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Listed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "people_list",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="listed",
                                to="outreach.peoplelist",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "listed",
                        "indexes": [models.Index(fields=["practice", "patient"], name="listed_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "people_list", "patient"), name="listed_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CohortRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cohort_runs",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "cohort",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="outreach.cohort",
                            ),
                        ),
                        ("criteria", models.JSONField()),
                        ("found", models.PositiveIntegerField()),
                        ("left_out", models.JSONField(default=dict)),
                        ("run_at", models.DateTimeField()),
                        (
                            "run_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "cohort", "-run_at"], name="cohort_run_when")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("run_at__isnull", True), ("run_by__isnull", True)),
                                    models.Q(("run_at__isnull", False), ("run_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="cohort_run_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CohortPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "run",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="outreach.cohortrun",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "left_out",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "Died"),
                                    ("left", "Left the practice"),
                                    ("too_young", "Too young for the programme"),
                                    ("said_no", "Said no, or asked not to be invited"),
                                    ("on_the_way", "Already in the programme, or being asked now"),
                                    ("lately", "Asked a short time ago"),
                                    ("restricted", "Contact details protected: by telephone only"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "cohort people",
                        "indexes": [
                            models.Index(fields=["practice", "patient"], name="cohort_person_patient")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "run", "patient"), name="cohort_person_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OptOutCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "run",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opt_out_checks",
                                to="outreach.cohortrun",
                            ),
                        ),
                        ("taken_at", models.DateTimeField()),
                        (
                            "taken_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("sent", models.PositiveIntegerField()),
                        ("back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "back_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("came_back", models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "run"], name="opt_out_run")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opt_out_taken_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("back_at__isnull", True), ("back_by__isnull", True)),
                                    models.Q(("back_at__isnull", False), ("back_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opt_out_back_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NotOptedOut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "check_made",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="not_opted_out",
                                to="outreach.optoutcheck",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "not opted out",
                        "indexes": [
                            models.Index(fields=["practice", "patient"], name="not_opted_out_patient")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "check_made", "patient"), name="not_opted_out_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CohortExport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "run",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exports",
                                to="outreach.cohortrun",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("care", "Care of these people"),
                                    ("planning", "Planning or evaluation"),
                                    ("research", "Research"),
                                    ("other", "Something else"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        (
                            "check_made",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exports",
                                to="outreach.optoutcheck",
                            ),
                        ),
                        ("columns", models.JSONField(default=list)),
                        ("rows", models.PositiveIntegerField()),
                        ("taken_at", models.DateTimeField()),
                        (
                            "taken_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "run"], name="cohort_export_run")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="cohort_export_taken_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("purpose", "care"), ("check_made__isnull", False), _connector="OR"
                                ),
                                name="cohort_export_opt_out_applied",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RankRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("rule", models.CharField(max_length=20)),
                        ("points", models.PositiveSmallIntegerField()),
                        ("set_at", models.DateTimeField()),
                        (
                            "set_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rank_rule_set_at_by",
                            ),
                            models.UniqueConstraint(fields=("practice", "rule"), name="rank_rule_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitingTerms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("months_between", models.PositiveSmallIntegerField(default=6)),
                        ("chase_after_days", models.PositiveSmallIntegerField(default=7)),
                        ("call_after_days", models.PositiveSmallIntegerField(default=7)),
                        ("most_tries", models.PositiveSmallIntegerField(default=3)),
                        ("set_at", models.DateTimeField()),
                        (
                            "set_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "verbose_name_plural": "inviting terms",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="inviting_terms_set_at_by",
                            ),
                            models.UniqueConstraint(fields=("practice",), name="inviting_terms_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wave",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waves",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "run",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waves",
                                to="outreach.cohortrun",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "aim",
                            models.CharField(
                                choices=[
                                    ("coaching", "A coaching programme"),
                                    ("prescribing", "Social prescribing"),
                                ],
                                max_length=11,
                            ),
                        ),
                        (
                            "programme",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waves",
                                to="coaching.programme",
                            ),
                        ),
                        ("size", models.PositiveSmallIntegerField()),
                        ("a_day", models.PositiveSmallIntegerField()),
                        ("starts_on", models.DateField()),
                        (
                            "balance",
                            models.CharField(
                                choices=[
                                    ("rank", "In the order of the ranking"),
                                    ("deprivation", "A fair share for each deprivation fifth"),
                                ],
                                default="deprivation",
                                max_length=11,
                            ),
                        ),
                        ("effort_percent", models.PositiveSmallIntegerField(default=20)),
                        ("chase_after_days", models.PositiveSmallIntegerField()),
                        ("call_after_days", models.PositiveSmallIntegerField()),
                        ("most_tries", models.PositiveSmallIntegerField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "started_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "stopped_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("stopped_because", models.CharField(blank=True, max_length=300)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "-made_at"], name="wave_made")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("made_at__isnull", True), ("made_by__isnull", True)),
                                    models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="wave_made_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("started_at__isnull", True), ("started_by__isnull", True)),
                                    models.Q(("started_at__isnull", False), ("started_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="wave_started_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stopped_at__isnull", True), ("stopped_by__isnull", True)),
                                    models.Q(("stopped_at__isnull", False), ("stopped_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="wave_stopped_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("aim", "coaching"), ("programme__isnull", False)),
                                    models.Q(("aim", "prescribing"), ("programme", None)),
                                    _connector="OR",
                                ),
                                name="wave_aim_has_programme",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfferedTime",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "wave",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="times",
                                to="outreach.wave",
                            ),
                        ),
                        (
                            "coach",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("mode", models.CharField(max_length=12)),
                        ("offered_at", models.DateTimeField()),
                        (
                            "offered_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "wave", "starts_at"], name="offered_time_wave")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("offered_at__isnull", True), ("offered_by__isnull", True)),
                                    models.Q(("offered_at__isnull", False), ("offered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="offered_time_offered_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="offered_time_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "wave", "coach", "starts_at"),
                                name="offered_time_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations_to_care",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "wave",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="outreach.wave",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="patients.patient",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("points", models.PositiveSmallIntegerField()),
                        ("because", models.JSONField(default=list)),
                        (
                            "effort",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("ask_on", models.DateField()),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("not_now", "Not now"),
                                    ("call", "Please ring me"),
                                    ("stop", "Do not ask me again"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
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
                            "time",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="outreach.offeredtime",
                            ),
                        ),
                        (
                            "enrolment",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coaching.enrolment",
                            ),
                        ),
                        (
                            "referral",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="prescribing.referral",
                            ),
                        ),
                        ("to_call_since", models.DateTimeField(blank=True, null=True)),
                        ("call_on", models.DateField(blank=True, null=True)),
                        (
                            "caller",
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
                            "closed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("came", "Said yes"),
                                    ("not_now", "Not now"),
                                    ("said_no", "Does not want to be asked"),
                                    ("in_peace", "Not reached, left in peace"),
                                    ("wrong_number", "No way to reach them"),
                                    ("stopped", "We stopped asking"),
                                    ("taken_out", "Taken out by a colleague"),
                                    ("gone", "Died, moved, or protected now"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "patient", "-ask_on"], name="invitation_patient"
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["practice", "ask_on"],
                                name="invitation_ask_on",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None), ("to_call_since__isnull", False)),
                                fields=["practice", "to_call_since"],
                                name="invitation_to_call",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", False),
                                    ("answered_by__isnull", True),
                                    _connector="OR",
                                ),
                                name="invitation_answered_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", False), ("closed_by__isnull", True), _connector="OR"
                                ),
                                name="invitation_closed_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="invitation_answer_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed", ""), ("closed_at", None)),
                                    models.Q(
                                        models.Q(("closed", ""), _negated=True), ("closed_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="invitation_closed_somehow",
                            ),
                            models.UniqueConstraint(
                                fields=("practice", "wave", "patient"), name="invitation_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("closed", "came")),
                                fields=("practice", "time"),
                                name="offered_time_taken_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CallTry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "invitation",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calls",
                                to="outreach.invitation",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("no_answer", "No answer"),
                                    ("left_message", "Left a neutral message"),
                                    ("another_time", "Asked us to ring another time"),
                                    ("yes", "Yes"),
                                    ("not_now", "Not now"),
                                    ("stop", "Does not want to be asked"),
                                    ("wrong_number", "Wrong number"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("called_at", models.DateTimeField()),
                        (
                            "called_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "taken_back_by",
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
                        "verbose_name_plural": "call tries",
                        "indexes": [
                            models.Index(fields=["practice", "invitation", "called_at"], name="call_try_when")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("called_at__isnull", True), ("called_by__isnull", True)),
                                    models.Q(("called_at__isnull", False), ("called_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="call_try_called_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_back_at__isnull", True), ("taken_back_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("taken_back_at__isnull", False), ("taken_back_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="call_try_taken_back_at_by",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
