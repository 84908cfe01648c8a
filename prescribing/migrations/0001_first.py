"""The first tables of prescribing."""

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
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="SocialNeed",
                    fields=[
                        ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("words", models.CharField(max_length=120)),
                        ("group", models.CharField(max_length=60)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("source", models.CharField(max_length=300)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
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
                                related_name="referrals",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("colleague", "A colleague"),
                                    ("coaching", "A coaching session"),
                                    ("outside", "Somebody outside the practice"),
                                    ("self", "The person"),
                                    ("invited", "We invited them"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "referred_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("referred_by_words", models.CharField(blank=True, max_length=200)),
                        ("from_type", models.CharField(blank=True, max_length=60)),
                        ("from_id", models.BigIntegerField(blank=True, null=True)),
                        ("knows_of_it", models.BooleanField()),
                        ("reason", models.TextField(blank=True)),
                        (
                            "urgency",
                            models.CharField(
                                choices=[
                                    ("soon", "Within two working days"),
                                    ("usual", "Usual"),
                                    ("can_wait", "Can wait"),
                                ],
                                default="usual",
                                max_length=8,
                            ),
                        ),
                        ("best_times", models.CharField(blank=True, max_length=200)),
                        ("third_party", models.BooleanField(default=False)),
                        ("sensitive", models.BooleanField(default=False)),
                        (
                            "worker",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "stands",
                            models.CharField(
                                choices=[
                                    ("asked", "New"),
                                    ("waiting", "Waiting list"),
                                    ("accepted", "To contact"),
                                    ("in_touch", "In touch"),
                                    ("planned", "Plan agreed"),
                                    ("referred", "Referred on"),
                                    ("attending", "Going"),
                                    ("closed", "Closed"),
                                    ("in_error", "Entered in error"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("stands_since", models.DateTimeField()),
                        ("beside_since", models.DateTimeField(blank=True, null=True)),
                        ("opened_at", models.DateTimeField()),
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
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("first_contact_at", models.DateTimeField(blank=True, null=True)),
                        ("planned_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_on_at", models.DateTimeField(blank=True, null=True)),
                        ("attended_on", models.DateField(blank=True, null=True)),
                        ("next_on", models.DateField(blank=True, null=True)),
                        ("next_words", models.CharField(blank=True, max_length=200)),
                        ("plan", models.TextField(blank=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("better", "Going, and it helps"),
                                    ("going", "Going"),
                                    ("own_way", "Found their own way"),
                                    ("helps_others", "Helps others now"),
                                    ("not_now", "Not now"),
                                    ("declined", "Said no"),
                                    ("not_reached", "Could not be reached"),
                                    ("nothing_suitable", "Nothing suitable exists"),
                                    ("other_help", "Other help fits better"),
                                    ("moved", "Moved away"),
                                    ("died", "Died"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("closed_because", models.CharField(blank=True, max_length=300)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient"], name="referral_patient"),
                            models.Index(
                                condition=models.Q(("stands__in", ("closed", "in_error")), _negated=True),
                                fields=["practice", "worker", "stands", "stands_since"],
                                name="referral_board",
                            ),
                            models.Index(
                                condition=models.Q(("stands__in", ("closed", "in_error")), _negated=True),
                                fields=["practice", "worker", "next_on"],
                                name="referral_next",
                            ),
                            models.Index(fields=["practice", "opened_at"], name="referral_opened"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("stands__in", ("closed", "in_error")), _negated=True),
                                    ("beside_since", None),
                                ),
                                fields=("practice", "patient"),
                                name="referral_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("outcome", "")),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("closed_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_closed_with_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", False), ("stands", "closed")),
                                    models.Q(
                                        models.Q(("stands", "closed"), _negated=True), ("closed_at", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_closed_stands_so",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralNeed",
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
                            "referral",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="prescribing.referral",
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
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="prescribing.socialneed",
                            ),
                        ),
                        ("noted_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "referral", "need"),
                                name="referral_need_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralStep",
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
                            "referral",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="prescribing.referral",
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
                                    ("asked", "New"),
                                    ("waiting", "Waiting list"),
                                    ("accepted", "To contact"),
                                    ("in_touch", "In touch"),
                                    ("planned", "Plan agreed"),
                                    ("referred", "Referred on"),
                                    ("attending", "Going"),
                                    ("closed", "Closed"),
                                    ("in_error", "Entered in error"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("happened_at", models.DateTimeField()),
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
                        ("because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "referral", "happened_at"], name="referral_step_when"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralContact",
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
                            "referral",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="prescribing.referral",
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
                            "mode",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone"),
                                    ("face_to_face", "Face to face"),
                                    ("home", "Home visit"),
                                    ("video", "Video"),
                                    ("together", "Went along with them"),
                                    ("written", "In writing"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("spoke", "Spoke"),
                                    ("no_answer", "No answer"),
                                    ("left_message", "Left a message"),
                                    ("wrong_number", "Number does not work"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("words", models.TextField(blank=True)),
                        ("happened_at", models.DateTimeField()),
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
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["practice", "referral", "happened_at"], name="referral_contact_when"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="referral_contact_noted_at_by",
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
                                name="referral_contact_error_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Workload",
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
                                related_name="workloads",
                                to="practice.membership",
                            ),
                        ),
                        ("people", models.PositiveSmallIntegerField()),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="workload_set_at_by",
                            ),
                            models.UniqueConstraint(fields=("practice", "member"), name="workload_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Arrival",
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
                                related_name="arrivals",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "who",
                            models.CharField(
                                choices=[("self", "Myself"), ("other", "Somebody else")], max_length=5
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("birth_date", models.DateField()),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("best_times", models.CharField(blank=True, max_length=200)),
                        ("words", models.TextField(blank=True)),
                        ("needs", models.JSONField(blank=True, default=list)),
                        ("sender_name", models.CharField(blank=True, max_length=120)),
                        ("sender_from", models.CharField(blank=True, max_length=200)),
                        ("sender_contact", models.CharField(blank=True, max_length=200)),
                        ("they_know", models.BooleanField(default=True)),
                        ("received_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
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
                            "settled",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("matched", "Became a referral"),
                                    ("not_ours", "Not on our list"),
                                    ("too_young", "Too young for the programme"),
                                    ("spam", "Not meant in earnest"),
                                    ("twice", "Sent twice"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("settled_words", models.CharField(blank=True, max_length=300)),
                        (
                            "referral",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arrivals",
                                to="prescribing.referral",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_at", None)),
                                fields=["practice", "due_at"],
                                name="arrival_held",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="arrival_settled_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Source",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("hand", "Written here"),
                                    ("oruk_3", "Open Referral UK 3.0"),
                                    ("oruk_1", "Open Referral UK 1.0"),
                                    ("csv", "A table (CSV)"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("address", models.CharField(blank=True, max_length=500)),
                        ("mapping", models.JSONField(blank=True, default=dict)),
                        ("weekly", models.BooleanField(default=False)),
                        ("started_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "kind", "name"), name="source_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Run",
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
                            "source",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="prescribing.source",
                            ),
                        ),
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_at_practice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.practice",
                            ),
                        ),
                        ("report", models.JSONField(blank=True, default=dict)),
                        ("failed_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["network", "source", "-began_at"], name="run_source")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
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
                            "source",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="prescribing.source",
                            ),
                        ),
                        ("source_key", models.CharField(max_length=200)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("name", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True)),
                        ("website", models.URLField(blank=True, max_length=500)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "source", "source_key"), name="organisation_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Service",
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
                            "source",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="prescribing.source",
                            ),
                        ),
                        ("source_key", models.CharField(max_length=200)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organisation",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="prescribing.organisation",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "Running"),
                                    ("inactive", "Not running"),
                                    ("defunct", "Closed for good"),
                                    ("temporarily closed", "Closed for now"),
                                ],
                                default="active",
                                max_length=18,
                            ),
                        ),
                        ("website", models.URLField(blank=True, max_length=500)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        ("how_to_join", models.TextField(blank=True)),
                        ("free", models.BooleanField(blank=True, null=True)),
                        ("cost_words", models.CharField(blank=True, max_length=300)),
                        ("fares_words", models.CharField(blank=True, max_length=300)),
                        ("who_for", models.CharField(blank=True, max_length=500)),
                        ("age_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("age_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("women_only", models.BooleanField(blank=True, null=True)),
                        ("men_only", models.BooleanField(blank=True, null=True)),
                        ("online", models.BooleanField(blank=True, null=True)),
                        ("step_free", models.BooleanField(blank=True, null=True)),
                        ("access_words", models.CharField(blank=True, max_length=500)),
                        ("languages", models.JSONField(blank=True, default=list)),
                        ("area_words", models.CharField(blank=True, max_length=200)),
                        ("confidential", models.BooleanField(default=False)),
                        ("places_left", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("wait_weeks", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("capacity_said_at", models.DateTimeField(blank=True, null=True)),
                        ("paused_at", models.DateTimeField(blank=True, null=True)),
                        ("paused_until", models.DateField(blank=True, null=True)),
                        ("paused_because", models.CharField(blank=True, max_length=200)),
                        ("assured_on", models.DateField(blank=True, null=True)),
                        ("modified_at", models.DateTimeField(blank=True, null=True)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("fingerprint", models.CharField(blank=True, max_length=64)),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=["network", "name", "id"],
                                name="service_name",
                            ),
                            models.Index(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=["network", "checked_at"],
                                name="service_checked",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "source", "source_key"), name="service_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("age_from", None),
                                    ("age_to", None),
                                    ("age_from__lte", models.F("age_to")),
                                    _connector="OR",
                                ),
                                name="service_ages_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Venue",
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
                            "service",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="venues",
                                to="prescribing.service",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("postcode", models.CharField(blank=True, max_length=8)),
                        ("latitude", models.FloatField(blank=True, null=True)),
                        ("longitude", models.FloatField(blank=True, null=True)),
                        ("step_free", models.BooleanField(blank=True, null=True)),
                        ("confidential", models.BooleanField(default=False)),
                        ("from_source", models.BooleanField(default=False)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["network", "service"], name="venue_service"),
                            models.Index(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=["network", "latitude", "longitude"],
                                name="venue_where",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude", None), ("longitude", None)),
                                    models.Q(
                                        ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                                    ),
                                    _connector="OR",
                                ),
                                name="venue_on_earth",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Schedule",
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
                            "service",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schedules",
                                to="prescribing.service",
                            ),
                        ),
                        (
                            "venue",
                            practice.models.base.NetworkKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schedules",
                                to="prescribing.venue",
                            ),
                        ),
                        (
                            "freq",
                            models.CharField(
                                blank=True,
                                choices=[("WEEKLY", "Every week"), ("MONTHLY", "Every month")],
                                max_length=7,
                            ),
                        ),
                        ("interval", models.PositiveSmallIntegerField(default=1)),
                        ("days", models.CharField(blank=True, max_length=20)),
                        ("month_days", models.CharField(blank=True, max_length=100)),
                        ("opens_at", models.TimeField(blank=True, null=True)),
                        ("closes_at", models.TimeField(blank=True, null=True)),
                        ("from_on", models.DateField(blank=True, null=True)),
                        ("until_on", models.DateField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("from_source", models.BooleanField(default=False)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["network", "service"], name="schedule_service")],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceContact",
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
                            "service",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="prescribing.service",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("role", models.CharField(blank=True, max_length=120)),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("personal", models.BooleanField(default=True)),
                        ("from_source", models.BooleanField(default=False)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["network", "service"], name="service_contact_service")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceNeed",
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
                            "service",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="prescribing.service",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="prescribing.socialneed",
                            ),
                        ),
                        ("from_source", models.BooleanField(default=False)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["network", "service"], name="service_need_service")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "need", "service"), name="service_need_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceWord",
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
                            "service",
                            practice.models.base.NetworkKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="words",
                                to="prescribing.service",
                            ),
                        ),
                        ("word", models.CharField(db_collation="C", max_length=40)),
                        ("weight", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["network", "service"], name="service_word_service")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "word", "service"), name="service_word_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceNote",
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
                                related_name="service_notes",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="prescribing.service",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("note", "What I saw"),
                                    ("visited", "Visited"),
                                    ("checked", "Checked"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("happened_on", models.DateField()),
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
                            models.Index(
                                fields=["practice", "service", "-happened_on"], name="service_note_service"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="service_note_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="service_note_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Address",
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
                                related_name="service_addresses",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addresses",
                                to="prescribing.service",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254)),
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
                        ("agreed_who", models.CharField(blank=True, max_length=120)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "confirmed_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("doubted_at", models.DateTimeField(blank=True, null=True)),
                        ("doubted_because", models.CharField(blank=True, max_length=200)),
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
                        "verbose_name_plural": "addresses",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="address_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(
                                        ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="address_confirmed_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="address_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("practice", "service"),
                                name="address_one_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Terms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "practice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="practice.practice",
                            ),
                        ),
                        ("feed_open", models.BooleanField(default=False)),
                        ("public_page", models.BooleanField(default=False)),
                        ("public_words", models.CharField(blank=True, max_length=500)),
                        ("chase_after_days", models.JSONField(default=list)),
                        ("ask_days_after_date", models.PositiveSmallIntegerField(default=7)),
                        ("ask_days_without_date", models.PositiveSmallIntegerField(default=14)),
                        ("stale_after_months", models.PositiveSmallIntegerField(default=6)),
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
                        "verbose_name_plural": "terms",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_at__isnull", True), ("set_by__isnull", True)),
                                    models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="terms_set_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessageBack",
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
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "referral",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages_back",
                                to="prescribing.referral",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("printed", "Printed"),
                                    ("pdf", "Saved as a PDF"),
                                    ("copied", "Copied to paste elsewhere"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("to_whom", models.CharField(max_length=200)),
                        ("words", models.TextField()),
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
                        "verbose_name_plural": "messages back",
                        "indexes": [
                            models.Index(fields=["practice", "referral"], name="message_back_referral")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_at__isnull", True), ("given_by__isnull", True)),
                                    models.Q(("given_at__isnull", False), ("given_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_back_given_at_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signpost",
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
                                related_name="signposts",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signposts",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="prescribing.service",
                            ),
                        ),
                        (
                            "referral",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signposts",
                                to="prescribing.referral",
                            ),
                        ),
                        ("told_at", models.DateTimeField()),
                        (
                            "told_by",
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
                            models.Index(fields=["practice", "patient"], name="signpost_patient"),
                            models.Index(fields=["practice", "told_at"], name="signpost_told"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("told_at__isnull", True), ("told_by__isnull", True)),
                                    models.Q(("told_at__isnull", False), ("told_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="signpost_told_at_by",
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
                                name="signpost_error_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Gap",
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
                                related_name="gaps",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gaps",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "referral",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gaps",
                                to="prescribing.referral",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="prescribing.socialneed",
                            ),
                        ),
                        ("place", models.CharField(max_length=60)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("none", "Nothing of the kind"),
                                    ("far", "Too far, or no way to get there"),
                                    ("cost", "Costs too much"),
                                    ("time", "At the wrong time"),
                                    ("full", "Full, or too long a wait"),
                                    ("language", "Not in their language"),
                                    ("access", "They could not get in or take part"),
                                    ("not_for_them", "For other people"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("found_at", models.DateTimeField()),
                        (
                            "found_by",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        (
                            "met_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="prescribing.service",
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
                        ("ended_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practice", "need", "found_at"], name="gap_need")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("found_at__isnull", True), ("found_by__isnull", True)),
                                    models.Q(("found_at__isnull", False), ("found_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="gap_found_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="gap_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
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
                                related_name="offers",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "referral",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="prescribing.referral",
                            ),
                        ),
                        (
                            "gap",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="prescribing.gap",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="prescribing.service",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("volunteer", "Volunteer"),
                                    ("peer", "Support others who have been there"),
                                    ("new_group", "Begin something new"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
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
                        ("ended_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "patient"], name="offer_patient"),
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["practice", "made_at"],
                                name="offer_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("made_at__isnull", True), ("made_by__isnull", True)),
                                    models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="offer_made_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="offer_ended_at_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
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
                                related_name="placements",
                                to="practice.practice",
                            ),
                        ),
                        (
                            "referral",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="prescribing.referral",
                            ),
                        ),
                        (
                            "patient",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="prescribing.service",
                            ),
                        ),
                        (
                            "stands",
                            models.CharField(
                                choices=[
                                    ("chosen", "Chosen"),
                                    ("sent", "Sent"),
                                    ("got_it", "They have it"),
                                    ("booked", "A place is booked"),
                                    ("came", "Came"),
                                    ("did_not_come", "Did not come"),
                                    ("finished", "Finished"),
                                    ("cannot_help", "They cannot help"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("stands_since", models.DateTimeField()),
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
                        ("fit_because", models.CharField(blank=True, max_length=300)),
                        ("share_name", models.CharField(blank=True, max_length=200)),
                        ("share_contact", models.CharField(blank=True, max_length=200)),
                        ("share_access", models.CharField(blank=True, max_length=500)),
                        ("share_reason", models.CharField(blank=True, max_length=1000)),
                        ("share_risk", models.CharField(blank=True, max_length=500)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("agreed_until", models.DateField(blank=True, null=True)),
                        (
                            "agreed_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("person", "The person"),
                                    ("proxy", "Somebody with authority"),
                                    ("best_interests", "Decided in best interests"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("agreed_words", models.CharField(blank=True, max_length=200)),
                        ("agreement_ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreement_ended_by",
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
                            "address",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="prescribing.address",
                            ),
                        ),
                        ("sent_to", models.EmailField(blank=True, max_length=254)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_by",
                            practice.models.base.PracticeKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="practice.membership",
                            ),
                        ),
                        ("booked_for", models.DateTimeField(blank=True, null=True)),
                        ("came_on", models.DateField(blank=True, null=True)),
                        ("heard_at", models.DateTimeField(blank=True, null=True)),
                        ("chased", models.PositiveSmallIntegerField(default=0)),
                        ("chased_at", models.DateTimeField(blank=True, null=True)),
                        ("silent_since", models.DateTimeField(blank=True, null=True)),
                        ("needs_somebody_at", models.DateTimeField(blank=True, null=True)),
                        ("needs_somebody_because", models.CharField(blank=True, max_length=200)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_because", models.CharField(blank=True, max_length=300)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["practice", "referral"], name="placement_referral"),
                            models.Index(fields=["practice", "patient"], name="placement_patient"),
                            models.Index(fields=["practice", "service"], name="placement_service"),
                            models.Index(
                                condition=models.Q(("needs_somebody_at__isnull", False)),
                                fields=["practice", "needs_somebody_at"],
                                name="placement_to_do",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("stands__in", ("finished", "cannot_help", "withdrawn")), _negated=True
                                ),
                                fields=["practice", "stands", "sent_at"],
                                name="placement_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("chosen_at__isnull", True), ("chosen_by__isnull", True)),
                                    models.Q(("chosen_at__isnull", False), ("chosen_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="placement_chosen_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="placement_sent_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreement_ended_at__isnull", True),
                                        ("agreement_ended_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("agreement_ended_at__isnull", False),
                                        ("agreement_ended_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="placement_agreement_ended_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("stands__in", ("finished", "cannot_help", "withdrawn")), _negated=True
                                ),
                                fields=("practice", "referral", "service"),
                                name="placement_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None),
                                    models.Q(
                                        ("address__isnull", False),
                                        ("agreed_on__isnull", False),
                                        models.Q(("sent_to", ""), _negated=True),
                                        models.Q(("agreed_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="placement_sent_as_agreed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlacementEvent",
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
                            "placement",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="prescribing.placement",
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
                                    ("sent", "Sent"),
                                    ("chased", "Asked again"),
                                    ("got_it", "They have it"),
                                    ("booked", "A place is booked"),
                                    ("came", "Came"),
                                    ("did_not_come", "Did not come"),
                                    ("finished", "Finished"),
                                    ("cannot_help", "They cannot help"),
                                    ("too_many", "Too many, or the wrong fit"),
                                    ("message", "Message"),
                                    ("need_help", "Asked for help"),
                                    ("withdrawn", "Withdrawn"),
                                    ("opened", "Opened the link"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "who",
                            models.CharField(
                                choices=[
                                    ("colleague", "A colleague"),
                                    ("provider", "The service"),
                                    ("person", "The person"),
                                    ("system", "By itself"),
                                ],
                                max_length=9,
                            ),
                        ),
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
                        ("link_id", models.BigIntegerField(blank=True, null=True)),
                        ("happened_on", models.DateField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("noted_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "read_by",
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
                                fields=["practice", "placement", "noted_at"], name="placement_event_when"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="placement_event_read_at_by",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
