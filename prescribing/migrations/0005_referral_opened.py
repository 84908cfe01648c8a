"""The index before it, of the same columns in the same order, has nothing left to do."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("prescribing", "0004_referral_year")]

    operations = [RemoveIndexConcurrently("referral", "referral_opened")]
