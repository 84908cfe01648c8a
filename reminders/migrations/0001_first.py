"""The first tables."""

import django.contrib.postgres.fields
import django.db.models.deletion
import practice.models.base
import uuid
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("patients", "0002_walls"),
        ("practice", "0002_walls"),
        ("prescribing", "0002_walls"),
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
                            "practice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="practice.practice",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("session", "Session reminder"),
                                    ("soon", "Session reminder, same day"),
                                    ("changed", "Session moved or cancelled"),
                                    ("missed", "After a missed session"),
                                    ("follow_up", "Follow-up"),
                                    ("step", "How did the next step go?"),
                                    ("again", "Questionnaire due again"),
                                    ("glass", "Emergency opening of a record"),
                                    ("unfinished", "To colleagues: notes not finished"),
                                    ("overdue", "To colleagues: follow-ups overdue"),
                                    ("digest", "To colleagues: the week"),
                                    ("measure", "Questionnaire link"),
                                    ("plan", "Plan is ready"),
                                    ("provider", "To a service"),
                                    ("got_there", "Did they get there?"),
                                    ("invite", "Invitation"),
                                    ("ask_again", "Invitation, once more"),
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
                        ("reference", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("planned_at", models.DateTimeField()),
                        ("held_until", models.DateTimeField(null=True)),
                        ("kept_at", models.DateTimeField(null=True)),
                        (
                            "kept_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("pressed_at", models.DateTimeField(null=True)),
                        (
                            "pressed_by",
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
                            "wanted",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("text", "Text message"),
                                    ("email", "Email"),
                                    ("letter", "Letter"),
                                    ("call", "Call"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("delivered_at", models.DateTimeField(null=True)),
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
                                fields=["practice", "-done_at", "-id"],
                                name="message_dealt_with",
                            ),
                            models.Index(
                                condition=models.Q(("outcome", "")),
                                fields=["practice", "due_at", "id"],
                                name="message_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("kept_at__isnull", False), ("outcome", "")),
                                fields=["practice", "due_at", "id"],
                                name="message_kept",
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
                                    models.Q(("outcome__in", ["sent", "failed"]), ("sent_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_sent_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kept_at__isnull", True), ("kept_by__isnull", True)),
                                    models.Q(("kept_at__isnull", False), ("kept_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_kept_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("pressed_at__isnull", True), ("pressed_by__isnull", True)),
                                    models.Q(("pressed_at__isnull", False), ("pressed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_pressed_at_by",
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
                            "practice",
                            models.ForeignKey(
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
                                related_name="mentions",
                                to="reminders.message",
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
                    name="Attempt",
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
                                    ("again", "A colleague asked to try again"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "message", "number"), name="attempt_once"
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
                        ("due_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("kept", "Kept back"),
                                    ("settled", "Settled"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
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
                    name="PastMessage",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="past_messages",
                                to="patients.patient",
                            ),
                        ),
                        ("number", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("session", "Session reminder"),
                                    ("soon", "Session reminder, same day"),
                                    ("changed", "Session moved or cancelled"),
                                    ("missed", "After a missed session"),
                                    ("follow_up", "Follow-up"),
                                    ("step", "How did the next step go?"),
                                    ("again", "Questionnaire due again"),
                                    ("glass", "Emergency opening of a record"),
                                    ("unfinished", "To colleagues: notes not finished"),
                                    ("overdue", "To colleagues: follow-ups overdue"),
                                    ("digest", "To colleagues: the week"),
                                    ("measure", "Questionnaire link"),
                                    ("plan", "Plan is ready"),
                                    ("provider", "To a service"),
                                    ("got_there", "Did they get there?"),
                                    ("invite", "Invitation"),
                                    ("ask_again", "Invitation, once more"),
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
                        ("sent_to", models.CharField(blank=True, max_length=254)),
                        ("words", models.TextField(blank=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField()),
                        (
                            "outcome",
                            models.CharField(
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
                        ("more", models.JSONField(default=dict)),
                        ("archived_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "patient", "-due_at"], name="past_message_patient"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "number"), name="past_message_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reply",
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
                                related_name="replies",
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
                            "said",
                            models.CharField(
                                choices=[
                                    ("confirm", "I will be there"),
                                    ("cancel", "I cannot come"),
                                    ("call", "Please ring me"),
                                    ("done", "I did it"),
                                    ("partly", "Some of it"),
                                    ("not", "Not yet"),
                                    ("help", "I need help"),
                                    ("stop_these", "Stop just these messages"),
                                    ("stop_all", "Stop all of them"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                        ("said_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name_plural": "replies",
                        "indexes": [
                            models.Index(fields=["practice", "message"], name="reply_message"),
                            models.Index(fields=["practice", "patient", "-said_at"], name="reply_patient"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
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
                                related_name="receipts",
                                to="reminders.message",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("delivered", "Delivered"),
                                    ("not_now", "Not delivered: full, switched off or out of reach"),
                                    ("gone", "Not delivered: there is no such number or address"),
                                    ("failed", "Not delivered: the provider failed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("provider_key", models.CharField(blank=True, max_length=64)),
                        ("at", models.DateTimeField()),
                        ("noted_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "message", "result", "provider_key"),
                                name="receipt_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Limits",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("a_day", models.PositiveSmallIntegerField(default=2)),
                        ("a_week", models.PositiveSmallIntegerField(default=3)),
                        ("set_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "practice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="message_limits",
                                to="practice.practice",
                            ),
                        ),
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
                        "verbose_name_plural": "limits",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("a_day__gte", 1), ("a_week__gte", models.F("a_day"))),
                                name="limits_not_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="limits_set_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessageRule",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="message_rules",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("session", "Session reminder"),
                                    ("soon", "Session reminder, same day"),
                                    ("changed", "Session moved or cancelled"),
                                    ("missed", "After a missed session"),
                                    ("follow_up", "Follow-up"),
                                    ("step", "How did the next step go?"),
                                    ("again", "Questionnaire due again"),
                                    ("glass", "Emergency opening of a record"),
                                    ("unfinished", "To colleagues: notes not finished"),
                                    ("overdue", "To colleagues: follow-ups overdue"),
                                    ("digest", "To colleagues: the week"),
                                    ("measure", "Questionnaire link"),
                                    ("plan", "Plan is ready"),
                                    ("provider", "To a service"),
                                    ("got_there", "Did they get there?"),
                                    ("invite", "Invitation"),
                                    ("ask_again", "Invitation, once more"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True)),
                        ("amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("at", models.TimeField(blank=True, null=True)),
                        (
                            "channels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("text", "Text message"),
                                        ("email", "Email"),
                                        ("letter", "Letter"),
                                        ("call", "Call"),
                                    ],
                                    max_length=6,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("working_days_only", models.BooleanField(blank=True, null=True)),
                        ("words", models.TextField(blank=True, max_length=400)),
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
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "kind"), name="message_rule_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_rule_set_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Refusal",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refusals",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("session", "Session reminder"),
                                    ("soon", "Session reminder, same day"),
                                    ("changed", "Session moved or cancelled"),
                                    ("missed", "After a missed session"),
                                    ("follow_up", "Follow-up"),
                                    ("step", "How did the next step go?"),
                                    ("again", "Questionnaire due again"),
                                    ("glass", "Emergency opening of a record"),
                                    ("unfinished", "To colleagues: notes not finished"),
                                    ("overdue", "To colleagues: follow-ups overdue"),
                                    ("digest", "To colleagues: the week"),
                                    ("measure", "Questionnaire link"),
                                    ("plan", "Plan is ready"),
                                    ("provider", "To a service"),
                                    ("got_there", "Did they get there?"),
                                    ("invite", "Invitation"),
                                    ("ask_again", "Invitation, once more"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("said_at", models.DateTimeField()),
                        (
                            "noted_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "ended_by",
                            practice.models.base.PracticeKey(
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
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "patient", "kind"),
                                name="refusal_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", False), ("ended_by__isnull", True), _connector="OR"
                                ),
                                name="refusal_ended_at_by",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
