import django.db.models.deletion
import django.db.models.functions.text
import practice.models.base
from django.conf import settings
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Network",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"), name="user_email_any_case"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Practice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ods_code", models.CharField(max_length=8, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("minimum_age", models.PositiveSmallIntegerField(default=18)),
                        (
                            "network",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practices",
                                to="practice.network",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("coach", "Coach"),
                                    ("clinician", "Clinician"),
                                    ("link_worker", "Link worker"),
                                    ("coordinator", "Care coordinator"),
                                    ("manager", "Practice manager"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="practice.practice",
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
                                name="membership_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "user", "role"),
                                name="membership_one_open_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="History",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("actor", models.CharField(max_length=60)),
                        ("table_name", models.CharField(max_length=63)),
                        ("row_id", models.BigIntegerField()),
                        ("patient_id", models.BigIntegerField(null=True)),
                        ("operation", models.CharField(max_length=6)),
                        ("before", models.JSONField(null=True)),
                        (
                            "practice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "history",
                        "indexes": [
                            models.Index(fields=["practice", "table_name", "row_id"], name="history_row"),
                            models.Index(fields=["practice", "patient_id", "at"], name="history_patient"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField()),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField()),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "member", "key"), name="form_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
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
                                    ("safeguarding_lead", "Safeguarding lead"),
                                    ("safeguarding_deputy", "Deputy safeguarding lead"),
                                    ("duty_clinician", "Duty clinician"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
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
                            "holder",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "duties",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="duty_ended_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignedLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("purpose", models.CharField(max_length=40)),
                        ("subject_type", models.CharField(max_length=60)),
                        ("subject_id", models.BigIntegerField()),
                        ("patient_id", models.BigIntegerField(null=True)),
                        ("token_hash", models.BinaryField(max_length=32, unique=True)),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("used_at", models.DateTimeField(null=True)),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "revoked_by",
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="link_revoked_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("signed_in", "Signed in"),
                                    ("signed_out", "Signed out"),
                                    ("failed", "Sign-in failed"),
                                    ("slowed", "Too many tries"),
                                    ("refused", "Refused"),
                                    ("password", "Password changed"),
                                    ("mfa", "Two-step sign-in changed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=80)),
                        ("address", models.GenericIPAddressField(null=True)),
                        ("request_id", models.CharField(blank=True, max_length=36)),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["user", "at"], name="signin_user_at")],
                    },
                ),
                migrations.CreateModel(
                    name="TrailEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("actor_kind", models.CharField(max_length=8)),
                        ("actor_id", models.BigIntegerField(null=True)),
                        ("system", models.CharField(blank=True, max_length=40)),
                        ("verb", models.CharField(max_length=60)),
                        ("subject_type", models.CharField(blank=True, max_length=60)),
                        ("subject_id", models.BigIntegerField(null=True)),
                        ("patient_id", models.BigIntegerField(null=True)),
                        ("details", models.JSONField(default=dict)),
                        ("address", models.GenericIPAddressField(null=True)),
                        ("request_id", models.CharField(blank=True, max_length=36)),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trail",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient_id", "at"], name="trail_patient"),
                            models.Index(fields=["practice", "actor_id", "at"], name="trail_actor"),
                            models.Index(fields=["practice", "at"], name="trail_at"),
                            models.Index(
                                condition=models.Q(("verb", "records.pulled")),
                                fields=["practice", "at"],
                                name="trail_pulled",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
