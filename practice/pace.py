"""How often something may be tried: counted in the shared cache, by the minute."""

import datetime as dt

from django.core.cache import cache


def too_often(what: str, *, most: int, minutes: int, now: dt.datetime) -> bool:
    """Count one try of `what`; whether there were more than `most` in this stretch of minutes."""
    stretch = int(now.timestamp()) // (60 * minutes)
    key = f"pace:{what}:{minutes}:{stretch}"
    tries = cache.get(key, 0) + 1
    cache.set(key, tries, timeout=120 * minutes)
    return bool(tries > most)
