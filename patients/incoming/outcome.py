"""What a check or an import came to: counts that add up, and a line for everything to look at."""

import dataclasses
from typing import Any

from django.db import connection

COUNTS = """
SELECT count(*) FILTER (WHERE verdict = 'new'),
       count(*) FILTER (WHERE verdict = 'known' AND changed <> '{}'),
       count(*) FILTER (WHERE verdict = 'known' AND changed = '{}'),
       count(*) FILTER (WHERE verdict = 'held'),
       count(*) FILTER (WHERE verdict = 'review'),
       count(*) FILTER (WHERE verdict = 'past')
FROM incoming WHERE repeat_of IS NULL
"""
LINES = """
SELECT verdict, number, coalesce(on_column, ''), reason, patient_id FROM incoming
WHERE verdict IN ('held', 'review') ORDER BY number
"""
DIFFERENCES = "SELECT number, differs, patient_id FROM incoming WHERE differs <> '{}' ORDER BY number"


@dataclasses.dataclass(frozen=True, slots=True)
class Tally:
    """Every line is counted once: `read` is the sum of the others, without `left` and `warnings`."""

    created: int
    updated: int
    unchanged: int
    held: int
    review: int
    past: int
    refused: int
    left: int = 0

    @property
    def read(self) -> int:
        return (
            self.created + self.updated + self.unchanged + self.held + self.review + self.past + self.refused
        )

    def as_dict(self) -> dict[str, int]:
        return {"read": self.read} | dataclasses.asdict(self)


def tally(*, refused: int, left: int) -> Tally:
    """Count the staged rows."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        created, updated, unchanged, held, review, past = cursor.fetchone()
    return Tally(created, updated, unchanged, held, review, past, refused, left)


def undecided() -> list[tuple[str, int, str, str, int | None]]:
    """Held lines and lines for a person to decide: verdict, line, column, reason, patient."""
    with connection.cursor() as cursor:
        cursor.execute(LINES)
        return cursor.fetchall()


def differences() -> list[tuple[int, list[str], Any]]:
    """Lines that differ from what staff recorded: line, columns, patient."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return cursor.fetchall()
