"""The first tables of coaching."""

import django.core.validators
import django.db.models.deletion
import practice.models.base
from django.conf import settings
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("patients", "0002_walls"),
        ("practice", "0002_walls"),
        ("practice", "__first__"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Contact",
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
                                related_name="contacts",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("no_answer", "No answer"),
                                    (
                                        "left_no_message",
                                        "Answered by somebody else or a machine, left no message",
                                    ),
                                    ("left_message", "Left a message"),
                                    ("spoke", "Spoke with them"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
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
                        ("entered_in_error_at", models.DateTimeField(blank=True, null=True)),
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
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "patient", "-made_at"], name="contact_made_patient"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("made_at__isnull", True), ("made_by__isnull", True)),
                                    models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="contact_made_at_by",
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
                                name="contact_error_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
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
                                related_name="programmes",
                                to="practice.practice",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("aim", models.TextField(blank=True)),
                        ("who_for", models.TextField(blank=True)),
                        ("sessions_planned", models.PositiveSmallIntegerField(default=6)),
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
                                    models.Q(("started_at__isnull", True), ("started_by__isnull", True)),
                                    models.Q(("started_at__isnull", False), ("started_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="programme_started_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="programme_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "name"),
                                name="programme_name_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeMeasure",
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
                            "programme",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="coaching.programme",
                            ),
                        ),
                        ("instrument", models.CharField(max_length=40)),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("start", "At the start"),
                                    ("middle", "Half way"),
                                    ("end", "At the end"),
                                ],
                                max_length=6,
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
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="programme_measure_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "programme", "instrument", "moment"),
                                name="programme_measure_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
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
                                related_name="enrolments",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "programme",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="coaching.programme",
                            ),
                        ),
                        (
                            "coach",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("gp", "GP or nurse"),
                                    ("self", "Asked for it themselves"),
                                    ("link_worker", "Link worker"),
                                    ("invited", "We invited them"),
                                    ("other", "Another way"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("knows_of_it", models.BooleanField(default=True)),
                        (
                            "weight",
                            models.CharField(
                                choices=[("light", "Light"), ("usual", "Usual"), ("heavy", "Heavy")],
                                default="usual",
                                max_length=5,
                            ),
                        ),
                        (
                            "stands",
                            models.CharField(
                                choices=[
                                    ("referred", "Referred"),
                                    ("invited", "Invited"),
                                    ("enrolled", "Enrolled"),
                                    ("paused", "Paused"),
                                    ("lapsed", "Lapsed"),
                                    ("completed", "Completed"),
                                    ("withdrew", "Withdrew"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("stands_since", models.DateField()),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
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
                        "indexes": [
                            models.Index(fields=["practice", "patient"], name="enrolment_patient"),
                            models.Index(
                                condition=models.Q(
                                    ("stands__in", ("referred", "invited", "enrolled", "paused"))
                                ),
                                fields=["practice", "coach"],
                                name="enrolment_coach",
                            ),
                            models.Index(
                                fields=["practice", "stands", "stands_since"], name="enrolment_stands"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("opened_at__isnull", True), ("opened_by__isnull", True)),
                                    models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="enrolment_opened_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stands__in", ("completed", "withdrew")), _negated=True),
                                fields=("practice", "patient", "programme"),
                                name="enrolment_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentStep",
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
                            "enrolment",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="coaching.enrolment",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("referred", "Referred"),
                                    ("invited", "Invited"),
                                    ("enrolled", "Enrolled"),
                                    ("paused", "Paused"),
                                    ("lapsed", "Lapsed"),
                                    ("completed", "Completed"),
                                    ("withdrew", "Withdrew"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("noted_at", models.DateTimeField()),
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
                            "whose_choice",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("theirs", "Their choice"),
                                    ("ours", "Our choice"),
                                    ("both", "We agreed it together"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "enrolment", "noted_at"], name="enrolment_step_when"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Capacity",
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
                                related_name="capacities",
                                to="practice.membership",
                            ),
                        ),
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
                        "verbose_name_plural": "capacities",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="capacity_set_at_by",
                            ),
                            models.UniqueConstraint(fields=("practice", "member"), name="capacity_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupSeries",
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
                                related_name="group_series",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "programme",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coaching.programme",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "facilitator",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("places", models.PositiveSmallIntegerField(default=10)),
                        ("agreement", models.TextField(blank=True)),
                        ("agreement_version", models.PositiveSmallIntegerField(default=1)),
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
                        "verbose_name_plural": "group series",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("started_at__isnull", True), ("started_by__isnull", True)),
                                    models.Q(("started_at__isnull", False), ("started_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="series_started_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="series_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupMember",
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
                            "series",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="coaching.groupseries",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="groups",
                                to="patients.patient",
                            ),
                        ),
                        ("joined_at", models.DateTimeField()),
                        (
                            "joined_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("agreed_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "left_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("left_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("joined_at__isnull", True), ("joined_by__isnull", True)),
                                    models.Q(("joined_at__isnull", False), ("joined_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="group_joined_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_at__isnull", True), ("left_by__isnull", True)),
                                    models.Q(
                                        ("left_at__isnull", False),
                                        models.Q(
                                            ("left_by__isnull", False),
                                            models.Q(("left_because", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="group_left_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_at", None)),
                                fields=("practice", "series", "patient"),
                                name="group_member_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupMeeting",
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
                                related_name="group_meetings",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "series",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="coaching.groupseries",
                            ),
                        ),
                        ("booked_for", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField(default=90)),
                        ("summary", models.TextField(blank=True)),
                        ("booked_at", models.DateTimeField()),
                        (
                            "booked_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("held_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "held_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_because", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "booked_for"], name="meeting_when")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("booked_at__isnull", True), ("booked_by__isnull", True)),
                                    models.Q(("booked_at__isnull", False), ("booked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="meeting_booked_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_at__isnull", True), ("held_by__isnull", True)),
                                    models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="meeting_held_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(
                                        ("cancelled_at__isnull", False), ("cancelled_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_cancelled_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("who_was_there", models.CharField(blank=True, max_length=200)),
                        (
                            "seen_alone",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
                            ),
                        ),
                        (
                            "interpreter",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("professional", "Professional interpreter"),
                                    ("staff", "A colleague"),
                                    ("family", "Family"),
                                    ("friend", "A friend"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("what_matters", models.TextField(blank=True)),
                        ("their_topics", models.TextField(blank=True)),
                        ("our_topics", models.TextField(blank=True)),
                        ("topic_today", models.CharField(blank=True, max_length=300)),
                        ("asked_permission", models.BooleanField(default=False)),
                        ("goal_words", models.TextField(blank=True)),
                        ("goal_why", models.TextField(blank=True)),
                        (
                            "importance",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        ("importance_because", models.TextField(blank=True)),
                        ("reality", models.TextField(blank=True)),
                        ("options", models.TextField(blank=True)),
                        ("next_step", models.TextField(blank=True)),
                        ("step_where", models.CharField(blank=True, max_length=200)),
                        ("step_when", models.CharField(blank=True, max_length=200)),
                        ("step_how_often", models.CharField(blank=True, max_length=200)),
                        ("said_back", models.TextField(blank=True)),
                        ("no_step_agreed", models.BooleanField(default=False)),
                        (
                            "confidence",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        ("confidence_help", models.TextField(blank=True)),
                        (
                            "confidence_after",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        (
                            "teach_back",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own_words", "Said back in their own words"),
                                    ("explained_again", "Explained again, then said back"),
                                    ("not_asked", "Not asked today"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("teach_back_words", models.TextField(blank=True)),
                        (
                            "connect",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("referral", "Referral to a group or service"),
                                    ("signpost", "Told where to go"),
                                    ("neither", "Neither today"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("connect_words", models.TextField(blank=True)),
                        ("connect_agreed", models.BooleanField(default=False)),
                        ("notes", models.TextField(blank=True)),
                        ("no_follow_up_because", models.CharField(blank=True, max_length=200)),
                        ("marks", models.JSONField(blank=True, default=dict)),
                        ("sensitive", models.BooleanField(default=False)),
                        ("not_to_gp", models.BooleanField(default=False)),
                        ("codes_only", models.BooleanField(default=False)),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "coach",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("face_to_face", "Face to face"),
                                    ("phone", "Phone"),
                                    ("video", "Video"),
                                    ("home", "Home visit"),
                                    ("walk", "Walk and talk"),
                                    ("group", "Group"),
                                ],
                                default="face_to_face",
                                max_length=12,
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[("full", "Coaching session"), ("brief", "Ten minutes")],
                                default="full",
                                max_length=5,
                            ),
                        ),
                        (
                            "enrolment",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="coaching.enrolment",
                            ),
                        ),
                        (
                            "meeting",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="coaching.groupmeeting",
                            ),
                        ),
                        ("booked_for", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField(default=30)),
                        ("interpreter_booked", models.BooleanField(default=False)),
                        ("in_gp_book", models.BooleanField(default=False)),
                        ("video_link", models.URLField(blank=True, max_length=300)),
                        ("booked_at", models.DateTimeField()),
                        (
                            "booked_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
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
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("did_not_attend_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "did_not_attend_by",
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
                            "absence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("did_not_attend", "Did not attend"),
                                    ("was_not_brought", "Was not brought"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_because", models.CharField(blank=True, max_length=200)),
                        ("entered_in_error_at", models.DateTimeField(blank=True, null=True)),
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
                        ("entered_in_error_because", models.CharField(blank=True, max_length=300)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "patient", "-booked_for"], name="session_patient"
                            ),
                            models.Index(
                                condition=models.Q(("meeting__isnull", False)),
                                fields=["practice", "meeting"],
                                name="session_meeting",
                            ),
                            models.Index(
                                condition=models.Q(("enrolment__isnull", False)),
                                fields=["practice", "enrolment"],
                                name="session_enrolment",
                            ),
                            models.Index(fields=["practice", "coach", "booked_for"], name="session_coach"),
                            models.Index(
                                condition=models.Q(
                                    ("cancelled_at", None),
                                    ("did_not_attend_at", None),
                                    ("entered_in_error_at", None),
                                    ("finished_at", None),
                                ),
                                fields=["practice", "coach", "booked_for"],
                                name="session_open",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("entered_in_error_at", None), ("finished_at__isnull", False)
                                ),
                                fields=["practice", "held_on"],
                                include=("coach", "patient"),
                                name="session_counted",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("booked_at__isnull", True), ("booked_by__isnull", True)),
                                    models.Q(("booked_at__isnull", False), ("booked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="session_booked_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("started_at__isnull", True), ("started_by__isnull", True)),
                                    models.Q(("started_at__isnull", False), ("started_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="session_started_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", True), ("finished_by__isnull", True)),
                                    models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="session_finished_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("did_not_attend_at__isnull", True),
                                        ("did_not_attend_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("did_not_attend_at__isnull", False),
                                        ("did_not_attend_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="session_absent_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        models.Q(
                                            ("cancelled_by__isnull", False),
                                            models.Q(("cancelled_because", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="session_cancelled_at_by",
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
                                name="session_error_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("did_not_attend_at", None), ("finished_at", None)),
                                    models.Q(("cancelled_at", None), ("finished_at", None)),
                                    models.Q(("cancelled_at", None), ("did_not_attend_at", None)),
                                    _connector="OR",
                                ),
                                name="session_ends_one_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at", None), ("held_on", None)),
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        ("held_on__isnull", False),
                                        ("started_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="session_finished_was_held",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionReader",
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
                            "session",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readers",
                                to="coaching.session",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "session", "member"), name="reader_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Addendum",
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
                            "session",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addenda",
                                to="coaching.session",
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
                        ("words", models.TextField()),
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
                    ],
                    options={
                        "verbose_name_plural": "addenda",
                        "indexes": [
                            models.Index(fields=["practice", "session", "added_at"], name="addendum_session")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("added_at__isnull", True), ("added_by__isnull", True)),
                                    models.Q(("added_at__isnull", False), ("added_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="addendum_added_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionDraft",
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
                            "session",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drafts",
                                to="coaching.session",
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
                        ("fields", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "member"], name="draft_member")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "session", "member"), name="draft_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeldPost",
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
                            "session",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_posts",
                                to="coaching.session",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("fields", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("page", models.CharField(max_length=22)),
                        ("kept_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "session", "user"), name="held_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                                related_name="follow_ups",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "session",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="coaching.session",
                            ),
                        ),
                        (
                            "owner",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="practice.membership",
                            ),
                        ),
                        ("due_on", models.DateField()),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone call"),
                                    ("text", "Text message"),
                                    ("face_to_face", "Face to face"),
                                    ("letter", "Letter"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("they_contact_us", models.BooleanField(default=False)),
                        ("if_it_goes_wrong", models.CharField(blank=True, max_length=300)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient", "due_on"], name="follow_up_patient"),
                            models.Index(fields=["practice", "session"], name="follow_up_session"),
                            models.Index(
                                condition=models.Q(("cancelled_at", None), ("done_at", None)),
                                fields=["practice", "owner", "due_on"],
                                name="follow_up_owner",
                            ),
                            models.Index(
                                condition=models.Q(("cancelled_at", None), ("done_at", None)),
                                fields=["practice", "due_on"],
                                name="follow_up_due",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="follow_up_done_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        models.Q(
                                            ("cancelled_by__isnull", False),
                                            models.Q(("cancelled_because", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="follow_up_cancelled_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at", None), ("cancelled_at", None), _connector="OR"
                                ),
                                name="follow_up_ends_one_way",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pace",
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
                                related_name="paces",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "pace",
                            models.CharField(
                                choices=[("one_thing", "One thing"), ("a_few", "A few"), ("open", "Open")],
                                max_length=9,
                            ),
                        ),
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient", "-chosen_at"], name="pace_patient")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("chosen_at__isnull", True), ("chosen_by__isnull", True)),
                                    models.Q(("chosen_at__isnull", False), ("chosen_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="pace_chosen_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
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
                                related_name="goals",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "session",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals_set",
                                to="coaching.session",
                            ),
                        ),
                        ("words", models.TextField()),
                        ("why", models.TextField(blank=True)),
                        ("scale", models.JSONField(blank=True, default=dict)),
                        ("lapse_plan", models.TextField(blank=True)),
                        ("over_pace_because", models.CharField(blank=True, max_length=200)),
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
                        (
                            "ended_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reached", "Reached"),
                                    ("changed", "Changed into another goal"),
                                    ("let_go", "Let go for now"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_because", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient", "set_at"], name="goal_patient")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="goal_set_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="goal_ended_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        models.Q(
                                            ("cancelled_by__isnull", False),
                                            models.Q(("cancelled_because", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="goal_cancelled_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalRating",
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
                            "goal",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratings",
                                to="coaching.goal",
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
                            "session",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goal_ratings",
                                to="coaching.session",
                            ),
                        ),
                        (
                            "attained",
                            models.SmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(-2),
                                    django.core.validators.MaxValueValidator(2),
                                ]
                            ),
                        ),
                        ("rated_at", models.DateTimeField()),
                        (
                            "rated_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "goal", "rated_at"], name="goal_rating_goal")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rated_at__isnull", True), ("rated_by__isnull", True)),
                                    models.Q(("rated_at__isnull", False), ("rated_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="goal_rated_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        models.Q(
                                            ("cancelled_by__isnull", False),
                                            models.Q(("cancelled_because", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="goal_rating_cancelled_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("attained__gte", -2), ("attained__lte", 2)),
                                name="goal_rating_on_scale",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Step",
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
                                related_name="steps",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "goal",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="coaching.goal",
                            ),
                        ),
                        (
                            "session",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps_agreed",
                                to="coaching.session",
                            ),
                        ),
                        ("what", models.TextField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("times", models.CharField(blank=True, max_length=200)),
                        ("how_often", models.CharField(blank=True, max_length=200)),
                        (
                            "confidence",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        ("over_pace_because", models.CharField(blank=True, max_length=200)),
                        ("agreed_at", models.DateTimeField()),
                        (
                            "agreed_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "Done"),
                                    ("partly", "Partly done"),
                                    ("not", "Not done"),
                                    ("changed", "Changed on the way"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("learned", models.TextField(blank=True)),
                        ("celebrated", models.BooleanField(default=False)),
                        (
                            "answered",
                            models.CharField(
                                blank=True,
                                choices=[("done", "I did it"), ("partly", "Some of it"), ("not", "Not yet")],
                                max_length=6,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome_in",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps_told",
                                to="coaching.session",
                            ),
                        ),
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("cancelled_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient", "agreed_at"], name="step_patient"),
                            models.Index(fields=["practice", "goal"], name="step_goal"),
                            models.Index(fields=["practice", "session"], name="step_session"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="step_agreed_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome_at__isnull", True), ("outcome_by__isnull", True)),
                                    models.Q(("outcome_at__isnull", False), ("outcome_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="step_outcome_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        models.Q(
                                            ("cancelled_by__isnull", False),
                                            models.Q(("cancelled_because", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="step_cancelled_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Given",
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
                                related_name="given",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "session",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="given",
                                to="coaching.session",
                            ),
                        ),
                        (
                            "output",
                            models.CharField(
                                choices=[
                                    ("plan", "The person’s plan"),
                                    ("easy_plan", "The person’s plan in easy read"),
                                    ("gp_summary", "The summary for the GP"),
                                    ("note", "The note"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("printed", "Printed"),
                                    ("pdf", "Saved as a PDF"),
                                    ("copied", "Copied to paste elsewhere"),
                                    ("text", "Text message"),
                                    ("email", "Email"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("to_whom", models.CharField(max_length=200)),
                        ("address", models.CharField(blank=True, max_length=254)),
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
                        "verbose_name_plural": "given",
                        "indexes": [models.Index(fields=["practice", "session"], name="given_session")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_at__isnull", True), ("given_by__isnull", True)),
                                    models.Q(("given_at__isnull", False), ("given_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="given_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Code",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("means", models.CharField(max_length=40, unique=True)),
                        ("code", models.CharField(max_length=18)),
                        ("term", models.CharField(max_length=200)),
                        ("source", models.CharField(max_length=300)),
                        ("confirmed", models.BooleanField(default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="Reflection",
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
                            "session",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reflections",
                                to="coaching.session",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("listened", models.BooleanField(default=False)),
                        ("their_words", models.BooleanField(default=False)),
                        ("asked_before_telling", models.BooleanField(default=False)),
                        ("their_choice", models.BooleanField(default=False)),
                        ("checked_understanding", models.BooleanField(default=False)),
                        ("words", models.TextField(blank=True)),
                        ("written_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "session", "user"), name="reflection_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Supervision",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("with_whom", models.CharField(max_length=120)),
                        ("words", models.TextField(blank=True)),
                        ("about_risk", models.BooleanField(default=False)),
                        ("about_load", models.BooleanField(default=False)),
                        ("to_come_back_to", models.BooleanField(default=False)),
                        ("written_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "user", "-held_on"], name="supervision_user")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Phrase",
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
                                related_name="phrases",
                                to="practice.membership",
                            ),
                        ),
                        ("title", models.CharField(max_length=60)),
                        ("words", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "member"], name="phrase_member")],
                    },
                ),
                migrations.CreateModel(
                    name="RiskAlert",
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
                                related_name="risk_alerts",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risk_alerts",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "session",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risk_alerts",
                                to="coaching.session",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("self_harm", "Thoughts of suicide or self-harm"),
                                    ("safeguarding", "A child or an adult may be at risk from somebody"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("raised_at", models.DateTimeField()),
                        (
                            "raised_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("answer_by", models.DateTimeField()),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "acknowledged_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("what_was_done", models.TextField(blank=True)),
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
                        ("taken_back_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("acknowledged_at", None), ("taken_back_at", None)),
                                fields=["practice", "answer_by"],
                                name="risk_open",
                            ),
                            models.Index(fields=["practice", "patient"], name="risk_patient"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("raised_at__isnull", True), ("raised_by__isnull", True)),
                                    models.Q(("raised_at__isnull", False), ("raised_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="risk_raised_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="risk_acknowledged_at_by",
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
                                name="risk_taken_back_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("acknowledged_at", None),
                                    ("taken_back_at", None),
                                    ("session__isnull", False),
                                ),
                                fields=("practice", "session", "kind"),
                                name="risk_once_a_session",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskTold",
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
                            "alert",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="told",
                                to="coaching.riskalert",
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
                        ("duty", models.CharField(blank=True, max_length=24)),
                        ("told_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("failed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "risk told",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "alert", "member"), name="risk_told_once"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
