"""What stands in the tables: taken before and after, to see what a request changed."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from practice.models import Practice
from practice.tenancy import in_view
from tests import house

# Written at every request, whatever it does: who looked, who was refused, which form was sent.
ASIDE = {"practice_trailevent", "practice_history", "practice_signinevent", "practice_formkey"}
TABLES = sorted({model._meta.db_table for model in house.room_models()} - ASIDE)
Rows = Counter[tuple[str, str]]


def rows() -> Rows:
    """Every row of every table, as JSON."""
    everything = " UNION ALL ".join(f"SELECT '{table}', to_jsonb(t)::text FROM {table} t" for table in TABLES)
    with in_view(Practice.objects.all()), connection.cursor() as cursor:
        cursor.execute(everything)
        return Counter(cursor.fetchall())


class Change:
    """What came and what went between two looks."""

    def __init__(self) -> None:
        self.came: Rows = Counter()
        self.went: Rows = Counter()

    @property
    def words(self) -> str:
        return "\n".join(f"{table} {row}" for table, row in self.came)

    def __repr__(self) -> str:
        return f"came:\n{self.words}\nwent: {list(self.went)}"

    def __bool__(self) -> bool:
        return bool(self.came or self.went)


@contextmanager
def change(before: Rows | None = None) -> Iterator[Change]:
    """`with change() as changed:` tells afterwards what the block changed; `before` where one has looked already."""
    before, seen = before if before is not None else rows(), Change()
    yield seen
    after = rows()
    seen.came, seen.went = after - before, before - after
