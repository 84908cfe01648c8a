"""What comes with the product is loaded whenever its tables are brought up to date, by the same log-in."""

from typing import Any

from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from activation.actions.loading import load_shipped
from activation.definition import WrongFile
from practice import clock


def load_what_is_shipped(using: str, **kwargs: Any) -> None:
    """After `migrate`, once no migration is left: half-way through, the tables are not as this code expects."""
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    try:
        load_shipped(now=clock.now(), using=using)
    except WrongFile as wrong:
        raise CommandError(
            f"A questionnaire that comes with the product cannot be loaded: {wrong}"
        ) from wrong
