"""A way that was begun by mistake, or a step that was taken back, does not count: the view says so from here on.

Where the view was made after that was so, nothing changes. Not in one transaction: who writes meanwhile waits for the
view only, not for the counting.
"""

from django.db import migrations

from insight import ways_kept, ways_sql
from practice.walls import Wall


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("insight", "0005_access_requests")]

    operations = [Wall(ways_sql.VIEW), Wall(ways_kept.COUNT_UNDONE)]
