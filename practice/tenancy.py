"""Which practices are in view: set per transaction, enforced by the database's row policies."""

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from practice import clock, prepared
from practice.actors import Actor, System
from practice.models import Practice

_SETTINGS = ("skerry.practices", "skerry.actor", "skerry.user")


def set_view(*, practices: str, actor: str, user: str) -> dt.datetime:
    """Set what row policies and history triggers read, until the transaction ends; the time comes along."""
    with prepared.cursor() as cursor:
        cursor.execute(
            "SELECT clock_timestamp(), set_config('skerry.practices', %s, true),"
            " set_config('skerry.actor', %s, true), set_config('skerry.user', %s, true)",
            [practices, actor, user],
        )
        return clock.at(cursor.fetchone()[0])


def current_view() -> tuple[str, str, str]:
    """The settings in force now; empty strings where nothing is set."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"coalesce(current_setting('{s}', true), '')" for s in _SETTINGS)
        )
        return cursor.fetchone()


@contextlib.contextmanager
def restored_view() -> Iterator[None]:
    """A transaction after which an outer one sees again what it saw before.

    A local setting outlives a released savepoint, so a nested view must put it back.
    """
    nested = connection.in_atomic_block
    before = current_view() if nested else None
    try:
        with transaction.atomic():
            yield
    finally:
        if before is not None and not connection.needs_rollback:
            practices, actor, user = before
            set_view(practices=practices, actor=actor, user=user)


@contextlib.contextmanager
def in_view(practices: Iterable[Practice], actor: Actor | None = None) -> Iterator[None]:
    """Work on these practices' rows, in one transaction, as this actor."""
    who = actor or System("unnamed")
    with restored_view():
        set_view(
            practices=",".join(str(practice.pk) for practice in practices),
            actor=who.actor_label,
            user=str(who.actor_user_id or ""),
        )
        yield
