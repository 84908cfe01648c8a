"""The first tables of insight."""

import django.db.models.deletion
import practice.models.base
from django.conf import settings
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [("patients", "0002_walls"), ("practice", "0002_walls")]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="CaseStudy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "network",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.network",
                            ),
                        ),
                        (
                            "from_practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_studies",
                                to="practice.practice",
                            ),
                        ),
                        ("project", models.BigIntegerField()),
                        ("title", models.CharField(max_length=80)),
                        ("aim", models.TextField()),
                        ("what_we_did", models.TextField()),
                        ("what_happened", models.TextField()),
                        ("how_it_helped", models.TextField()),
                        ("next_steps", models.TextField()),
                        ("result", models.CharField(max_length=7)),
                        ("charts", models.JSONField(default=list)),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "case studies",
                        "indexes": [
                            models.Index(fields=["network", "-published_at"], name="case_study_shelf")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                                    models.Q(
                                        ("published_at__isnull", False), ("published_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_study_published_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(
                                        ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_study_withdrawn_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("network", "from_practice", "project"),
                                name="case_study_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Chart",
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
                                related_name="charts",
                                to="practice.practice",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("measure", models.CharField(max_length=40)),
                        (
                            "by",
                            models.CharField(choices=[("week", "Week"), ("month", "Month")], max_length=5),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("run", "Run chart (median)"),
                                    ("xmr", "XmR chart (single values)"),
                                    ("p", "p chart (shares)"),
                                    ("c", "c chart (counts)"),
                                ],
                                max_length=3,
                            ),
                        ),
                        ("since", models.DateField()),
                        ("screen_ranges", models.BooleanField(default=False)),
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
                                    models.Q(("made_at__isnull", True), ("made_by__isnull", True)),
                                    models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="chart_made_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="chart_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChartLimits",
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
                            "chart",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="limits",
                                to="insight.chart",
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("baseline_to", models.DateField(blank=True, null=True)),
                        ("because", models.CharField(max_length=300)),
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
                        "verbose_name_plural": "chart limits",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="chart_limits_set_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="chart_limits_ended_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("baseline_to", None),
                                    ("baseline_to__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="chart_limits_in_order",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "chart", "from_on"),
                                name="chart_limits_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChartNote",
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
                            "chart",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="insight.chart",
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("words", models.CharField(max_length=120)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
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
                            models.Index(fields=["practice", "chart", "happened_on"], name="chart_note_when")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="chart_note_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="chart_note_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SummaryReader",
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
                            "member",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
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
                                    models.Q(("asked_at__isnull", True), ("asked_by__isnull", True)),
                                    models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="summary_reader_asked_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="summary_reader_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "member"),
                                name="summary_reader_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SummarySent",
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
                            "reader",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sent",
                                to="insight.summaryreader",
                            ),
                        ),
                        ("month", models.DateField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name_plural": "summaries sent",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "reader", "month"), name="summary_sent_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
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
                                related_name="projects",
                                to="practice.practice",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("problem", models.TextField(blank=True)),
                        ("who", models.CharField(max_length=200)),
                        ("how_much", models.CharField(max_length=200)),
                        ("by_on", models.DateField()),
                        (
                            "lead",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("next_meeting_at", models.DateTimeField(blank=True, null=True)),
                        ("next_meeting_words", models.CharField(blank=True, max_length=200)),
                        ("what_we_did", models.TextField(blank=True)),
                        ("what_happened", models.TextField(blank=True)),
                        ("how_it_helped", models.TextField(blank=True)),
                        ("next_steps", models.TextField(blank=True)),
                        ("started_at", models.DateTimeField()),
                        (
                            "started_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "finished_by",
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
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("worked", "It worked"),
                                    ("partly", "It worked in part"),
                                    ("not", "It did not work"),
                                    ("stopped", "Stopped before the end"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "-started_at"], name="project_started")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("started_at__isnull", True), ("started_by__isnull", True)),
                                    models.Q(("started_at__isnull", False), ("started_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="project_started_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", True), ("finished_by__isnull", True)),
                                    models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="project_finished_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at", None), ("result", "")),
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_finished_with_result",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectMember",
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
                            "project",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="team",
                                to="insight.project",
                            ),
                        ),
                        (
                            "member",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
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
                                name="project_member_added_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="project_member_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "project", "member"),
                                name="project_member_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Driver",
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
                            "project",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drivers",
                                to="insight.project",
                            ),
                        ),
                        (
                            "parent",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="insight.driver",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("primary", "Main driver"),
                                    ("secondary", "Behind it"),
                                    ("idea", "Change idea"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("words", models.CharField(max_length=200)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
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
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "project", "position"], name="driver_project")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("added_at__isnull", True), ("added_by__isnull", True)),
                                    models.Q(("added_at__isnull", False), ("added_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="driver_added_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="driver_ended_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "primary"), ("parent", None)),
                                    models.Q(
                                        models.Q(("kind", "primary"), _negated=True),
                                        ("parent__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="driver_under_its_own",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectMeasure",
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
                            "project",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="insight.project",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("outcome", "Outcome: did it help?"),
                                    ("process", "Process: did we do it?"),
                                    ("balancing", "Balancing: what else changed?"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "chart",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="insight.chart",
                            ),
                        ),
                        ("target", models.FloatField(blank=True, null=True)),
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
                                name="project_measure_added_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="project_measure_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "project", "chart"),
                                name="project_measure_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cycle",
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
                            "project",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cycles",
                                to="insight.project",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "idea",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cycles",
                                to="insight.driver",
                            ),
                        ),
                        ("plan", models.TextField()),
                        ("prediction", models.TextField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("planned_at", models.DateTimeField()),
                        (
                            "planned_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("did", models.TextField(blank=True)),
                        ("learned", models.TextField(blank=True)),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("adopt", "Adopt: make it the way we work"),
                                    ("adapt", "Adapt: change it and try again"),
                                    ("abandon", "Abandon: stop it"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("next_words", models.TextField(blank=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
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
                                    models.Q(("planned_at__isnull", True), ("planned_by__isnull", True)),
                                    models.Q(("planned_at__isnull", False), ("planned_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="cycle_planned_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="cycle_decided_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decision", "")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        models.Q(("decision", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cycle_decided_somehow",
                            ),
                            models.UniqueConstraint(
                                fields=("practice", "project", "number"), name="cycle_number_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Way",
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
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ways",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "aim",
                            models.CharField(
                                choices=[("coaching", "Coaching"), ("prescribing", "Social prescribing")],
                                max_length=11,
                            ),
                        ),
                        ("first_on", models.DateField()),
                        ("offered_on", models.DateField(blank=True, null=True)),
                        ("accepted_on", models.DateField(blank=True, null=True)),
                        ("reached_on", models.DateField(blank=True, null=True)),
                        ("planned_on", models.DateField(blank=True, null=True)),
                        ("attended_on", models.DateField(blank=True, null=True)),
                        ("measured_on", models.DateField(blank=True, null=True)),
                        (
                            "goal",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("up", "A goal of their own stands higher than at first"),
                                    ("not_up", "Rated at least twice, no goal stands higher"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("up", "Up beyond noise"),
                                    ("same", "No clear change"),
                                    ("down", "Down beyond noise"),
                                    ("no_scale", "Measured twice, on a scale that is not calibrated"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("better", models.BooleanField(default=False)),
                        ("route", models.CharField(blank=True, max_length=12)),
                        (
                            "worker",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("stands", models.CharField(blank=True, max_length=9)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("ended_how", models.CharField(blank=True, max_length=16)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "aim", "first_on"], name="way_first")],
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "patient", "aim"), name="way_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaCount",
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
                                related_name="area_counts",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "aim",
                            models.CharField(
                                choices=[("coaching", "Coaching"), ("prescribing", "Social prescribing")],
                                max_length=11,
                            ),
                        ),
                        ("grouping", models.CharField(blank=True, max_length=12)),
                        ("group", models.CharField(blank=True, max_length=40)),
                        ("on_list", models.PositiveIntegerField(default=0)),
                        ("people", models.PositiveIntegerField(default=0)),
                        ("offered", models.PositiveIntegerField(default=0)),
                        ("accepted", models.PositiveIntegerField(default=0)),
                        ("reached", models.PositiveIntegerField(default=0)),
                        ("planned", models.PositiveIntegerField(default=0)),
                        ("attended", models.PositiveIntegerField(default=0)),
                        ("measured", models.PositiveIntegerField(default=0)),
                        ("known", models.PositiveIntegerField(default=0)),
                        ("better", models.PositiveIntegerField(default=0)),
                        ("counted_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "aim", "grouping", "group"), name="area_count_once"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
