"""What two measurements of one person say: one definition for ways, pages and charts."""

from django.db import migrations

from insight import pairs
from practice.walls import Wall


class Migration(migrations.Migration):
    dependencies = [("insight", "0002_walls"), ("activation", "0002_walls")]

    operations = [
        Wall(pairs.PAIRS, "DROP FUNCTION insight_pairs(bigint, bigint, date, date)"),
    ]
