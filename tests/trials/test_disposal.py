"""Trial 22, where rows may be deleted at all: by their owner, and even so not without a trace."""

import pytest
from django.db import DatabaseError, connections, transaction

from patients.models import Disposed
from practice.models import History, Practice, TrailEvent
from practice.tenancy import in_view
from tests import build, house
from tests.trials.test_history import MODELS
from tests.trials.world import everything

APPEND_ONLY = (History, TrailEvent, Disposed)


@pytest.mark.care(23)
def test_22_what_the_owner_deletes_leaves_its_rows(world):
    """Disposal, one day, is the owner's work; it cannot be done without a trace either."""
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        everything(elm)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM practice_history")
        before = cursor.fetchone()[0]
        deleted = delete_everything(cursor)
        cursor.execute(
            "SELECT table_name, count(*) FROM practice_history WHERE operation = 'delete' AND id > %s GROUP BY 1",
            [before],
        )
        assert dict(cursor.fetchall()) == deleted
        assert deleted.keys() == MODELS.keys()
        transaction.set_rollback(True, using="owner")


def delete_everything(cursor) -> dict[str, int]:
    """Children before parents, found by trying; how many rows went from each table."""
    deleted: dict[str, int] = {}
    left = [model._meta.db_table for model in house.tenant_models() if model not in APPEND_ONLY]
    while left:
        gone = [table for table in left if delete_all(cursor, table, deleted)]
        assert gone, f"these hold each other: {left}"
        left = [table for table in left if table not in gone]
    return {table: count for table, count in deleted.items() if table in MODELS}


def delete_all(cursor, table: str, deleted: dict[str, int]) -> bool:
    """Not where something still hangs on it."""
    try:
        with transaction.atomic(using="owner"):
            cursor.execute(f"DELETE FROM {table}")
    except DatabaseError:
        return False
    deleted[table] = cursor.rowcount
    return True
