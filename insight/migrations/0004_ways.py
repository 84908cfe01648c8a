"""The database keeps how far each person came: a view that says it, and triggers that keep the rows equal to it."""

from django.db import migrations

from insight import ways_kept
from practice.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0003_pairs"),
        ("activation", "0002_walls"),
        ("coaching", "0004_beside"),
        ("outreach", "0002_walls"),
        ("patients", "0012_sought"),
        ("prescribing", "0002_walls"),
    ]

    operations = [
        Wall(ways_kept.KEEPING, ways_kept.LEAVING),
        Wall(ways_kept.OURS),
        Wall(ways_kept.COUNT_ALL),
    ]
