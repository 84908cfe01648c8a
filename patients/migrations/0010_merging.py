"""Records put together, and people who died or left, with their walls."""

import django.db.models.deletion
import practice.models.base
import practice.walls
from django.db import migrations, models

from practice.tables import Together


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0004_import_walls"),
        ("practice", "0003_invitations"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="patient",
                    name="death_day_not_known",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("merged_at", models.DateTimeField()),
                        ("values", models.JSONField(default=dict)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "gone",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "kept",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "merged_by",
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
                            "undone_by",
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
                            models.Index(fields=["practice", "kept", "-merged_at"], name="merge_kept")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_at__isnull", True), ("merged_by__isnull", True)),
                                    models.Q(("merged_at__isnull", False), ("merged_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="merge_merged_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="merge_undone_at_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)),
                                fields=("practice", "gone"),
                                name="merge_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergeMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("model", models.CharField(max_length=60)),
                        ("column", models.CharField(max_length=63)),
                        ("row_id", models.BigIntegerField()),
                        (
                            "fate",
                            models.CharField(
                                choices=[
                                    ("moved", "Moved"),
                                    (
                                        "ended",
                                        "Moved and ended, because the other record says something of the same kind",
                                    ),
                                    (
                                        "stayed",
                                        "Stayed, because the other record has one and there can be only one",
                                    ),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "merge",
                            practice.models.base.PracticeKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="patients.merge",
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
                        "indexes": [models.Index(fields=["practice", "merge"], name="move_merge")],
                    },
                ),
                migrations.CreateModel(
                    name="Leaving",
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
                                    ("died", "Died"),
                                    ("moved", "Moved within the network"),
                                    ("left", "Left"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("noted_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "noted_by",
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
                                related_name="leavings",
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
                            "undone_by",
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
                                condition=models.Q(("settled_at", None), ("undone_at", None)),
                                fields=["practice", "noted_at"],
                                name="leaving_open",
                            ),
                            models.Index(fields=["practice", "patient"], name="leaving_patient"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="leaving_noted_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="leaving_settled_at_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="leaving_undone_at_by",
                            ),
                        ],
                    },
                ),
            ]
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_merge ENABLE ROW LEVEL SECURITY;CREATE POLICY in_view ON patients_merge USING (practice_id = ANY ((SELECT practices_in_view())::bigint[]));",
            reverse_sql="DROP POLICY in_view ON patients_merge; ALTER TABLE patients_merge DISABLE ROW LEVEL SECURITY;",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_merge ADD CONSTRAINT patients_merge_in_practice UNIQUE (id, practice_id)",
            reverse_sql="ALTER TABLE patients_merge DROP CONSTRAINT patients_merge_in_practice",
        ),
        practice.walls.Wall(
            sql="CREATE TRIGGER history_insert AFTER INSERT ON patients_merge REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_insert('kept_id');CREATE TRIGGER history_update AFTER UPDATE ON patients_merge REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_update('kept_id');CREATE TRIGGER history_delete AFTER DELETE ON patients_merge REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_delete('kept_id');",
            reverse_sql="DROP TRIGGER history_insert ON patients_merge;DROP TRIGGER history_update ON patients_merge;DROP TRIGGER history_delete ON patients_merge;",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_merge ADD CONSTRAINT patients_merge_kept_id_same FOREIGN KEY (kept_id, practice_id) REFERENCES patients_patient (id, practice_id)",
            reverse_sql="ALTER TABLE patients_merge DROP CONSTRAINT patients_merge_kept_id_same",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_merge ADD CONSTRAINT patients_merge_gone_id_same FOREIGN KEY (gone_id, practice_id) REFERENCES patients_patient (id, practice_id)",
            reverse_sql="ALTER TABLE patients_merge DROP CONSTRAINT patients_merge_gone_id_same",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_merge ADD CONSTRAINT patients_merge_merged_by_id_same FOREIGN KEY (merged_by_id, practice_id) REFERENCES practice_membership (id, practice_id)",
            reverse_sql="ALTER TABLE patients_merge DROP CONSTRAINT patients_merge_merged_by_id_same",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_merge ADD CONSTRAINT patients_merge_undone_by_id_same FOREIGN KEY (undone_by_id, practice_id) REFERENCES practice_membership (id, practice_id)",
            reverse_sql="ALTER TABLE patients_merge DROP CONSTRAINT patients_merge_undone_by_id_same",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_mergemove ENABLE ROW LEVEL SECURITY;CREATE POLICY in_view ON patients_mergemove USING (practice_id = ANY ((SELECT practices_in_view())::bigint[]));",
            reverse_sql="DROP POLICY in_view ON patients_mergemove; ALTER TABLE patients_mergemove DISABLE ROW LEVEL SECURITY;",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_mergemove ADD CONSTRAINT patients_mergemove_in_practice UNIQUE (id, practice_id)",
            reverse_sql="ALTER TABLE patients_mergemove DROP CONSTRAINT patients_mergemove_in_practice",
        ),
        practice.walls.Wall(
            sql="CREATE TRIGGER history_insert AFTER INSERT ON patients_mergemove REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_insert('');CREATE TRIGGER history_update AFTER UPDATE ON patients_mergemove REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_update('');CREATE TRIGGER history_delete AFTER DELETE ON patients_mergemove REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_delete('');",
            reverse_sql="DROP TRIGGER history_insert ON patients_mergemove;DROP TRIGGER history_update ON patients_mergemove;DROP TRIGGER history_delete ON patients_mergemove;",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_mergemove ADD CONSTRAINT patients_mergemove_merge_id_same FOREIGN KEY (merge_id, practice_id) REFERENCES patients_merge (id, practice_id)",
            reverse_sql="ALTER TABLE patients_mergemove DROP CONSTRAINT patients_mergemove_merge_id_same",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_leaving ENABLE ROW LEVEL SECURITY;CREATE POLICY in_view ON patients_leaving USING (practice_id = ANY ((SELECT practices_in_view())::bigint[]));",
            reverse_sql="DROP POLICY in_view ON patients_leaving; ALTER TABLE patients_leaving DISABLE ROW LEVEL SECURITY;",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_leaving ADD CONSTRAINT patients_leaving_in_practice UNIQUE (id, practice_id)",
            reverse_sql="ALTER TABLE patients_leaving DROP CONSTRAINT patients_leaving_in_practice",
        ),
        practice.walls.Wall(
            sql="CREATE TRIGGER history_insert AFTER INSERT ON patients_leaving REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_insert('patient_id');CREATE TRIGGER history_update AFTER UPDATE ON patients_leaving REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_update('patient_id');CREATE TRIGGER history_delete AFTER DELETE ON patients_leaving REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_delete('patient_id');",
            reverse_sql="DROP TRIGGER history_insert ON patients_leaving;DROP TRIGGER history_update ON patients_leaving;DROP TRIGGER history_delete ON patients_leaving;",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_leaving ADD CONSTRAINT patients_leaving_patient_id_same FOREIGN KEY (patient_id, practice_id) REFERENCES patients_patient (id, practice_id)",
            reverse_sql="ALTER TABLE patients_leaving DROP CONSTRAINT patients_leaving_patient_id_same",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_leaving ADD CONSTRAINT patients_leaving_noted_by_id_same FOREIGN KEY (noted_by_id, practice_id) REFERENCES practice_membership (id, practice_id)",
            reverse_sql="ALTER TABLE patients_leaving DROP CONSTRAINT patients_leaving_noted_by_id_same",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_leaving ADD CONSTRAINT patients_leaving_settled_by_id_same FOREIGN KEY (settled_by_id, practice_id) REFERENCES practice_membership (id, practice_id)",
            reverse_sql="ALTER TABLE patients_leaving DROP CONSTRAINT patients_leaving_settled_by_id_same",
        ),
        practice.walls.Wall(
            sql="ALTER TABLE patients_leaving ADD CONSTRAINT patients_leaving_undone_by_id_same FOREIGN KEY (undone_by_id, practice_id) REFERENCES practice_membership (id, practice_id)",
            reverse_sql="ALTER TABLE patients_leaving DROP CONSTRAINT patients_leaving_undone_by_id_same",
        ),
    ]
