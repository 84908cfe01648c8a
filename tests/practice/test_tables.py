"""Many tables in one operation: the same tables, drawn up once."""

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from practice.tables import Together

KEY = ("id", models.BigAutoField(primary_key=True))
OPERATION = Together(
    [
        migrations.CreateModel("Shore", [KEY]),
        migrations.CreateModel("Boat", [KEY, ("at", models.ForeignKey("practice.Shore", models.CASCADE))]),
    ]
)


def test_one_points_at_the_other_and_both_are_drawn_up_anew():
    state = ProjectState()
    before = state.apps
    OPERATION.state_forwards("practice", state)
    boat, shore = (state.apps.get_model("practice", name) for name in ("Boat", "Shore"))
    assert state.apps is not before
    assert boat._meta.get_field("at").related_model is shore


def test_they_are_made_and_taken_away(db):
    before, after = ProjectState(), ProjectState()
    OPERATION.state_forwards("practice", after)
    editor = connection.schema_editor(collect_sql=True)
    with editor:
        OPERATION.database_forwards("practice", editor, before, after)
        made = " ".join(editor.collected_sql)
        OPERATION.database_backwards("practice", editor, after, before)
    assert made.count("CREATE TABLE") == 2
    assert [line.split()[2] for line in editor.collected_sql if line.startswith("DROP TABLE")] == [
        '"practice_boat"',
        '"practice_shore"',
    ]


def test_a_migration_can_be_written_with_it():
    name, arguments, _keywords = OPERATION.deconstruct()
    assert (name, len(arguments[0])) == ("Together", 2)
