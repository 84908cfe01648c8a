"""Conditions that are dropped at import before anything is stored: a list that a practice's installer can change."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

SHIPPED = Path(__file__).with_name("sensitive.txt")


@lru_cache(maxsize=2)
def sensitive_words() -> frozenset[str]:
    """SNOMED CT codes and whole terms, one a line; `#` begins a remark."""
    path = Path(settings.SENSITIVE_LIST) if settings.SENSITIVE_LIST else SHIPPED
    lines = (line.split("#", 1)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line)
