"""Account mails to new colleagues, with their walls."""

import django.db.models.deletion
from django.db import migrations, models

import practice.models.base
from practice.walls import same_practice, tenant_table

TABLE = "practice_invitation"
MEMBER = "practice_membership"


class Migration(migrations.Migration):
    dependencies = [("practice", "0002_walls")]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
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
                    "member",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="practice.membership",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.practice"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["practice", "member"], name="invitation_member")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at__isnull", True), ("asked_by__isnull", True)),
                            models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_asked_at_by",
                    )
                ],
            },
        ),
        *tenant_table(TABLE),
        same_practice(TABLE, "member_id", MEMBER),
        same_practice(TABLE, "asked_by_id", MEMBER),
    ]
