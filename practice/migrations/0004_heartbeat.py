"""The clockwork's heartbeat. It is counted from when the table was made: nobody is alarmed before the first round."""

from django.db import migrations, models

BEGINS = "INSERT INTO practice_heartbeat (name, at) VALUES ('tick', clock_timestamp())"


class Migration(migrations.Migration):
    dependencies = [("practice", "0003_invitations")]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(BEGINS, migrations.RunSQL.noop),
    ]
