"""The installation's codes are loaded from a file; outside the trail, for they belong to no practice."""

from coaching.code_file import Row
from coaching.models import Code


def load(rows: list[Row]) -> dict[str, int]:
    """Bring the table in line with these rows; what the file does not name stays as it is. How many of each outcome."""
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for row in rows:
        counts[take(row)] += 1
    return counts


def take(row: Row) -> str:
    values = {"code": row.code, "term": row.term, "source": row.source, "confirmed": row.confirmed}
    known = Code.objects.filter(means=row.means).first()
    if known and all(getattr(known, name) == value for name, value in values.items()):
        return "unchanged"
    Code.objects.update_or_create(means=row.means, defaults=values)
    return "changed" if known else "added"
