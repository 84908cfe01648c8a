"""How often something may be tried: counted in the shared cache, by the minute."""

import datetime as dt

from django.db import connection

# One statement: of many that come at the same moment each is counted. Put together from a look and a store, as the
# cache does it, eight at once were counted as one.
_ONE_MORE = """
INSERT INTO skerry_cache AS kept (cache_key, value, expires)
VALUES (%s, '1', clock_timestamp() + make_interval(mins => %s))
ON CONFLICT (cache_key) DO UPDATE SET value = (kept.value::integer + 1)::text
RETURNING kept.value::integer
"""
# Whoever begins a new count takes away a few that are over, so that a flood leaves no more than it needs.
_OVER = """
DELETE FROM skerry_cache WHERE cache_key IN (
    SELECT cache_key FROM skerry_cache WHERE expires < clock_timestamp()
    ORDER BY expires LIMIT 10 FOR UPDATE SKIP LOCKED
)
"""


def too_often(what: str, *, most: int, minutes: int, now: dt.datetime) -> bool:
    """Count one try of `what`; whether there were more than `most` in this stretch of minutes."""
    stretch = int(now.timestamp()) // (60 * minutes)
    with connection.cursor() as cursor:
        cursor.execute(_ONE_MORE, [f"pace:{what}:{minutes}:{stretch}", 2 * minutes])
        tries = int(cursor.fetchone()[0])
        if tries == 1:
            cursor.execute(_OVER)
    return tries > most
