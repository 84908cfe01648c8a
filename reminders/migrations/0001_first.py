import django.db.models.deletion
import practice.models.base
import uuid
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("patients", "0002_walls"),
        ("prescribing", "0002_walls"),
        ("practice", "0002_walls"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Message",
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
                                    ("session", "Session reminder"),
                                    ("follow_up", "Follow-up"),
                                    ("glass", "Emergency opening of a record"),
                                    ("measure", "Questionnaire link"),
                                    ("plan", "Plan is ready"),
                                    ("provider", "To a service"),
                                    ("got_there", "Did they get there?"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("subject_type", models.CharField(max_length=60)),
                        ("subject_id", models.BigIntegerField()),
                        ("about_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("text", "Text message"),
                                    ("email", "Email"),
                                    ("letter", "Letter"),
                                    ("call", "Call"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("reference", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("planned_at", models.DateTimeField()),
                        ("held_until", models.DateTimeField(null=True)),
                        ("words", models.TextField(blank=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("sent", "Sent"),
                                    ("failed", "Failed"),
                                    ("unknown", "Not known whether it arrived"),
                                    ("dropped", "Not sent"),
                                    ("by_hand", "For a person to do"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("done_at", models.DateTimeField(null=True)),
                        (
                            "address",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="prescribing.address",
                            ),
                        ),
                        (
                            "contact_point",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.contactpoint",
                            ),
                        ),
                        (
                            "done_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "member",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
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
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient", "-due_at"], name="message_patient"),
                            models.Index(
                                fields=["practice", "outcome", "-settled_at", "-id"], name="message_outcome"
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("done_at", None), ("outcome__in", ("by_hand", "failed", "unknown"))
                                ),
                                fields=["practice", "due_at", "id"],
                                name="message_to_do",
                            ),
                            models.Index(
                                condition=models.Q(("done_at__isnull", False)),
                                fields=["practice", "-settled_at", "-id"],
                                name="message_dealt_with",
                            ),
                            models.Index(
                                condition=models.Q(("outcome", "")),
                                fields=["practice", "due_at", "id"],
                                name="message_waiting",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "practice",
                                    "kind",
                                    "subject_id",
                                    "subject_type",
                                    "about_at",
                                    "member",
                                ),
                                name="message_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("address", None), ("member__isnull", False), ("patient", None)),
                                    models.Q(("address", None), ("member", None), ("patient__isnull", False)),
                                    models.Q(("address__isnull", False), ("member", None), ("patient", None)),
                                    _connector="OR",
                                ),
                                name="message_to_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("settled_at", None)),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="message_settled_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at", None), models.Q(("outcome", "sent"), _negated=True)),
                                    models.Q(("outcome", "sent"), ("sent_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_sent_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_done_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("first", "A new referral"),
                                    ("again", "No answer yet"),
                                    ("words", "A message from us"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "message",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mentions",
                                to="reminders.message",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "placement",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mentions",
                                to="prescribing.placement",
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
                        "indexes": [
                            models.Index(fields=["practice", "placement"], name="mention_placement"),
                            models.Index(fields=["practice", "patient"], name="mention_patient"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "message", "placement"), name="mention_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Due",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "Waiting"), ("settled", "Settled")],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        (
                            "practice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "message",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reminders.message",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "due",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["due_at", "id"],
                                name="due_next",
                            )
                        ],
                        "constraints": [models.UniqueConstraint(fields=("message",), name="due_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("taken", "Taken by the provider"),
                                    ("found", "Had been taken by the provider before"),
                                    ("not_taken", "Not taken"),
                                    ("refused", "Refused for good"),
                                    ("unclear", "No clear answer"),
                                    ("broken", "Something went wrong here"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        (
                            "practice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "message",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attempts",
                                to="reminders.message",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "message", "number"), name="attempt_once"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
