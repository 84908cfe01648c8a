"""Legal hold, lists of records to dispose of, and the stub that is left of each."""

import django.db.models.deletion
import practice.models.base
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0013_counted_anew"),
        ("practice", "0004_heartbeat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DisposalList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("kept_years", models.PositiveSmallIntegerField()),
                ("first_at", models.DateTimeField(blank=True, null=True)),
                ("second_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=500)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "first_by",
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
                    "first_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        related_name="disposal_lists",
                        to="practice.practice",
                    ),
                ),
                (
                    "second_by",
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
                    "second_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
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
        ),
        migrations.CreateModel(
            name="DisposalLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_contact_on", models.DateField()),
                ("keep_until", models.DateField()),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("years", "Kept for the years that follow the last contact"),
                            (
                                "child",
                                "Seen before they were 18: kept to the birthday that the code of practice names",
                            ),
                        ],
                        max_length=5,
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("removed_because", models.CharField(blank=True, max_length=500)),
                ("fell_at", models.DateTimeField(blank=True, null=True)),
                ("fell_because", models.CharField(blank=True, max_length=200)),
                (
                    "patient",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposal_lines",
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
                    "removed_by",
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
                    "disposal_list",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="patients.disposallist",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Disposed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record", models.BigIntegerField()),
                ("disposed_at", models.DateTimeField()),
                ("last_contact_on", models.DateField()),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("years", "Kept for the years that follow the last contact"),
                            (
                                "child",
                                "Seen before they were 18: kept to the birthday that the code of practice names",
                            ),
                        ],
                        max_length=5,
                    ),
                ),
                ("rows", models.JSONField()),
                (
                    "disposal_list",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stubs",
                        to="patients.disposallist",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposed",
                        to="practice.practice",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "disposed",
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("review_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_because", models.CharField(blank=True, max_length=500)),
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
                    "patient",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
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
                    "set_by",
                    practice.models.base.PracticeKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.membership",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisposalCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("counted_at", models.DateTimeField()),
                ("people", models.PositiveIntegerField()),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposal_counts",
                        to="practice.practice",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("practice",), name="disposal_count_once")],
            },
        ),
        migrations.AddIndex(
            model_name="disposallist",
            index=models.Index(fields=["practice", "-made_at"], name="disposal_made"),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("made_at__isnull", True), ("made_by__isnull", True)),
                    models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                    _connector="OR",
                ),
                name="disposal_made_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_at__isnull", True), ("first_by__isnull", True)),
                    models.Q(("first_at__isnull", False), ("first_by__isnull", False)),
                    _connector="OR",
                ),
                name="disposal_first_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("second_at__isnull", True), ("second_by__isnull", True)),
                    models.Q(("second_at__isnull", False), ("second_by__isnull", False)),
                    _connector="OR",
                ),
                name="disposal_second_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="disposal_withdrawn_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_by__isnull", True), ("first_user__isnull", True)),
                    models.Q(("first_by__isnull", False), ("first_user__isnull", False)),
                    _connector="OR",
                ),
                name="disposal_first_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("second_by__isnull", True), ("second_user__isnull", True)),
                    models.Q(("second_by__isnull", False), ("second_user__isnull", False)),
                    _connector="OR",
                ),
                name="disposal_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_user", None),
                    models.Q(
                        ("first_user__isnull", False),
                        models.Q(("second_user", models.F("first_user")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disposal_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("second_at__isnull", False), _connector="OR"),
                name="disposal_done_after_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposallist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at", None), ("withdrawn_at", None)),
                fields=("practice",),
                name="disposal_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposalline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                    _connector="OR",
                ),
                name="line_removed_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposalline",
            constraint=models.UniqueConstraint(
                fields=("practice", "disposal_list", "patient"), name="line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="disposed",
            constraint=models.UniqueConstraint(fields=("practice", "record"), name="disposed_once"),
        ),
        migrations.AddIndex(
            model_name="legalhold",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["practice", "review_on"], name="hold_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                    _connector="OR",
                ),
                name="hold_set_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="hold_ended_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("practice", "patient"), name="hold_once"
            ),
        ),
    ]
