import django.db.models.deletion
import practice.models.base
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("patients", "0002_walls"),
        ("practice", "0002_walls"),
        ("practice", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
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
                ("booked_for", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=30)),
                ("booked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("did_not_attend_at", models.DateTimeField(blank=True, null=True)),
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
                ("cancelled_because", models.CharField(blank=True, max_length=200)),
                ("entered_in_error_at", models.DateTimeField(blank=True, null=True)),
                ("entered_in_error_because", models.CharField(blank=True, max_length=300)),
                ("what_matters", models.TextField(blank=True)),
                ("notes", models.TextField(blank=True)),
                ("next_step", models.TextField(blank=True)),
                ("no_step_agreed", models.BooleanField(default=False)),
                ("no_follow_up_because", models.CharField(blank=True, max_length=200)),
                ("sensitive", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "booked_by",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.membership",
                    ),
                ),
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
                    "patient",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="patients.patient",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="practice.practice",
                    ),
                ),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["practice", "patient", "-booked_for"], name="session_patient"),
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
                        condition=models.Q(("entered_in_error_at", None), ("finished_at__isnull", False)),
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
                                ("did_not_attend_at__isnull", True), ("did_not_attend_by__isnull", True)
                            ),
                            models.Q(
                                ("did_not_attend_at__isnull", False), ("did_not_attend_by__isnull", False)
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
                                ("entered_in_error_at__isnull", True), ("entered_in_error_by__isnull", True)
                            ),
                            models.Q(
                                ("entered_in_error_at__isnull", False), ("entered_in_error_by__isnull", False)
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
            name="HeldPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fields", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                ("page", models.CharField(max_length=22)),
                ("kept_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.practice"
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
                (
                    "session",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_posts",
                        to="coaching.session",
                    ),
                ),
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
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_because", models.CharField(blank=True, max_length=200)),
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
                (
                    "owner",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="practice.membership",
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
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="practice.practice",
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
                        condition=models.Q(("done_at", None), ("cancelled_at", None), _connector="OR"),
                        name="follow_up_ends_one_way",
                    ),
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
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.practice"
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
                ("fields", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                (
                    "member",
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
                    "session",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="coaching.session",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["practice", "member"], name="draft_member")],
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "session", "member"), name="draft_once")
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
                    "member",
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
                    "session",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readers",
                        to="coaching.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "session", "member"), name="reader_once")
                ],
            },
        ),
    ]
