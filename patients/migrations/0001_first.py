import django.contrib.postgres.fields
import django.contrib.postgres.operations
import django.db.models.deletion
import patients.models.contact
import practice.models.base
from django.conf import settings
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("practice", "0002_walls"),
        ("practice", "__first__"),
    ]

    operations = [
        Together(
            [
                django.contrib.postgres.operations.CreateExtension(
                    name="fuzzystrmatch",
                ),
                migrations.CreateModel(
                    name="Place",
                    fields=[
                        ("postcode", models.CharField(max_length=8, primary_key=True, serialize=False)),
                        ("area", models.CharField(max_length=9)),
                        ("area_edition", models.CharField(max_length=6)),
                        ("latitude", models.FloatField(null=True)),
                        ("longitude", models.FloatField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=9)),
                        ("edition", models.CharField(max_length=12)),
                        ("decile", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("code", "edition"), name="area_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Patient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source_id",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="number in the clinical system"
                            ),
                        ),
                        (
                            "nhs_number",
                            models.CharField(blank=True, max_length=10, null=True, verbose_name="NHS number"),
                        ),
                        ("no_nhs_number_because", models.CharField(blank=True, max_length=120)),
                        ("given_name", models.CharField(max_length=100, verbose_name="first name")),
                        ("middle_names", models.CharField(blank=True, max_length=100)),
                        ("family_name", models.CharField(max_length=100, verbose_name="last name")),
                        (
                            "known_as",
                            models.CharField(blank=True, max_length=100, verbose_name="likes to be called"),
                        ),
                        ("family_key", models.CharField(db_collation="C", max_length=100)),
                        ("given_key", models.CharField(db_collation="C", max_length=100)),
                        ("known_key", models.CharField(blank=True, db_collation="C", max_length=100)),
                        ("birth_date", models.DateField(verbose_name="date of birth")),
                        (
                            "gender",
                            models.CharField(
                                choices=[
                                    ("1", "Male"),
                                    ("2", "Female"),
                                    ("9", "Indeterminate"),
                                    ("X", "Not known"),
                                ],
                                default="X",
                                max_length=1,
                            ),
                        ),
                        (
                            "ethnic_category",
                            models.CharField(
                                choices=[
                                    ("A", "White British"),
                                    ("B", "White Irish"),
                                    ("C", "Any other White background"),
                                    ("D", "White and Black Caribbean"),
                                    ("E", "White and Black African"),
                                    ("F", "White and Asian"),
                                    ("G", "Any other mixed background"),
                                    ("H", "Indian"),
                                    ("J", "Pakistani"),
                                    ("K", "Bangladeshi"),
                                    ("L", "Any other Asian background"),
                                    ("M", "Caribbean"),
                                    ("N", "African"),
                                    ("P", "Any other Black background"),
                                    ("R", "Chinese"),
                                    ("S", "Any other ethnic group"),
                                    ("Z", "Asked, not stated"),
                                    ("99", "Not asked"),
                                ],
                                default="99",
                                max_length=2,
                            ),
                        ),
                        (
                            "language",
                            models.CharField(blank=True, max_length=60, verbose_name="preferred language"),
                        ),
                        (
                            "interpreter_needed",
                            models.BooleanField(null=True, verbose_name="needs an interpreter"),
                        ),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("postcode", models.CharField(blank=True, max_length=8)),
                        (
                            "area",
                            models.CharField(blank=True, max_length=9, verbose_name="small area (LSOA)"),
                        ),
                        (
                            "deprivation",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="deprivation decile"
                            ),
                        ),
                        ("deprivation_edition", models.CharField(blank=True, max_length=12)),
                        ("usual_gp", models.CharField(blank=True, max_length=120, verbose_name="usual GP")),
                        ("registered_on", models.DateField(blank=True, null=True)),
                        ("restricted", models.BooleanField(default=False, verbose_name="details restricted")),
                        ("contact_with_care", models.BooleanField(default=False)),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("left_for", models.CharField(blank=True, max_length=120, verbose_name="moved to")),
                        ("died_on", models.DateField(blank=True, null=True)),
                        ("merged_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kept_here",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "merged_by",
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
                            "merged_into",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="patients",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "family_key", "given_key"], name="patient_family"
                            ),
                            models.Index(
                                fields=["practice", "given_key", "family_key"], name="patient_given"
                            ),
                            models.Index(
                                condition=models.Q(("known_key", ""), _negated=True),
                                fields=["practice", "known_key"],
                                name="patient_known",
                            ),
                            models.Index(fields=["practice", "birth_date"], name="patient_birth"),
                            models.Index(
                                condition=models.Q(("postcode", ""), _negated=True),
                                fields=["practice", "postcode"],
                                name="patient_postcode",
                            ),
                            models.Index(
                                condition=models.Q(("source_id", ""), _negated=True),
                                fields=["practice", "source_id"],
                                name="patient_source",
                            ),
                            models.Index(
                                condition=models.Q(("merged_at__isnull", False)),
                                fields=["practice", "nhs_number"],
                                name="patient_old_number",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("merged_at", None)),
                                fields=("practice", "nhs_number"),
                                name="patient_one_nhs_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_at__isnull", True), ("merged_by__isnull", True)),
                                    models.Q(("merged_at__isnull", False), ("merged_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="patient_merged_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("nhs_number", None), _negated=True),
                                    models.Q(("no_nhs_number_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="patient_number_or_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("contact_method", "How to contact them"),
                                    ("format", "Format of information"),
                                    ("professional", "Communication professional"),
                                    ("support", "Communication support"),
                                    ("adjustment", "Reasonable adjustment"),
                                    ("impairment", "Impairment"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.CharField(max_length=200)),
                        ("code", models.CharField(blank=True, max_length=18)),
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
                            "noted_by",
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
                                related_name="%(class)ss",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "patient"], name="need_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="need_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="need_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GlassBreak",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        ("until", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
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
                        (
                            "seen_by",
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
                                related_name="glass_breaks",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient", "until"], name="glass_patient")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                                    models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="glass_seen_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPoint",
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
                                    ("mobile", "Mobile"),
                                    ("home", "Home phone"),
                                    ("work", "Work phone"),
                                    ("email", "Email"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("value", models.CharField(max_length=254)),
                        (
                            "whose",
                            models.CharField(
                                choices=[
                                    ("own", "Their own"),
                                    ("shared", "Shared with others"),
                                    ("carer", "A carer's"),
                                    ("parent", "A parent's"),
                                    ("not_known", "Not known"),
                                ],
                                default="not_known",
                                max_length=10,
                            ),
                        ),
                        ("may_send", models.BooleanField(null=True, verbose_name="safe to text or email")),
                        (
                            "may_leave_voicemail",
                            models.BooleanField(null=True, verbose_name="safe for voicemail"),
                        ),
                        ("safe_times", models.CharField(blank=True, max_length=120)),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                        ("failures", models.PositiveSmallIntegerField(default=0)),
                        ("from_list", models.BooleanField(default=False)),
                        (
                            "changed_on",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DateField(),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "dialled",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(kind="email", then=models.Value("")),
                                    default=patients.models.contact.AsDialled(models.F("value")),
                                ),
                                output_field=models.CharField(max_length=254),
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
                                related_name="contact_points",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient"], name="contact_patient"),
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["practice", "dialled"],
                                name="contact_dialled",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="contact_ended_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sharing", "Sharing with a community service"),
                                    ("text", "Text messages"),
                                    ("email", "Emails"),
                                    ("letter", "Letters"),
                                    ("voicemail", "Voicemail"),
                                    ("fuller_words", "Messages that say more than practice and time"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("agreed", models.BooleanField()),
                        (
                            "given_by",
                            models.CharField(
                                choices=[
                                    ("person", "The person"),
                                    ("proxy", "Somebody with authority"),
                                    ("best_interests", "Decided in best interests"),
                                ],
                                default="person",
                                max_length=14,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
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
                            "noted_by",
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
                                related_name="%(class)ss",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient", "kind"], name="consent_patient")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("noted_at__isnull", False), ("noted_by__isnull", True), _connector="OR"
                                ),
                                name="consent_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", False), ("ended_by__isnull", True), _connector="OR"
                                ),
                                name="consent_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Condition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("code", models.CharField(max_length=18)),
                        ("term", models.CharField(max_length=255)),
                        ("since", models.DateField(blank=True, null=True)),
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
                            "noted_by",
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
                                related_name="%(class)ss",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "code"], name="condition_code")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="condition_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="condition_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "patient", "code"),
                                name="condition_one_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Circumstance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("money", "Money"),
                                    ("housing", "Housing"),
                                    ("work", "Work and shifts"),
                                    ("caring", "Caring for somebody"),
                                    ("travel", "Getting about"),
                                    ("phone", "Phone and data"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[("asked", "Asked"), ("declined", "Asked, preferred not to say")],
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
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
                            "noted_by",
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
                                related_name="%(class)ss",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="circumstance_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="circumstance_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "patient", "kind"),
                                name="circumstance_one_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("staff_safety", "Staff safety"), ("safeguarding", "Safeguarding")],
                                max_length=14,
                            ),
                        ),
                        ("words", models.CharField(max_length=500)),
                        ("review_on", models.DateField(blank=True, null=True)),
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
                            "noted_by",
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
                                related_name="%(class)ss",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "patient"], name="alert_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="alert_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="alert_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordBlock",
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
                                    ("own", "Their own record"),
                                    ("relation", "A relation or somebody close"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
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
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="blocks",
                                to="patients.patient",
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
                            "set_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="block_set_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="block_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "patient", "user"),
                                name="block_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Summary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sessions", models.PositiveIntegerField(default=0)),
                        ("first_session_on", models.DateField(blank=True, null=True)),
                        ("last_session_on", models.DateField(blank=True, null=True)),
                        ("measured_on", models.DateField(blank=True, null=True)),
                        ("level", models.CharField(blank=True, max_length=8, null=True)),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="summaries",
                                to="patients.patient",
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
                        "verbose_name_plural": "summaries",
                        "constraints": [
                            models.UniqueConstraint(fields=("practice", "patient"), name="summary_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Supporter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("name", models.CharField(max_length=120)),
                        ("relation", models.CharField(blank=True, max_length=60)),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("may_be_told", models.CharField(blank=True, max_length=300)),
                        (
                            "authority",
                            models.CharField(
                                choices=[
                                    ("none", "May not decide"),
                                    ("attorney", "Attorney for health and welfare"),
                                    ("deputy", "Court-appointed deputy"),
                                    ("parent", "Parental responsibility"),
                                ],
                                default="none",
                                max_length=10,
                            ),
                        ),
                        ("evidence_seen", models.CharField(blank=True, max_length=200)),
                        ("expires_on", models.DateField(blank=True, null=True)),
                        ("gets_messages", models.BooleanField(default=False)),
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
                            "noted_by",
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
                                related_name="%(class)ss",
                                to="patients.patient",
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
                        "indexes": [models.Index(fields=["practice", "patient"], name="supporter_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="supporter_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="supporter_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Surname",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("word", models.CharField(db_collation="C", max_length=100)),
                        ("family_key", models.CharField(db_collation="C", max_length=100)),
                        (
                            "practice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practice", "word", "family_key"), name="surname_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelpAsked",
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
                                    ("help", "Asked for help"),
                                    ("look", "Gave answers that somebody should look at"),
                                    ("wrote", "Wrote something to be read"),
                                    ("locked", "Cannot open their link"),
                                    ("call", "Asked to be rung"),
                                    ("text", "Answered a message in their own words"),
                                    ("book", "Cannot come: find another time"),
                                    (
                                        "stop",
                                        "Wants no more messages: agree how to tell them of appointments",
                                    ),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("subject_type", models.CharField(blank=True, max_length=60)),
                        ("subject_id", models.BigIntegerField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("dealt_at", models.DateTimeField(blank=True, null=True)),
                        ("dealt_words", models.CharField(blank=True, max_length=300)),
                        (
                            "dealt_by",
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
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked",
                                to="practice.practice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "help asked",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dealt_at", None)),
                                fields=["practice", "due_at"],
                                name="help_open",
                            ),
                            models.Index(fields=["practice", "patient"], name="help_patient"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dealt_at__isnull", False), ("dealt_by__isnull", True), _connector="OR"
                                ),
                                name="help_dealt_at_by",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
