"""Requests for what is held about somebody: who asks, each text that is read first, the copy that goes out."""

import django.db.models.deletion
import practice.models.base
from django.db import migrations, models

from practice.tables import Together
from practice.walls import append_only, parent_key, row_policy, same_practice, tenant_table


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0004_beside"),
        ("insight", "0004_ways"),
        ("patients", "0013_counted_anew"),
        ("practice", "0004_heartbeat"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AccessRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "asker",
                            models.CharField(
                                choices=[
                                    ("person", "The person themselves"),
                                    ("supporter", "A supporter with authority"),
                                    ("parent", "Somebody with parental responsibility"),
                                    ("solicitor", "A solicitor or an advocate"),
                                    ("estate", "Somebody for a person who has died"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=9,
                                verbose_name="who asks",
                            ),
                        ),
                        (
                            "asker_name",
                            models.CharField(blank=True, max_length=120, verbose_name="their name"),
                        ),
                        ("came_on", models.DateField()),
                        (
                            "came",
                            models.CharField(
                                choices=[
                                    ("spoken", "Said here, or by telephone"),
                                    ("letter", "By letter"),
                                    ("email", "By email"),
                                    ("online", "On a form online"),
                                ],
                                max_length=6,
                                verbose_name="how it came",
                            ),
                        ),
                        ("wants", models.TextField(blank=True, verbose_name="what they ask for")),
                        ("opened_at", models.DateTimeField()),
                        ("extended_at", models.DateTimeField(blank=True, null=True)),
                        ("extended_because", models.CharField(blank=True, max_length=300)),
                        (
                            "identity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("known", "Known in person to whoever checked"),
                                    ("photo", "A document with a photograph"),
                                    ("papers", "Two documents with name and address"),
                                    ("online", "NHS login, or the practice’s own online account"),
                                    ("firm", "A firm that was rung back on its published number"),
                                ],
                                max_length=6,
                                verbose_name="how identity was checked",
                            ),
                        ),
                        (
                            "identity_words",
                            models.CharField(blank=True, max_length=300, verbose_name="what was seen"),
                        ),
                        (
                            "identity_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="identity checked at"),
                        ),
                        (
                            "authority",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("signed", "A form signed by the person, this year"),
                                    ("attorney", "A registered power of attorney"),
                                    ("court", "An order of a court"),
                                    ("parent", "A birth certificate or an order, for a child’s record"),
                                    (
                                        "estate",
                                        "Probate, letters of administration, or a claim that arises from the death",
                                    ),
                                ],
                                max_length=8,
                                verbose_name="authority seen",
                            ),
                        ),
                        (
                            "authority_words",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="what the authority says"
                            ),
                        ),
                        (
                            "authority_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="authority seen at"),
                        ),
                        ("gathered_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_alone", models.BooleanField(default=False)),
                        (
                            "handed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="handed over at"),
                        ),
                        (
                            "handed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("by_hand", "Into their hands"),
                                    ("email", "By encrypted email"),
                                    ("post", "By tracked post"),
                                    ("online", "Through the practice’s online account"),
                                ],
                                max_length=7,
                                verbose_name="how it was handed over",
                            ),
                        ),
                        ("handed_to", models.CharField(blank=True, max_length=200, verbose_name="handed to")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "Withdrawn by whoever asked"),
                                    ("not_proven", "Identity or authority could not be shown"),
                                    ("refused", "Refused"),
                                    ("mistake", "Opened by mistake"),
                                ],
                                max_length=10,
                                verbose_name="how it ended",
                            ),
                        ),
                        ("ended_because", models.CharField(blank=True, max_length=300)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "approved_by",
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
                            "authority_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                                verbose_name="authority seen by",
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
                            "extended_by",
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
                            "handed_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                                verbose_name="handed over by",
                            ),
                        ),
                        (
                            "identity_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                                verbose_name="identity checked by",
                            ),
                        ),
                        (
                            "opened_by",
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
                                related_name="access_requests",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="access_requests",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request for what is held",
                        "verbose_name_plural": "requests for what is held",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None), ("handed_at", None)),
                                fields=["practice", "came_on"],
                                name="access_open",
                            ),
                            models.Index(fields=["practice", "patient"], name="access_patient"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("opened_at__isnull", True), ("opened_by__isnull", True)),
                                    models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_opened_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("extended_at__isnull", True), ("extended_by__isnull", True)),
                                    models.Q(("extended_at__isnull", False), ("extended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_extended_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("identity_at__isnull", True), ("identity_by__isnull", True)),
                                    models.Q(("identity_at__isnull", False), ("identity_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_identity_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("authority_at__isnull", True), ("authority_by__isnull", True)),
                                    models.Q(
                                        ("authority_at__isnull", False), ("authority_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="access_authority_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_approved_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("handed_at__isnull", True), ("handed_by__isnull", True)),
                                    models.Q(("handed_at__isnull", False), ("handed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_handed_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_ended_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_at", None),
                                    models.Q(
                                        ("identity_at__isnull", False),
                                        models.Q(
                                            ("asker", "person"),
                                            ("authority_at__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="access_approved_when_checked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("handed_at", None),
                                    models.Q(("approved_at__isnull", False), ("ended_at", None)),
                                    _connector="OR",
                                ),
                                name="access_handed_when_approved",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content", models.JSONField()),
                        ("left_out", models.JSONField(default=dict)),
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
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "request",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="insight.accessrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "access copies",
                        "indexes": [
                            models.Index(
                                fields=["practice", "request", "-made_at"], name="access_copy_request"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("made_at__isnull", True), ("made_by__isnull", True)),
                                    models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_copy_made_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("model", models.CharField(max_length=60)),
                        ("row_id", models.BigIntegerField()),
                        ("field", models.CharField(blank=True, max_length=63)),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("found_at", models.DateTimeField()),
                        ("gone_at", models.DateTimeField(blank=True, null=True)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("as_it_is", "Give it as it is"),
                                    ("part", "Leave some words out"),
                                    ("whole", "Leave all of it out"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("out", models.JSONField(blank=True, default=list)),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("somebody", "It is about somebody else"),
                                    ("harm", "It could cause serious harm"),
                                    ("other", "Another reason"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("because", models.CharField(blank=True, max_length=300)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "note",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coaching.session",
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
                            "request",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="texts",
                                to="insight.accessrequest",
                            ),
                        ),
                        (
                            "reviewed_by",
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
                                    models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_text_reviewed_at_by",
                            ),
                            models.UniqueConstraint(
                                fields=("practice", "request", "model", "row_id", "field"),
                                name="access_text_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", ""), ("reviewed_at", None)),
                                    models.Q(
                                        ("decision", "as_it_is"),
                                        ("reason", ""),
                                        ("reviewed_at__isnull", False),
                                    ),
                                    models.Q(
                                        ("decision__in", ["part", "whole"]),
                                        ("reviewed_at__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="access_text_decided",
                            ),
                        ],
                    },
                ),
            ]
        ),
        *tenant_table("insight_accessrequest", patient="patient_id"),
        *tenant_table("insight_accesstext"),
        row_policy("insight_accesscopy"),
        parent_key("insight_accesscopy"),
        append_only("insight_accesscopy", disposable=True),
        same_practice("insight_accessrequest", "patient_id", "patients_patient"),
        same_practice("insight_accessrequest", "opened_by_id", "practice_membership"),
        same_practice("insight_accessrequest", "extended_by_id", "practice_membership"),
        same_practice("insight_accessrequest", "identity_by_id", "practice_membership"),
        same_practice("insight_accessrequest", "authority_by_id", "practice_membership"),
        same_practice("insight_accessrequest", "approved_by_id", "practice_membership"),
        same_practice("insight_accessrequest", "handed_by_id", "practice_membership"),
        same_practice("insight_accessrequest", "ended_by_id", "practice_membership"),
        same_practice("insight_accesstext", "request_id", "insight_accessrequest"),
        same_practice("insight_accesstext", "note_id", "coaching_session"),
        same_practice("insight_accesstext", "reviewed_by_id", "practice_membership"),
        same_practice("insight_accesscopy", "request_id", "insight_accessrequest"),
        same_practice("insight_accesscopy", "made_by_id", "practice_membership"),
    ]
