"""What comes with the product is loaded whenever its tables are brought up to date, by the same log-in."""

from typing import Any

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from practice import clock
from prescribing.actions.loading import load_needs


def load_what_is_shipped(using: str, **kwargs: Any) -> None:
    """After `migrate`, once no migration is left: half-way through, the tables are not as this code expects."""
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        load_needs(today=clock.now().date(), using=using)
