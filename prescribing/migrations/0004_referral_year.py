"""Where everybody stands who was referred within a year is read from an index alone: half of the work of asking it."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("prescribing", "0003_forgetting")]

    operations = [
        AddIndexConcurrently(
            "referral",
            models.Index(
                fields=["practice", "opened_at"],
                include=[
                    *("id", "patient", "stands", "outcome", "accepted_at", "first_contact_at"),
                    *("planned_at", "sent_on_at", "attended_on"),
                ],
                name="referral_year",
            ),
        )
    ]
