"""A practice words the message about a cancelled session itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0004_callbacks")]

    operations = [
        migrations.AddField(
            "messagerule",
            "cancelled",
            models.TextField("words where it is cancelled", max_length=400, blank=True),
        ),
    ]
